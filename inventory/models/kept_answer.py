"""Answers of the API that are kept for a day, so that a request sent twice is acted on once."""

from django.db import models

from inventory.models.people import Person


class KeptAnswer(models.Model):
    """What a person's request with an Idempotency-Key was answered. `fingerprint` is a hash of address and body."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    key = models.CharField(max_length=200)
    fingerprint = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField(default=0)
    body = models.JSONField(default=dict)
    answered_at = models.DateTimeField(auto_now_add=True, db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "key"], name="a_key_is_answered_once")]

    def __str__(self) -> str:
        return self.key

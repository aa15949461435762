"""Drafts of an intake: rows on the server that are not devices yet."""

from django.db import models

from inventory.models.people import Person


class IntakeDraft(models.Model):
    """What was read from a file, pasted or dropped, with all its problems, until it is committed or dropped.

    `rows` is a list of {"number", "values", "problems", "evidence_id"}; `defaults` fills what a row leaves empty.
    """

    person = models.ForeignKey(Person, models.CASCADE, related_name="drafts")
    source = models.CharField(max_length=200, blank=True)
    defaults = models.JSONField(default=dict)
    rows = models.JSONField(default=list)
    notes = models.JSONField(default=list)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["-updated_at"]

    def __str__(self) -> str:
        return self.source or f"draft {self.pk}"

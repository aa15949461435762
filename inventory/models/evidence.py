"""Evidence: the bytes of a report, a log or a document, kept with their hash."""

from django.db import models

from inventory.models.people import Person


class Evidence(models.Model):
    """The same bytes are kept once. Erasure blanks the bytes of personal evidence and keeps the hash."""

    class Kind(models.TextChoices):
        HARDWARE_REPORT = "hardware_report"
        WIPE_PROOF = "wipe_proof"
        DISPLACEMENT = "displacement"
        REGISTER = "register"
        OTHER = "other"

    sha256 = models.CharField(max_length=64, unique=True)
    kind = models.CharField(max_length=15, choices=Kind)
    name = models.CharField(max_length=200)
    content = models.BinaryField(blank=True, default=b"")
    size = models.PositiveIntegerField()
    summary = models.JSONField(default=dict, blank=True)
    personal = models.BooleanField(default=False)
    added_by = models.ForeignKey(Person, models.PROTECT)
    added_at = models.DateTimeField(auto_now_add=True)
    erased_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name_plural = "evidence"

    def __str__(self) -> str:
        return self.name

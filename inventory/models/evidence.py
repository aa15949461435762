"""Evidence: the bytes of a report, a log or a document, kept with their hash."""

from __future__ import annotations

from django.db import models

from inventory.models.people import Person


class EvidenceQuerySet(models.QuerySet["Evidence"]):
    def personal(self) -> EvidenceQuerySet:
        """What may name people: files that people wrote or signed. Reports and registers speak of machines."""
        return self.filter(kind__in=[Evidence.Kind.WIPE_PROOF, Evidence.Kind.DISPLACEMENT, Evidence.Kind.OTHER])


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
    added_by = models.ForeignKey(Person, models.PROTECT)
    added_at = models.DateTimeField(auto_now_add=True)
    erased_at = models.DateTimeField(null=True, blank=True)

    objects = EvidenceQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "evidence"

    def __str__(self) -> str:
        return self.name

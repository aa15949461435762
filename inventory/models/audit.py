"""Who did what, beside the acts on devices (which the ledger itself holds)."""

from django.db import models

from inventory.models.people import Person


class AuditEntry(models.Model):
    """One act on the installation: a site changed, a role given, a factor set published. Append-only, as events are."""

    at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True)
    act = models.CharField(max_length=60)
    subject = models.CharField(max_length=200)
    detail = models.JSONField(default=dict, blank=True)

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["-at"], name="audit_latest_first")]
        verbose_name_plural = "audit entries"

    def __str__(self) -> str:
        return f"{self.act}: {self.subject}"

"""API tokens: shown once, kept as a keyed hash."""

from django.db import models

from inventory.models.people import Person


class ApiToken(models.Model):
    class Scope(models.TextChoices):
        DEVICES_READ = "devices:read"
        DEVICES_WRITE = "devices:write"
        ESG_READ = "esg:read"

    person = models.ForeignKey(Person, models.CASCADE, related_name="tokens")
    name = models.CharField(max_length=60)
    key = models.CharField(max_length=16, unique=True)
    digest = models.CharField(max_length=64)
    scopes = models.JSONField(default=list)
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    last_used_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return f"{self.name} ({self.key})"

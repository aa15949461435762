"""Batches: many devices received, or any act on many devices, undone as one."""

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from inventory.models.people import Person
from inventory.models.place import Department


class Batch(models.Model):
    class Kind(models.TextChoices):
        INTAKE = "intake", _("Intake")
        ACT = "act", _("Act on many devices")

    reference = models.CharField(_("reference"), max_length=60, unique=True)
    kind = models.CharField(max_length=6, choices=Kind)
    label = models.CharField(max_length=200, blank=True)
    department = models.ForeignKey(Department, models.PROTECT, null=True, blank=True)
    source = models.CharField(max_length=200, blank=True)
    created_by = models.ForeignKey(Person, models.PROTECT)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return self.reference

    @property
    def title(self) -> str:
        """What it is called: an intake as somebody named it, an act in the reader's language."""
        if not self.label:
            return self.get_kind_display()
        return gettext(self.label) if self.kind == self.Kind.ACT else self.label

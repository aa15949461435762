"""Drafts of an intake: files on the server whose rows are not devices yet."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from inventory.models.batch import Batch
from inventory.models.job import Job
from inventory.models.people import Person


class IntakeDraft(models.Model):
    """What was pasted, uploaded or dropped, and what a person decided about it, until it is committed or dropped.

    Rows are never stored: they are read from the files each time, with the person's choices, so that a preview can't
    be older than what it shows. `choices`: columns (index to field), date_order, sheet, names (of departments and
    sites). `defaults` fills what a row leaves empty. `edits`: row number to field to text. `settled`: rows that came in
    or were dropped. `refusals`: row number to the reason of the last commit. `revision` counts the changes.
    """

    class Kind(models.TextChoices):
        REGISTER = "register", _("Rows of a register")
        REPORTS = "reports", _("Hardware reports")

    person = models.ForeignKey(Person, models.CASCADE, related_name="drafts")
    kind = models.CharField(max_length=8, choices=Kind, default=Kind.REGISTER)
    source = models.CharField(max_length=200, blank=True)
    reference = models.CharField(max_length=60, blank=True)
    choices = models.JSONField(default=dict, blank=True)
    defaults = models.JSONField(default=dict, blank=True)
    edits = models.JSONField(default=dict, blank=True)
    settled = models.JSONField(default=list, blank=True)
    refusals = models.JSONField(default=dict, blank=True)
    notes = models.JSONField(default=list, blank=True)
    total = models.PositiveIntegerField(default=0)
    revision = models.PositiveIntegerField(default=1)
    batch = models.ForeignKey(Batch, models.SET_NULL, null=True, blank=True)
    job = models.ForeignKey(Job, models.SET_NULL, null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["-updated_at"]

    def __str__(self) -> str:
        return self.source or f"draft {self.pk}"


class DraftFile(models.Model):
    """The bytes of one file of a draft. They go with the draft; a report that came in is kept as evidence instead."""

    draft = models.ForeignKey(IntakeDraft, models.CASCADE, related_name="files")
    number = models.PositiveIntegerField()
    name = models.CharField(max_length=200, blank=True)
    content = models.BinaryField()

    class Meta:
        ordering = ["draft", "number"]
        constraints = [
            models.UniqueConstraint(fields=["draft", "number"], name="a_file_has_one_place_in_a_draft"),
        ]

    def __str__(self) -> str:
        return self.name or f"file {self.number}"

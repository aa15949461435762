"""Saved views: a name for what a list's address says."""

from django.db import models

from inventory.models.people import Person


class SavedView(models.Model):
    person = models.ForeignKey(Person, models.CASCADE, related_name="saved_views")
    page = models.CharField(max_length=40)
    name = models.CharField(max_length=60)
    query = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["person", "page", "name"], name="a_view_has_one_name_for_a_person")
        ]

    def __str__(self) -> str:
        return self.name

"""People and the roles that they hold."""

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.translation import gettext_lazy as _

from inventory.roles import Role


class Person(AbstractUser):
    """Somebody who may log in, with the settings of their own screen.

    The row is blanked, never deleted, when a person asks for erasure: the acts recorded stay whole.
    """

    class Theme(models.TextChoices):
        SYSTEM = "system", _("As the system")
        LIGHT = "light", _("Light")
        DARK = "dark", _("Dark")

    language = models.CharField(_("language"), max_length=10, blank=True)
    time_zone = models.CharField(_("time zone"), max_length=63, blank=True)
    theme = models.CharField(_("theme"), max_length=6, choices=Theme, default=Theme.SYSTEM)
    shortcuts = models.BooleanField(_("keyboard shortcuts"), default=True)
    erased_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["username"]

    def __str__(self) -> str:
        return self.get_full_name() or self.username


class Membership(models.Model):
    """A role of a person: in one department or, without one, in the whole institution."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="memberships")
    department = models.ForeignKey("inventory.Department", models.CASCADE, null=True, blank=True)
    role = models.CharField(_("role"), max_length=13, choices=[(role.value, role.value) for role in Role])

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "department"], name="a_person_holds_one_role_in_a_department"),
            models.UniqueConstraint(
                fields=["person"],
                condition=models.Q(department__isnull=True),
                name="a_person_holds_one_role_in_the_institution",
            ),
            models.CheckConstraint(
                condition=models.Q(role__in=[role.value for role in Role]), name="a_role_is_one_of_the_four"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.role} ({self.department or 'institution'})"

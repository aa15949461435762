"""Factor sets: published figures with their sources, never changed once published (see `carbon.models.triggers`)."""

from fractions import Fraction

from django.db import models
from django.utils.translation import gettext_lazy as _

from carbon.engine.factors import Factor as Figure
from carbon.engine.factors import FactorBook, Tier


class FactorSetQuerySet(models.QuerySet["FactorSet"]):
    def published(self) -> "FactorSetQuerySet":
        return self.filter(published_at__isnull=False)

    def adopted(self) -> "FactorSet | None":
        """The set that recomputes use: the published one that was adopted last."""
        return self.published().filter(adopted_at__isnull=False).order_by("-adopted_at", "-pk").first()


class FactorSet(models.Model):
    """A set is a draft until it is published; from then on it is what results cite, and a change is a new version."""

    name = models.CharField(_("name"), max_length=60)
    version = models.PositiveIntegerField(_("version"))
    notes = models.TextField(_("notes"), blank=True)
    checksum = models.CharField(max_length=64, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = models.ForeignKey(
        "inventory.Person", models.PROTECT, null=True, blank=True, related_name="published_factor_sets"
    )
    adopted_at = models.DateTimeField(null=True, blank=True)

    objects = FactorSetQuerySet.as_manager()

    class Meta:
        ordering = ["name", "-version"]
        constraints = [
            models.UniqueConstraint(fields=["name", "version"], name="a_factor_set_has_one_of_each_version"),
            models.CheckConstraint(
                condition=models.Q(published_at__isnull=True) | ~models.Q(checksum=""),
                name="a_published_factor_set_has_a_checksum",
            ),
            models.CheckConstraint(
                condition=models.Q(adopted_at__isnull=True) | models.Q(published_at__isnull=False),
                name="only_a_published_factor_set_is_adopted",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.version}"

    def book(self) -> FactorBook:
        """Its factors as the engine looks them up, exact. One query."""
        return FactorBook(row.figure() for row in self.factors.all())


class Factor(models.Model):
    """One figure: value, low and high in `unit`, with where it was read.

    Fifteen digits, so that SQLite, which keeps decimals as floats, gives back what was written.
    """

    factor_set = models.ForeignKey(FactorSet, models.CASCADE, related_name="factors")
    key = models.CharField(_("key"), max_length=60)
    zone = models.CharField(_("zone"), max_length=12, blank=True)
    year = models.PositiveSmallIntegerField(_("year"), null=True, blank=True)
    value = models.DecimalField(_("value"), max_digits=15, decimal_places=9)
    low = models.DecimalField(_("low"), max_digits=15, decimal_places=9)
    high = models.DecimalField(_("high"), max_digits=15, decimal_places=9)
    unit = models.CharField(_("unit"), max_length=20)
    tier = models.CharField(_("quality tier"), max_length=1, choices=[(tier.value, tier.value) for tier in Tier])
    source = models.CharField(_("source"), max_length=400)
    source_ref = models.CharField(_("place in the source"), max_length=600, blank=True)
    licence = models.CharField(_("licence"), max_length=200)
    note = models.TextField(_("note"), blank=True)

    class Meta:
        ordering = ["key", "zone", "year"]
        constraints = [
            models.UniqueConstraint(
                fields=["factor_set", "key", "zone", "year"], name="a_factor_stands_once_for_a_year_in_its_set"
            ),
            models.UniqueConstraint(
                fields=["factor_set", "key", "zone"],
                condition=models.Q(year__isnull=True),
                name="a_factor_without_a_year_stands_once_in_its_set",
            ),
            models.CheckConstraint(
                condition=models.Q(low__lte=models.F("value"), high__gte=models.F("value")),
                name="a_factor_lies_within_its_bounds",
            ),
            models.CheckConstraint(
                condition=models.Q(tier__in=[tier.value for tier in Tier]), name="a_tier_is_one_of_a_to_e"
            ),
            models.CheckConstraint(condition=~models.Q(source=""), name="a_factor_names_its_source"),
        ]

    def __str__(self) -> str:
        return " ".join(str(part) for part in (self.key, self.zone, self.year) if part)

    def figure(self) -> Figure:
        """The row as the engine takes it, in exact numbers."""
        return Figure(
            key=self.key,
            zone=self.zone or None,
            year=self.year,
            value=Fraction(self.value),
            low=Fraction(self.low),
            high=Fraction(self.high),
            unit=self.unit,
            tier=Tier(self.tier),
            source=self.source,
            source_ref=self.source_ref,
            licence=self.licence,
            note=self.note,
        )

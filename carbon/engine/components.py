"""The seven parts of a saving, by the names they carry everywhere: columns, exports, charts."""

from __future__ import annotations

from dataclasses import dataclass, fields

from carbon.engine.quantities import Number, grams


@dataclass(frozen=True, slots=True, kw_only=True)
class Components:
    """Avoided (a_), emitted in use (u) and spent on putting back to work (r_): kg on the exact path, grams when stored.

    All seven are positive amounts; the sign of a saving is made here and nowhere else: S > 0 means carbon avoided.
    """

    a_emb: Number = 0
    a_use: Number = 0
    u: Number = 0
    r_transport: Number = 0
    r_refurb: Number = 0
    r_parts: Number = 0
    r_eol: Number = 0

    @property
    def r(self) -> Number:
        """R, the whole intervention."""
        return self.r_transport + self.r_refurb + self.r_parts + self.r_eol

    @property
    def s_emb(self) -> Number:
        """Saving in production: A_emb - R."""
        return self.a_emb - self.r

    @property
    def s_use(self) -> Number:
        """Saving in use: A_use - U; negative where the old machine draws more."""
        return self.a_use - self.u

    @property
    def s(self) -> Number:
        """(6) S = A_emb + A_use - U - R."""
        return self.a_emb + self.a_use - self.u - self.r

    def __add__(self, other: Components) -> Components:
        return Components(**{name: getattr(self, name) + getattr(other, name) for name in NAMES})

    def __sub__(self, other: Components) -> Components:
        return Components(**{name: getattr(self, name) - getattr(other, name) for name in NAMES})

    def times(self, factor: Number) -> Components:
        """Every component multiplied: by a count of equal devices, or by 0 for what is not booked yet."""
        return Components(**{name: getattr(self, name) * factor for name in NAMES})

    def in_grams(self) -> Components:
        """Kilograms as whole grams, each rounded by itself; the total of grams is then an exact integer sum."""
        return Components(**{name: grams(getattr(self, name)) for name in NAMES})


NAMES: tuple[str, ...] = tuple(field.name for field in fields(Components))
DERIVED: tuple[str, ...] = ("r", "s_emb", "s_use", "s")

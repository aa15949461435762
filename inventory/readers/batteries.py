"""What firmware says of a battery, and whether it can be true.

Of 8,000 notebooks' SMBIOS tables, 14 % of the numeric design capacities are impossible as mWh (0, 10, 4400, 671040):
many are mAh under the wrong unit. An EliteBook 2540p says 5100 at 10.8 V = 55.08 Wh, what its line reports elsewhere.
"""

from __future__ import annotations

from django.utils.translation import gettext as _

from inventory.readers.report import Battery

# The smallest laptop and the largest airline-legal or gaming pack, with room.
LEAST_MWH, MOST_MWH = 10_000, 200_000
LEAST_MAH = 1_000
TWO_CELLS_V = 7.0


def battery(stated: str, capacity_mwh: float | None, voltage_v: float | None) -> Battery:
    """Judge a design capacity stated in mWh; a too small one at two cells' voltage or more is estimated as mAh."""
    if capacity_mwh is None:
        return Battery(stated, None, None, voltage_v)
    if LEAST_MWH <= capacity_mwh <= MOST_MWH:
        return Battery(stated, capacity_mwh / 1000, None, voltage_v)
    likely = None
    if LEAST_MAH <= capacity_mwh < LEAST_MWH and voltage_v and TWO_CELLS_V <= voltage_v <= 30:
        likely = round(capacity_mwh * voltage_v / 1000, 2)
    return Battery(stated, None, likely, voltage_v)


def battery_warnings(batteries: tuple[Battery, ...]) -> tuple[str, ...]:
    """Return a sentence for each battery whose stated capacity was not taken at its word."""
    return tuple(
        _(
            "The battery's design capacity of %(stated)s cannot be right; read as mAh at %(volts)s V it would be "
            "%(likely)s Wh. Check the label on the battery."
        )
        % {"stated": one.stated, "volts": f"{one.voltage_v:g}", "likely": f"{one.likely_wh:g}"}
        for one in batteries
        if one.likely_wh is not None
    )

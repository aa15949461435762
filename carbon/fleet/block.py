"""The figures of a chunk of devices."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from carbon.engine.components import NAMES
from carbon.fleet.columns import Integers
from carbon.fleet.credit import Credit, component_rows, with_savings
from carbon.fleet.grams import whole_grams
from carbon.fleet.lines import SCENARIOS, lines_of
from carbon.inputs import Account, Terms


@dataclass(frozen=True, slots=True)
class Block:
    """A row for each account: `figures` has the 24 stored columns in their order, in whole grams."""

    accounts: Sequence[Account]
    figures: Integers


def assess(accounts: Sequence[Account], terms: Terms, credit: Credit) -> Block:
    """Compute a chunk, and credit it to the departments that owned the devices day by day."""
    components = np.zeros((len(NAMES) * len(SCENARIOS), len(accounts)), dtype=np.int64)
    for lines in lines_of(accounts, terms):
        grams = whole_grams(lines.kg, lines.device)
        np.add.at(components, (component_rows(lines.names)[:, None], lines.device), grams)
        credit.add(lines, grams)
    return Block(accounts, with_savings(components))

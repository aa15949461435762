"""The engine run over columns: the whole fleet by the same formulas as one device, then whole grams.

columns     exact numbers as columns of floats
lines       every device's days and burdens, month by month and owner by owner, in kg
grams       differences of rounded cumulative values, so that months add up to totals
credit      what each department gets at each site in each month
block       the figures of a chunk of devices
extremes    the devices of each department that save most and lose most
"""

from carbon.fleet.block import Block, assess
from carbon.fleet.credit import Credit
from carbon.fleet.extremes import Extremes
from carbon.fleet.lines import SCENARIOS, Lines, lines_of

__all__ = ["SCENARIOS", "Block", "Credit", "Extremes", "Lines", "assess", "lines_of"]

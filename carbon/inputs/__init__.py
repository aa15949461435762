"""The gate: inventory's rows as accounts of what counts, for a whole fleet or for one device.

records     plain rows of one device as of a cut
reading     two roads to them: the rows kept with the device, and the fold of its events for a past day
catalogue   models, sites, clusters
terms       what those facts come to in the figures of a factor set, exact
booking     days served and burdens on their day, each with the owner of that day
lives       one device's life as the engine takes it
"""

from carbon.inputs.booking import Account, account_of
from carbon.inputs.catalogue import read_catalogue
from carbon.inputs.lives import life_of, one_life
from carbon.inputs.reading import all_devices, chunks, count_devices, fleet, last_device_id
from carbon.inputs.records import Cut, DeviceRecord
from carbon.inputs.terms import METHOD_VERSION, NotAssessable, Terms

__all__ = [
    "METHOD_VERSION",
    "Account",
    "Cut",
    "DeviceRecord",
    "NotAssessable",
    "Terms",
    "account_of",
    "all_devices",
    "chunks",
    "count_devices",
    "fleet",
    "last_device_id",
    "life_of",
    "one_life",
    "read_catalogue",
]

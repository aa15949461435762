"""What exists and what was done to it: one file for each kind of row."""

from inventory.models.audit import AuditEntry
from inventory.models.batch import Batch
from inventory.models.cluster import Cluster
from inventory.models.device import Device, Drive, Ownership, Part, Placement, TransportLeg
from inventory.models.device_model import DeviceModel
from inventory.models.draft import DraftFile, IntakeDraft
from inventory.models.event import DeviceEvent
from inventory.models.evidence import Evidence
from inventory.models.heartbeat import Heartbeat
from inventory.models.installation import Installation
from inventory.models.job import Job
from inventory.models.kept_answer import KeptAnswer
from inventory.models.login_tries import LoginTries
from inventory.models.people import Membership, Person
from inventory.models.place import Department, Site
from inventory.models.saved_view import SavedView
from inventory.models.tally import StageTally
from inventory.models.token import ApiToken

__all__ = [
    "ApiToken",
    "AuditEntry",
    "Batch",
    "Cluster",
    "Department",
    "Device",
    "DeviceEvent",
    "DeviceModel",
    "DraftFile",
    "Drive",
    "Evidence",
    "Heartbeat",
    "Installation",
    "IntakeDraft",
    "Job",
    "KeptAnswer",
    "LoginTries",
    "Membership",
    "Ownership",
    "Part",
    "Person",
    "Placement",
    "SavedView",
    "Site",
    "StageTally",
    "TransportLeg",
]

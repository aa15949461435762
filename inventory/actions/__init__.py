"""The only writer: one verb, one transaction; the role and the lifecycle are checked inside."""

from inventory.actions._record import RIGHT_FOR, Blocked, Outcome, right_to_take_back
from inventory.actions.correction import correct_device, reverse_batch, reverse_event
from inventory.actions.deployment import (
    Claim,
    deploy_device,
    deploy_devices,
    record_sighting,
    record_sightings,
    transfer_device,
    transfer_devices,
    withdraw_device,
    withdraw_devices,
)
from inventory.actions.disposal import recycle_device, recycle_devices, release_device, release_devices
from inventory.actions.intake import Arrival, InService, Intake, receive_device, receive_devices
from inventory.actions.testing import grade_device, grade_devices, record_test, record_tests
from inventory.actions.upgrading import (
    cancel_plan,
    cancel_plans,
    install_part,
    install_parts,
    plan_upgrade,
    plan_upgrades,
    remove_part,
    remove_parts,
)
from inventory.actions.wiping import record_wipe, record_wipes
from inventory.lifecycle import IllegalAct

__all__ = [
    "RIGHT_FOR",
    "Arrival",
    "Blocked",
    "Claim",
    "IllegalAct",
    "InService",
    "Intake",
    "Outcome",
    "cancel_plan",
    "cancel_plans",
    "correct_device",
    "deploy_device",
    "deploy_devices",
    "grade_device",
    "grade_devices",
    "install_part",
    "install_parts",
    "plan_upgrade",
    "plan_upgrades",
    "receive_device",
    "receive_devices",
    "record_sighting",
    "record_sightings",
    "record_test",
    "record_tests",
    "record_wipe",
    "record_wipes",
    "recycle_device",
    "recycle_devices",
    "release_device",
    "release_devices",
    "remove_part",
    "remove_parts",
    "reverse_batch",
    "reverse_event",
    "right_to_take_back",
    "transfer_device",
    "transfer_devices",
    "withdraw_device",
    "withdraw_devices",
]

"""What fields, verdicts and groups of rows are called on the pages and by the command."""

from django.utils.translation import gettext_lazy

from inventory.nouns import Words
from inventory.proposals.judgement import Verdict

FIELDS: dict[str, Words] = {
    "asset_tag": gettext_lazy("Asset tag"),
    "serial": gettext_lazy("Serial"),
    "manufacturer": gettext_lazy("Manufacturer"),
    "model": gettext_lazy("Model"),
    "model_code": gettext_lazy("Model code"),
    "form_factor": gettext_lazy("Kind of machine"),
    "department": gettext_lazy("Department"),
    "site": gettext_lazy("Site"),
    "received_on": gettext_lazy("Received on"),
    "purchased_on": gettext_lazy("Bought on"),
    "deployed_on": gettext_lazy("In service since"),
    "assigned_to": gettext_lazy("In service with"),
    "cpu": gettext_lazy("Processor"),
    "ram_gb": gettext_lazy("Memory, GB"),
    "storage_gb": gettext_lazy("Storage, GB"),
    "drive_serials": gettext_lazy("Drive serials"),
    "grade": gettext_lazy("Grade"),
    "status": gettext_lazy("Status"),
    "note": gettext_lazy("Note"),
    "drives": gettext_lazy("Drives"),
    "hardware_uuid": gettext_lazy("Hardware UUID"),
}

VERDICTS: dict[Verdict, tuple[Words, str]] = {
    Verdict.NEW: (gettext_lazy("New"), "ok"),
    Verdict.BACK: (gettext_lazy("Comes in again"), "warn"),
    Verdict.FILLS: (gettext_lazy("Known, filled"), "info"),
    Verdict.UNCHANGED: (gettext_lazy("Unchanged"), "neutral"),
    Verdict.BLOCKED: (gettext_lazy("Blocked"), "bad"),
}

GROUPS: dict[str, Words] = {
    "ok": gettext_lazy("OK"),
    "look": gettext_lazy("look"),
    "unchanged": gettext_lazy("unchanged"),
    "blocked": gettext_lazy("blocked"),
}

"""Print docs/lifecycle.md from the table of verbs, so that the page can't say anything else than the code does."""

from typing import Any

from django.core.management.base import BaseCommand

from inventory.lifecycle import ACTS, Stage, Verb

UNTIL = {
    Stage.RECEIVED: "model, department and the list of drives are known, and no firmware or drive password is set",
    Stage.TESTING: "a test has passed",
    Stage.WIPING: "every drive is wiped with proof, destroyed, or absent",
    Stage.UPGRADING: "the planned upgrade is fitted, or its plan cancelled",
    Stage.READY: "- (it can be deployed, donated, sold)",
    Stage.DEPLOYED: "a placement is open",
    Stage.OUT: "released, returned or recycled",
}


def lifecycle_page() -> str:
    """The page in Markdown."""
    stages = "\n".join(f"| {stage} | {UNTIL[stage]} |" for stage in Stage)
    head = " | ".join(stage.value for stage in Stage)
    verbs = "\n".join(f"| `{verb.value}` | {_marks(verb)} |" for verb in ACTS)
    return f"""# Stages and verbs

Printed by `manage.py draw_lifecycle` from `inventory/lifecycle.py`.

A device's stage is the first condition that is not met, in this order; acts may come in any order.

| stage | until |
|---|---|
{stages}

A verb may be used from the stages marked. Some need more: deploying, donating and selling need every gate open;
returning and recycling need safe drives or a named custodian; what failed its last test can be retested, harvested
and recycled only. `receive_device` begins the first stay, and a further one after a device left.

| verb | {head} |
|---|{"---|" * len(Stage)}
{verbs}

Any act can be taken back by `reverse_event`, a whole batch by `reverse_batch`, unless a later act rests on it.
"""


def _marks(verb: Verb) -> str:
    return " | ".join("x" if stage in ACTS[verb].stages else "" for stage in Stage)


class Command(BaseCommand):
    help = "Print the page of stages and verbs."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(lifecycle_page(), ending="")

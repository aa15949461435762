"""What the verbs are called in addresses: /devices/<tag>/<name>/."""

from inventory.lifecycle import Verb

ACT_NAMES: dict[Verb, str] = {
    Verb.TEST: "test",
    Verb.GRADE: "grade",
    Verb.WIPE: "wipe",
    Verb.PLAN: "plan-upgrade",
    Verb.CANCEL_PLAN: "cancel-plan",
    Verb.INSTALL: "install-part",
    Verb.REMOVE: "remove-part",
    Verb.DEPLOY: "deploy",
    Verb.SIGHT: "sighting",
    Verb.WITHDRAW: "withdraw",
    Verb.TRANSFER: "transfer",
    Verb.RELEASE: "release",
    Verb.RECYCLE: "recycle",
    Verb.CORRECT: "correct",
}

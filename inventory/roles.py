"""Pure. Who may do what: four roles, each a set of rights.

A person holds a role in one department or, with no department, in the whole institution.
"""

from enum import StrEnum


class Role(StrEnum):
    """What a person is in the programme."""

    VIEWER = "viewer"
    TECHNICIAN = "technician"
    OFFICER = "officer"
    ADMINISTRATOR = "administrator"


class May(StrEnum):
    """One right. Named for the act that it allows."""

    VIEW = "view"
    RECEIVE = "receive"
    PREPARE = "prepare"  # test, grade, wipe, plan, fit and remove parts
    STATE_WIPE = "state_wipe"  # vouch in writing for a wipe without a tool's log
    DEPLOY = "deploy"  # deploy, sight, withdraw
    TRANSFER = "transfer"
    DISPOSE = "dispose"  # release and recycle
    ACCEPT_DATA_RISK = "accept_data_risk"  # let a drive leave unwiped with a named custodian
    CORRECT = "correct"
    REVERSE = "reverse"
    IMPORT_IN_SERVICE = "import_in_service"  # take over devices deployed before GreenLab
    MANAGE_CATALOGUE = "manage_catalogue"  # device models, clusters
    EXPORT = "export"
    RECOMPUTE = "recompute"
    PUBLISH_FACTORS = "publish_factors"
    AUDIT = "audit"
    MANAGE_INSTALLATION = "manage_installation"  # departments, sites, settings, demonstration data
    MANAGE_PEOPLE = "manage_people"


_VIEWER = {May.VIEW, May.EXPORT}
_TECHNICIAN = _VIEWER | {
    May.RECEIVE,
    May.PREPARE,
    May.STATE_WIPE,
    May.DEPLOY,
    May.DISPOSE,
    May.CORRECT,
    May.REVERSE,
    May.MANAGE_CATALOGUE,
}
_OFFICER = _VIEWER | {
    May.TRANSFER,
    May.ACCEPT_DATA_RISK,
    May.CORRECT,
    May.REVERSE,
    May.IMPORT_IN_SERVICE,
    May.RECOMPUTE,
    May.PUBLISH_FACTORS,
    May.AUDIT,
}

RIGHTS: dict[Role, frozenset[May]] = {
    Role.VIEWER: frozenset(_VIEWER),
    Role.TECHNICIAN: frozenset(_TECHNICIAN),
    Role.OFFICER: frozenset(_OFFICER),
    Role.ADMINISTRATOR: frozenset(May),
}


def role_may(role: Role, right: May) -> bool:
    """Whether a role includes a right."""
    return right in RIGHTS[role]

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from inventory.actions.tokens import authenticate
from inventory.models import ApiToken, Person

pytestmark = pytest.mark.django_db


def token(*arguments: str) -> str:
    out = StringIO()
    call_command("token", *arguments, stdout=out)
    return out.getvalue()


def test_it_prints_the_token_and_nothing_else(owner: Person) -> None:
    printed = token("owner", "--scope", "devices:read", "devices:write", "--scope", "esg:read", "--days", "7")
    found = authenticate(printed.strip())
    assert printed.count("\n") == 1
    assert found is not None
    assert (found.person, found.scopes) == (owner, ["devices:read", "devices:write", "esg:read"])


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["nobody", "--scope", "esg:read"], "Nobody active has the user name nobody"),
        (["owner", "--scope", "everything"], "devices:read, devices:write, esg:read"),
        (["owner", "--scope", "esg:read", "--days", "400"], "1 to 365 days"),
    ],
)
def test_it_says_why_there_is_none(owner: Person, arguments: list[str], sentence: str) -> None:
    with pytest.raises(CommandError, match=sentence):
        token(*arguments)
    assert not ApiToken.objects.exists()

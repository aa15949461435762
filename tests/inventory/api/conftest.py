import pytest

from inventory.models import Person
from tests.calling import Caller


@pytest.fixture
def program(owner: Person) -> Caller:
    """A program that may do everything."""
    return Caller(owner)

import pytest
from pytest_django.fixtures import Settings


@pytest.fixture
def polyglot(settings: Settings) -> None:
    """An installation whose texts are there in these languages."""
    settings.LANGUAGES = [(code, code) for code in ("en", "de", "fr", "it", "nl")]

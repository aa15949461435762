"""The texts of other languages: complete, whole, and offered."""

import os
import re
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po
from django.conf import settings

from tests.conftest import ROOT, program

pytestmark = pytest.mark.once

LANGUAGES = [code for code, _name in settings.NAMES_OF_LANGUAGES if code != "en"]
TEXTS = ("greenlab", "inventory", "carbon", "templates")
PLACES = re.compile(r"%\(\w+\)[sd]|%[sd%]|\{\w*\}")
TAGS = re.compile(r"</?[a-z]+[^>]*>")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_is_there_and_none_that_is_said_no_more(language: str, extracted: set[str]) -> None:
    told = {key(message) for message in messages(language)}
    assert extracted - told == set()
    assert told - extracted == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_is_left_empty_or_merely_guessed(language: str) -> None:
    unsaid = [message.id for message in messages(language) if message.fuzzy or not all(said(message))]
    assert unsaid == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_keeps_what_is_put_in_and_how_it_is_set(language: str) -> None:
    pairs = [(english(message)[-1], said(message)[-1]) for message in messages(language)]
    assert [pair for pair in pairs if frame(pair[0]) != frame(pair[1])] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_singular_puts_in_nothing_that_is_not_handed_to_it(language: str) -> None:
    """It may leave the number out, as `one device` does, and may put it in where English does not."""
    known = [
        (said(message)[0], {*PLACES.findall("".join(english(message)))})
        for message in messages(language)
        if len(said(message)) > 1
    ]
    assert [text for text, places in known if not {*PLACES.findall(text)} <= places] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_catalogue_is_compiled_and_its_language_offered(language: str) -> None:
    assert language in dict(settings.LANGUAGES)


def frame(text: str) -> tuple[list[str], list[str], bool, bool]:
    """What a translation must not touch: what is put in, tags, and white space that parts it from its neighbours."""
    return sorted(PLACES.findall(text)), TAGS.findall(text), text[:1].isspace(), text[-1:].isspace()


def english(message: Message) -> list[str]:
    """Singular and plural, or the one text."""
    return [message.id] if isinstance(message.id, str) else list(message.id)


def said(message: Message) -> list[str]:
    return [message.string] if isinstance(message.string, str) else list(message.string or [])


def key(message: Message) -> str:
    """A message by its English, singular and plural, and its context."""
    return "\x04".join([message.context or "", *english(message)])


@cache
def catalogue(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file)


def messages(language: str) -> list[Message]:
    found = catalogue(settings.LOCALE_PATHS[0] / language / "LC_MESSAGES" / "django.po")
    return [message for message in found if message.id]


@pytest.fixture(scope="module")
def extracted(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """What the sources say today, by the tool that fills the catalogues."""
    program("xgettext")
    copy = tmp_path_factory.mktemp("sources")
    for name in TEXTS:
        shutil.copytree(ROOT / name, copy / name, ignore=shutil.ignore_patterns("locale", "__pycache__"))
    shutil.copy(ROOT / "manage.py", copy)
    (copy / "greenlab" / "locale").mkdir()
    subprocess.run(
        [sys.executable, "manage.py", "makemessages", "--locale", "de", "--verbosity", "0"],
        cwd=copy,
        check=True,
        env={**os.environ, "GREENLAB_DATA": str(tmp_path_factory.mktemp("data"))},
    )
    found = catalogue(copy / "greenlab" / "locale" / "de" / "LC_MESSAGES" / "django.po")
    return {key(message) for message in found if message.id}

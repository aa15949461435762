"""Numbers look alike wherever they stand, whoever wrote them: a page by its template, or a chart."""

import pytest
from django.conf import settings
from django.template import Context, Template
from django.utils import translation

from carbon.charts import show_count


@pytest.mark.parametrize("language", [code for code, _name in settings.NAMES_OF_LANGUAGES])
@pytest.mark.parametrize("shown", ["{{ n }}", "{% load humanize %}{{ n|intcomma }}"])
def test_thousands_are_parted_by_thin_spaces_in_every_language(language: str, shown: str) -> None:
    with translation.override(language):
        assert Template(shown).render(Context({"n": 1_234_567})) == show_count(1_234_567)

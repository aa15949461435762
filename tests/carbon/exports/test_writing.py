from datetime import date
from decimal import Decimal

import pytest
from django.utils import translation

from carbon.exports import written

pytestmark = pytest.mark.once

LINE = ("GL-1", 12, Decimal("0.78225000"), None, True, date(2025, 3, 1), "=1+1")


def test_for_tools_it_is_plain_csv() -> None:
    with translation.override("de"):
        text = "".join(written(("a", "b", "c", "d", "e", "f", "g"), [LINE]))
    assert text == "a,b,c,d,e,f,g\r\nGL-1,12,0.78225,,true,2025-03-01,=1+1\r\n"


def test_for_a_spreadsheet_program_it_speaks_the_readers_language_and_runs_nothing() -> None:
    with translation.override("de"):
        text = "".join(written(("a", "b", "c", "d", "e", "f", "g"), [LINE], excel=True))
    assert text == "\ufeffa;b;c;d;e;f;g\r\nGL-1;12;0,78225;;true;2025-03-01;'=1+1\r\n"


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t"])
def test_text_that_would_run_is_shown_instead(start: str) -> None:
    assert f"'{start}x" in "".join(written(("a",), [(f"{start}x",)], excel=True))


def test_a_negative_number_stays_a_number() -> None:
    assert "".join(written(("a",), [(-5,)], excel=True)).endswith("\r\n-5\r\n")


def test_commas_quotes_and_lines_are_quoted() -> None:
    assert "".join(written(("a",), [('say "x", twice\nor so',)])) == 'a\r\n"say ""x"", twice\nor so"\r\n'


def test_lines_are_written_as_they_are_read() -> None:
    read: list[int] = []

    def lines() -> object:
        for number in range(3):
            read.append(number)
            yield (number,)

    text = written(("a",), lines())  # type: ignore[arg-type]
    assert (next(text), next(text), read) == ("a\r\n", "0\r\n", [0])

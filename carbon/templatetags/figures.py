"""Numbers of factors as pages print them."""

from decimal import Decimal
from fractions import Fraction

from django import template

from carbon.display.formulas import number
from carbon.display.reasons import reason

register = template.Library()
register.filter("in_words", reason)


@register.filter
def figure(value: Decimal | Fraction | float) -> str:
    """A factor's figure with its own digits, up to six significant ones."""
    return number(Fraction(value))

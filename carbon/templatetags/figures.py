"""Numbers of factors as pages print them."""

from decimal import Decimal
from fractions import Fraction

from django import template

from carbon.display.formulas import number

register = template.Library()


@register.filter
def figure(value: Decimal | Fraction | float) -> str:
    """A factor's figure with its own digits, up to six significant ones."""
    return number(Fraction(value))

"""SVG elements as text, every value escaped; nothing here sets a style, which the site's policy would refuse."""

import re
from html import escape

NOT_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def clean(text: object) -> str:
    """Return text escaped for markup, without the characters that XML cannot hold."""
    return escape(NOT_XML.sub("", str(text)))


def element(name: str, *children: str, **attributes: object) -> str:
    """Return one element; children are markup, attributes are values (None leaves one out, ``class_`` is ``class``)."""
    given = {key.rstrip("_").replace("_", "-"): value for key, value in attributes.items() if value is not None}
    said = "".join(f' {key}="{_value(value)}"' for key, value in given.items())
    return f"<{name}{said}>{''.join(children)}</{name}>" if children else f"<{name}{said}/>"


def text(content: str, **attributes: object) -> str:
    """Return a text element."""
    return element("text", clean(content), **attributes)


def figures(value: str, span: str, **attributes: object) -> str:
    """Return a figure with its range in lighter ink: ``12.4 (9.1–16.8)``."""
    ends = element("tspan", clean(f" ({span})"), class_="span") if span else ""
    return element("text", element("tspan", clean(value), class_="central"), ends, class_="value", **attributes)


def line(x1: float, y1: float, x2: float, y2: float, class_: str) -> str:
    """Return a straight line."""
    return element("line", x1=x1, y1=y1, x2=x2, y2=y2, class_=class_)


def whisker(low: float, high: float, across: float, *, cap: float, upright: bool = False) -> str:
    """Return a range with caps and, drawn first, its halo in the colour of the surface."""
    edge, length = n(across - cap), n(2 * cap)
    if upright:
        path = f"M{n(across)} {n(low)}V{n(high)}" + "".join(f"M{edge} {n(end)}h{length}" for end in (low, high))
    else:
        path = f"M{n(low)} {n(across)}H{n(high)}" + "".join(f"M{n(end)} {edge}v{length}" for end in (low, high))
    return element("path", d=path, class_="halo") + element("path", d=path, class_="whisker")


def n(number: float) -> str:
    """Return a coordinate to a hundredth, never localised."""
    return f"{number:.2f}".rstrip("0").rstrip(".")


def _value(value: object) -> str:
    return n(value) if isinstance(value, float) else clean(value)

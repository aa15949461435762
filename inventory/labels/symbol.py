"""The QR code of a device: the short address of its page, so that any phone's camera opens it."""

import segno
from django.conf import settings
from django.urls import reverse


def address_of(tag: str) -> str:
    """The address of the device's page, as printed: https://…/d/GL-004303/."""
    origin: str = settings.SITE.origin
    return origin + reverse("device", args=[tag])


def qr_svg(tag: str) -> str:
    """The QR code as SVG that takes the size of its box. Error correction M: a tenth may be scratched off."""
    code = segno.make(address_of(tag), error="m", micro=False)
    svg: str = code.svg_inline(omitsize=True, border=2, svgclass="qr", lineclass=None, dark="#000", light="#fff")
    return svg.replace("<svg ", '<svg aria-hidden="true" ', 1)  # the tag stands beside it in clear

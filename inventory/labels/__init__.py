"""Labels for devices: a QR code that opens the device's page, with its tag in clear."""

from inventory.labels.sheet import PLACES, Label, pages_of
from inventory.labels.symbol import address_of, qr_svg

__all__ = ["PLACES", "Label", "address_of", "pages_of", "qr_svg"]

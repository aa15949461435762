"""How days and numbers are written where Django's own way of a language is not the one wanted: `de/formats.py`."""

"""Where numbers of pages differ from what Django knows of a language, read by its name: `formats/de/formats.py`."""

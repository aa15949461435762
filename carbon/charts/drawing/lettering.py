"""How wide words are, guessed on the side of too wide: the server has no fonts to measure with."""

NARROW = "iIjlft.,:;'|!()[]- \u00a0\u202f"
WIDE = "mwMWQ@%—−+="


def width_of(words: str, size: float) -> float:
    """Return the width in the units of `size`, after the widest of the common interface fonts."""
    return sum(0.4 if c in NARROW else 0.93 if c in WIDE else 0.72 if c.isupper() else 0.64 for c in words) * size


def shortened(words: str, room: float, size: float) -> str:
    """Return words cut to `room` with an ellipsis."""
    if width_of(words, size) <= room:
        return words
    while words and width_of(words + "…", size) > room:
        words = words[:-1]
    return words.rstrip() + "…"


def wrapped(words: str, room: float, size: float) -> list[str]:
    """Return words on one or two lines of `room`, the second shortened when it must be."""
    if width_of(words, size) <= room:
        return [words]
    first: list[str] = []
    parts = words.split(" ")
    while parts and width_of(" ".join([*first, parts[0]]), size) <= room:
        first.append(parts.pop(0))
    if not first or not parts:
        return [shortened(words, room, size)]
    return [" ".join(first), shortened(" ".join(parts), room, size)]

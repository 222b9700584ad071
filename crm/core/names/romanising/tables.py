"""Short tables of letters, written in a line."""


def pairs(text: str) -> dict[str, str]:
    """ "a=b c=d", where nothing may stand after the sign."""
    return dict(pair.split("=") for pair in text.split())


def items(text: str) -> list[str]:
    """Between strokes, where nothing may stand, too."""
    return text.split("|")

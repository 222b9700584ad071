"""Where the headings stand, and what to call columns that have none or share one."""

import re

LOOKED_AT = 30
_NUMBER = re.compile(r"^[\s\d.,%/:()+-]+$")


def find(rows: list[tuple[int, list[str]]]) -> int:
    """The first row that is nearly as wide as the table and consists of words; title rows above it are narrow."""
    filled = [(number, [c.strip() for c in cells if c.strip()]) for number, cells in rows[:LOOKED_AT]]
    widest = max((len(cells) for _number, cells in filled), default=0)
    for number, cells in filled:
        words = [c for c in cells if not _NUMBER.match(c) and len(c) <= 120]
        if len(cells) >= max(1, 0.6 * widest) and len(words) >= 0.8 * len(cells):
            return number
    return next((number for number, cells in filled if cells), 1)


def unique(cells: list[str], width: int) -> tuple[str, ...]:
    """A name for each column: "Name", "Name (2)", and "Column D" where there is none."""
    names: list[str] = []
    for index in range(width):
        plain = " ".join(cells[index].split()) if index < len(cells) else ""
        name = wanted = plain[:120] or f"Column {letters(index)}"
        repeat = 2
        while name in names:
            name, repeat = f"{wanted} ({repeat})", repeat + 1
        names.append(name)
    return tuple(names)


def letters(index: int) -> str:
    text = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        text = chr(65 + rest) + text
    return text

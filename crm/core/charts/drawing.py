"""The drawings themselves: geometry in, SVG out."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from .figures import Bar, Number, Say, frame, plainly, ticks

TOP, PLOT, BELOW = 18, 200, 26  # pixels: room for the highest bar's value, the plot, the names under it
ROW = 46  # pixels of a horizontal bar with its name


@dataclass(frozen=True, slots=True)
class _Plot:
    """Where things stand on an upright chart: across in per cent, up and down in pixels."""

    series: Sequence[str]
    rows: Sequence[Bar]
    scale: list[float]
    say: Say

    def x(self, index: int) -> float:
        return 100 / max(len(self.rows), 1) * (index + 0.5)

    def y(self, value: Number) -> float:
        return TOP + PLOT - float(value) / self.scale[-1] * PLOT

    def skipped(self, index: int) -> str:
        """Every second name goes, on a phone, where many would run into each other."""
        return " chart-label-alternate" if len(self.rows) > 7 and index % 2 else ""

    def mark(self, row: Bar, number: int) -> "_Mark":
        return _Mark(f"{row.label}, {self.series[number]}: {self.say(row.values[number])}", row.url(number))


@dataclass(frozen=True, slots=True)
class _Mark:
    """A bar or a dot: what it says, and where it leads."""

    words: str
    url: str

    @property
    def title(self) -> SafeString:
        return format_html("<title>{}</title>", self.words)

    def linked(self, shape: SafeString) -> SafeString:
        if not self.url:
            return shape
        return format_html('<a href="{}" aria-label="{}">{}</a>', self.url, self.words, shape)


def stacked_bars(
    *, title: str, series: Sequence[str], rows: Sequence[Bar], description: str = "", say: Say = plainly
) -> SafeString:
    """Upright bars, one per row, each cut by series."""
    plot = _Plot(series, rows, ticks(max((row.total for row in rows), default=0)), say)
    pieces = [piece for index in range(len(rows)) for piece in _column(plot, index)]
    return frame(title, _upright(plot, pieces, _label(title, description)), series, rows, say)


def lines(
    *, title: str, series: Sequence[str], rows: Sequence[Bar], description: str = "", say: Say = plainly
) -> SafeString:
    """One line per series over the rows."""
    highest = max((value for row in rows for value in row.values), default=0)
    plot = _Plot(series, rows, ticks(highest), say)
    pieces = [piece for number in range(len(series)) for piece in _line(plot, number)]
    return frame(title, _upright(plot, pieces, _label(title, description)), series, rows, say)


def bars(
    *,
    title: str,
    rows: Sequence[Bar],
    series: str,
    description: str = "",
    goal: Number | None = None,
    say: Say = plainly,
) -> SafeString:
    """Lying bars, one value per row, the name above each; `goal` is a line across all."""
    full = float(max([*(row.values[0] for row in rows), goal or 0], default=0) or 1)
    pieces = [_lying(index, row, float(row.values[0]) / full * 100, say) for index, row in enumerate(rows)]
    if goal is not None:
        at = f"{float(goal) / full * 100:.2f}%"
        line = '<line class="chart-goal" x1="{0}" x2="{0}" y1="0" y2="{1}"/>'
        pieces.append(format_html(line, at, ROW * len(rows)))
    drawing = _svg(_label(title, description), rows, ROW * len(rows), pieces)
    return frame(title, drawing, [series], rows, say)


def _column(plot: _Plot, index: int) -> list[SafeString]:
    row = plot.rows[index]
    width = min(62 / len(plot.rows), 14)
    tops = list(accumulate((float(value) for value in row.values), initial=0.0))
    pieces = []
    for number, value in enumerate(row.values):
        if not value:
            continue
        mark, y = plot.mark(row, number), plot.y(tops[number + 1])
        rect = format_html(
            '<rect class="series-{}" x="{}%" y="{}" width="{}%" height="{}" rx="2">{}</rect>',
            number % 6 + 1,
            f"{plot.x(index) - width / 2:.2f}",
            f"{y:.1f}",
            f"{width:.2f}",
            f"{max(plot.y(tops[number]) - y - 1.5, 1):.1f}",
            mark.title,
        )
        pieces.append(mark.linked(rect))
    total = '<text class="chart-value{}" x="{}%" y="{}" text-anchor="middle">{}</text>'
    at = (f"{plot.x(index):.2f}", f"{plot.y(tops[-1]) - 6:.1f}")
    return [*pieces, format_html(total, plot.skipped(index), *at, plot.say(row.total))]


def _line(plot: _Plot, number: int) -> list[SafeString]:
    colour = number % 6 + 1
    places = [(plot.x(index), plot.y(row.values[number])) for index, row in enumerate(plot.rows)]
    # Points take no per cent: a drawing of 100 by 100 is stretched over the plot, its stroke is not.
    path = format_html(
        '<svg y="{}" width="100%" height="{}" viewBox="0 0 100 100" preserveAspectRatio="none">'
        '<polyline class="chart-line series-{}" points="{}" vector-effect="non-scaling-stroke"/></svg>',
        TOP,
        PLOT,
        colour,
        " ".join(f"{x:.2f},{(y - TOP) / PLOT * 100:.2f}" for x, y in places),
    )
    dots = []
    for row, (x, y) in zip(plot.rows, places, strict=True):
        mark = plot.mark(row, number)
        dot = '<circle class="series-{}" cx="{}%" cy="{}" r="4">{}</circle>'
        dots.append(mark.linked(format_html(dot, colour, f"{x:.2f}", f"{y:.1f}", mark.title)))
    return [path, *dots]


def _lying(index: int, row: Bar, width: float, say: Say) -> SafeString:
    y, value = index * ROW, say(row.values[0])
    mark = _Mark(f"{row.label}: {value}", row.url(0))
    return mark.linked(
        format_html(
            '<text class="chart-name" x="0" y="{0}">{1}</text>'
            '<text class="chart-value" x="100%" y="{0}" text-anchor="end">{2}</text>'
            '<rect class="chart-track" x="0" y="{3}" width="100%" height="14" rx="3"/>'
            '<rect class="series-1" x="0" y="{3}" width="{4}%" height="14" rx="3">{5}</rect>',
            y + 14,
            row.label,
            value,
            y + 22,
            f"{width:.2f}",
            mark.title,
        )
    )


def _upright(plot: _Plot, pieces: Sequence[SafeString], label: str) -> SafeString:
    """The axis is a drawing of its own to the left: only whole drawings share a width between pixels and per cent."""
    figures = [plot.say(int(step) if step == int(step) else step) for step in plot.scale]
    grid = '<line class="chart-grid" x1="0" x2="100%" y1="{0}" y2="{0}"/>'
    number = '<text x="100%" y="{}" text-anchor="end">{}</text>'
    name = '<text class="chart-label{}" x="{}%" y="{}" text-anchor="middle">{}</text>'
    height = TOP + PLOT + BELOW
    axis = format_html(
        '<svg aria-hidden="true" width="{}" height="{}">{}</svg>',
        8 * max(len(figure) for figure in figures),
        height,
        format_html_join("", number, ((f"{plot.y(s) + 4:.1f}", f) for s, f in zip(plot.scale, figures, strict=True))),
    )
    inside = [
        format_html_join("", grid, ((f"{plot.y(step):.1f}",) for step in plot.scale)),
        *pieces,
        format_html_join(
            "",
            name,
            ((plot.skipped(i), f"{plot.x(i):.2f}", TOP + PLOT + 18, row.label) for i, row in enumerate(plot.rows)),
        ),
    ]
    return axis + _svg(label, plot.rows, height, inside)


def _svg(label: str, rows: Sequence[Bar], height: int, inside: Sequence[SafeString]) -> SafeString:
    # Children of an image are not read aloud; where bars are links, the drawing is a group.
    role = "group" if any(any(row.urls) for row in rows) else "img"
    whole = format_html_join("", "{}", ((piece,) for piece in inside))
    return format_html('<svg role="{}" aria-label="{}" height="{}" width="100%">{}</svg>', role, label, height, whole)


def _label(title: str, description: str) -> str:
    return f"{title}. {description}" if description else title

"""Charts drawn on the server as SVG, each with its legend and its table. A template says `{{ chart }}`.

Nothing here scales with the page: horizontal measures are percentages, vertical ones pixels, so that the text keeps
its size on a phone, and no attribute needs an inline style.
"""

from .drawing import bars, lines, stacked_bars
from .figures import Bar

__all__ = ["Bar", "bars", "lines", "stacked_bars"]

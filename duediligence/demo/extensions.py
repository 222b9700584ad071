"""Due diligence's part of the demo organisation."""

from crm.workspace.demo.parts import demo_parts

from .build import build, hold_back

demo_parts.add("due diligence", build, order=10)
demo_parts.add("clearances held back", hold_back, order=90)

"""Donations' part of the demo organisation."""

from crm.workspace.demo.parts import demo_parts

from .build import build

demo_parts.add("donations", build, order=60)

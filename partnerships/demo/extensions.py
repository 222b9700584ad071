"""Partnerships' part of the demo organisation: after due diligence, before what happened to clearances later."""

from crm.workspace.demo.parts import big_parts, demo_parts

from . import big
from .build import build

demo_parts.add("partnerships", build, order=20)
big_parts.add("partnerships", big.build)

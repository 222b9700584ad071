"""The decision memo: what a decision rested on, frozen (due-diligence.md, the decision memo)."""

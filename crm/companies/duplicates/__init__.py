"""Which records may be one and the same: what is compared, with what, and how alike they are (docs/duplicates.md)."""

"""Watch lists: loading them, looking our parties up in them, and what people say of the hits."""

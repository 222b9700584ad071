"""How the deeds of due diligence are worded in the trail."""

"""The partnerships of the demo organisation: invented, the same for the same day."""

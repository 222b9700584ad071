"""Who may ask, research and decide, and when. Pure: facts come in, verdicts come out."""

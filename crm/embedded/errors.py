class Refusal(Exception):
    """Why it does not work and what to do, in one sentence for the person at the terminal."""


class InUse(Refusal):
    """Another run holds this data folder."""

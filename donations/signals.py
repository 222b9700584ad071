"""News of donations, sent on commit, for tasks and notices. Nothing that protects anyone depends on who listens."""

from django.dispatch import Signal

# With `donation_id` and `on`, the day of the deed.
donation_accepted = Signal()
donation_refunded = Signal()

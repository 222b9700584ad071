"""News for the layers above, sent on commit, for notices and tasks only: nothing that protects anyone waits for them.

`screening_decided(screening_id)`, `clearance_lapsed(clearance_id)`, `risk_raised(clearance_id, rise_id)`.
"""

from django.dispatch import Signal

screening_decided = Signal()
clearance_lapsed = Signal()
risk_raised = Signal()

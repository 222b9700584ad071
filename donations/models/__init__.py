from .allocation import Allocation, Destination, IntentQuestion
from .appeal import Appeal, AppealCost, Cause
from .donation import Donation, RecurringGift
from .donor import Donor, DonorDetails
from .ledger import Entry, Posting
from .platform import Platform, PlatformDay
from .privacy import PrivacyRequest
from .receipt import Receipt, ReceiptCounter
from .rules import Deduction, RetentionRule, StewardshipRule, TaxRule
from .stewardship import StewardshipTask, ThankYou, ThankYouTemplate

__all__ = [
    "Allocation",
    "Appeal",
    "AppealCost",
    "Cause",
    "Deduction",
    "Destination",
    "Donation",
    "Donor",
    "DonorDetails",
    "Entry",
    "IntentQuestion",
    "Platform",
    "PlatformDay",
    "Posting",
    "PrivacyRequest",
    "Receipt",
    "ReceiptCounter",
    "RecurringGift",
    "RetentionRule",
    "StewardshipRule",
    "StewardshipTask",
    "TaxRule",
    "ThankYou",
    "ThankYouTemplate",
]

from .message import OutgoingMessage
from .notification import Notification
from .reminder import Reminder

__all__ = ["Notification", "OutgoingMessage", "Reminder"]

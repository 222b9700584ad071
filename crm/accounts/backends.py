"""Who the person of a session is."""

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend

from .models import User


class SignInBackend(AuthenticationBackend):
    def get_user(self, user_id: Any) -> User | None:
        """With the office, which every page shows. A disabled person is nobody, at the next request."""
        person = User.objects.select_related("office").filter(pk=user_id).first()
        return person if person and self.user_can_authenticate(person) else None

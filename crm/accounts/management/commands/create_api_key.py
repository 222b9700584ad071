from argparse import ArgumentParser
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from crm.audit.recorder import acting
from crm.core import clock

from ...enums import KeyScope
from ...models import User
from ...services.api_keys import make_key


class Command(BaseCommand):
    help = "Make a key to the API for a person. It is shown this once, alone on the last line."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email")
        parser.add_argument("--days", type=int, default=90, help="how long it lasts (90)")
        parser.add_argument("--scope", choices=KeyScope.values, default=KeyScope.READ_WRITE.value)
        parser.add_argument("--name", default="Command line", help="what it is for")

    def handle(self, *args: Any, **options: Any) -> None:
        person = User.objects.active().filter(email__iexact=options["email"]).first()
        if person is None:
            raise CommandError(f"Nobody who may sign in has the address {options['email']}.")
        values = {name: options[name] for name in ("name", "days", "scope")}
        try:
            with acting(by=person, deed="create_api_key"):
                key, text = make_key(by=person, at=clock.now(), **values)
        except ValidationError as refusal:
            raise CommandError(" ".join(refusal.messages)) from refusal
        self.stderr.write(f"A key for {person.name} until {key.expires_at:%Y-%m-%d} ({key.get_scope_display()}):")
        self.stdout.write(text)

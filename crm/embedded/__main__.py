"""The door of `./concord`: makes sure of the environment, goes on inside it, and does the command."""

import os
import sys

from . import checks, console, manage, places, up
from .environment import Environment
from .errors import Refusal
from .places import ROOT

HELP = """\
Concord, a partnership CRM.

  ./concord                 start the site on this machine, with all that it needs; Ctrl-C ends it
  ./concord test [...]      run all checks and tests; with arguments only pytest, with these arguments
  ./concord manage ...      a command of Django's, for instance: manage backup FILE
  ./concord help            this text

Environment variables:

  PORT           port of the site (else the first free one from 8000 on)
  CONCORD_DATA   folder of the servers and uploads (else .data here, or one in your home)
  CONCORD_DEMO   demo organisation to load at the first start: small, big or none
  DATABASE_URL   a PostgreSQL of yours instead of ours (and DATABASE_OWNER_URL for its owner)
  REDIS_URL      a Redis of yours instead of ours

More in docs/running.md."""


def main(args: list[str]) -> int:
    name = args[0] if args else "up"
    if name in ("help", "--help", "-h"):
        print(HELP)
        return 0
    if name not in ("up", "test", "manage"):
        raise Refusal(f"There is no command {name!r}; ./concord help lists them.")
    data = places.data_folder()
    lock = ROOT / "requirements" / ("test.txt" if name == "test" else "run.txt")
    environment = Environment.choose(data, lock)
    environment.install(lock, "Python packages for the tests" if name == "test" else "Python packages")
    if os.path.realpath(sys.prefix) != os.path.realpath(environment.folder):
        os.environ["PYTHONPATH"] = str(ROOT)
        os.execv(  # noqa: S606 (there is no shell in it)
            environment.python, [str(environment.python), "-P", "-m", "crm.embedded", *args]
        )
    if name == "test":
        return checks.run(data=data, python=environment.python, args=args[1:])
    if name == "manage":
        return manage.manage(data=data, python=environment.python, args=args[1:])
    return up.up(data=data, python=environment.python)


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except Refusal as refusal:
        console.say(f"Concord: {refusal}")
        sys.exit(1)
    except KeyboardInterrupt:
        sys.exit(130)

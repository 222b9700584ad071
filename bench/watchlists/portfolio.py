"""A portfolio looked up in new lists.

    .venv/bin/python -m bench.watchlists.portfolio UN.xml FOLDER-OF-SDN.CSV [--companies 100000]

Servers of its own, thrown away at the end. Each company has a decided screening with a clearance in force, and three
parties: itself, a subsidiary, a director. Prints for each list what loading took, then what looking all of them up
took, with one worker and with two; the look-ups of the first are forgotten before the second. Then a newer UN file is
loaded, in which ten entries changed, and everybody is looked up in those. Processor seconds are those of the workers
and of their database sessions together.
"""

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from bench.names.data import invent
from bench.names.portfolio import person
from bench.names.retrieval import COPIED, connect, rows_of
from crm.embedded.stack import Stack

ROOT = Path(__file__).resolve().parents[2]
# The triggers that keep clearances and the trail honest are not what is measured: rows come as the owner's, past them.
FILL = """
    alter table duediligence_screening disable trigger user;
    alter table duediligence_clearance disable trigger user;
    alter table duediligence_screenedparty disable trigger user;
    insert into duediligence_screening (
        version, created_at, updated_at, company_id, purpose, track, amount_usd, description, emblem_use, exclusive,
        procurement_link, conflict_of_interest, office_id, requested_by_id, state, state_since, proposed_rating, rating,
        rating_reason, summary, benefit, way_out, monitoring_plan, dissent, proposed_conditions, authority_id,
        submitted_at, decided_at, decision_reason, further_purposes
    )
    select 1, now(), now(), c.id, 'partnership', 'standard', 1000, '', '', false, '', '', %(office)s, %(person)s,
        'approved', now(), 'low', 'low', '', '', '', '', '', '', '[]',
        (select min(id) from duediligence_authorityversion), now(), now(), 'Sound.', '{}'
    from companies_company c;
    insert into duediligence_clearance (
        version, created_at, updated_at, screening_id, company_id, purposes, amount_ceiling, rating, valid_from,
        valid_until
    )
    select 1, now(), now(), id, company_id, '{partnership}', 1000, 'low', current_date, current_date + 365
    from duediligence_screening;
    insert into duediligence_screenedparty (
        screening_id, role, kind, name, other_names, company_id, country, birth_date, number, source
    )
    select s.id, 'company', 'organisation', c.legal_name, '{}'::varchar[], c.id, c.country, '', '', ''
    from duediligence_screening s join companies_company c on c.id = s.company_id
    union all
    select s.id, 'subsidiary', 'organisation', c.legal_name || ' International', '{}', null, c.country, '', '', ''
    from duediligence_screening s join companies_company c on c.id = s.company_id
    union all
    select s.id, 'director', 'person', p.name, '{}', null, c.country, '19' || (30 + s.id %% 60), '', ''
    from duediligence_screening s join companies_company c on c.id = s.company_id
    join bench_person p on p.id = s.id %% (select count(*) from bench_person);
    alter table duediligence_screening enable trigger user;
    alter table duediligence_clearance enable trigger user;
    alter table duediligence_screenedparty enable trigger user;
    analyze;
"""
FORGET = """
    delete from duediligence_hit;
    delete from duediligence_listcheck;
    update duediligence_listload set rescreened_at = null;
"""
LOADS = "select l.code, l.current_load_id from duediligence_watchlist l where l.current_load_id is not null order by 1"
FOUND = """
    select (select count(*) from duediligence_screenedparty), (select count(*) from duediligence_listcheck),
        (select count(*) from duediligence_hit), (select count(*) from duediligence_hit where strong)
"""
# The processor time of a database session is in the kernel's book of its process: the servers are on this machine.
WORKER = """
import json, os, resource, time
from django.db import connection
from duediligence.watchlists.services.rescreening import rescreen
connection.ensure_connection()
began, used = time.perf_counter(), time.process_time()
start = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
done = rescreen(load_id={load}, part={part}, progress=lambda done, total: None)
with open("/proc/" + str(connection.connection.info.backend_pid) + "/stat") as said:
    ticks = said.read().rpartition(")")[2].split()[11:13]
print(json.dumps(done | {{"seconds": round(time.perf_counter() - began, 1),
    "cpu_seconds": round(time.process_time() - used, 1),
    "database_cpu_seconds": round(sum(map(int, ticks)) / os.sysconf("SC_CLK_TCK"), 1),
    "idle_memory_mb": round(start / 1024),
    "peak_memory_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)}}))
"""
CHANGED_ENTRIES = 10


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("un", type=Path)
    options.add_argument("ofac", type=Path)
    options.add_argument("--companies", type=int, default=100_000)
    chosen = options.parse_args()
    with Stack(Path(tempfile.mkdtemp(prefix="concord-lists-")), throwaway=True) as stack:
        stack.start()
        _Run(stack).print_all(chosen)


class _Run:
    def __init__(self, stack: Stack) -> None:
        self.stack = stack
        self.environment = {
            **os.environ,
            **stack.environment,
            "DJANGO_SETTINGS_MODULE": "crm.settings.local",
            "SECRET_KEY": "bench",
            "CONCORD_DATA": str(stack.base / "data"),
        }

    def print_all(self, chosen: argparse.Namespace) -> None:
        self._manage("migrate", "-v0")
        self._manage("shell", "-c", _PERSON)
        began = time.perf_counter()
        cursor = connect(self.stack).cursor()
        self._fill(cursor, chosen.companies)
        print(f"{chosen.companies} companies and their parties: filled in {time.perf_counter() - began:.0f} s")
        for code, path, form in (("un", chosen.un, "un-xml"), ("ofac", chosen.ofac, "ofac-csv")):
            print(self._manage("load_watchlist", code, str(path), "--format", form).strip())
        for workers in (1, 2):
            cursor.execute(FORGET)
            self._look_up(cursor, workers)
        newer = self._newer(chosen.un)
        print(self._manage("load_watchlist", "un", str(newer), "--format", "un-xml").strip())
        self._look_up(cursor, 1, "un")

    def _newer(self, un: Path) -> Path:
        """The same file with another given name for a few."""
        path = self.stack.base / "newer.xml"
        path.write_text(un.read_text("utf-8").replace("<FIRST_NAME>", "<FIRST_NAME>Xaver ", CHANGED_ENTRIES), "utf-8")
        return path

    def _fill(self, cursor: Any, companies: int) -> None:
        rng = random.Random(7)
        people = [person(rng) for _number in range(companies)]
        cursor.copy_expert(f"copy companies_company ({COPIED}) from stdin", rows_of(list(invent(companies))))
        cursor.execute("create table bench_person (id int primary key, name text not null)")
        cursor.execute(
            "insert into bench_person select n - 1, name from unnest(%s) with ordinality as p(name, n)", [people]
        )
        cursor.execute("select id, office_id from accounts_user limit 1")
        by, office = cursor.fetchone()
        for statement in filter(str.strip, FILL.split(";\n")):
            cursor.execute(statement, {"person": by, "office": office})

    def _look_up(self, cursor: Any, workers: int, only: str = "") -> None:
        cursor.execute(LOADS)
        for code, load in cursor.fetchall():
            if only not in ("", code):
                continue
            began = time.perf_counter()
            scripts = [WORKER.format(load=load, part=part) for part in range(workers)]
            running = [self._start("shell", "-v0", "-c", script) for script in scripts]
            told = [json.loads(each.communicate()[0].splitlines()[-1]) for each in running]
            print(f"{code}, {workers} worker(s): {time.perf_counter() - began:.0f} s {json.dumps(told)}", flush=True)
        cursor.execute(FOUND)
        print("parties {}, look-ups {}, hits {}, strong {}".format(*cursor.fetchone()))

    def _manage(self, *arguments: str) -> str:
        told, _nothing = (running := self._start(*arguments)).communicate()
        if running.returncode:
            sys.exit(f"{arguments[0]} failed.")
        return told

    def _start(self, *arguments: str) -> "subprocess.Popen[str]":
        command = [sys.executable, "manage.py", *arguments]
        return subprocess.Popen(command, cwd=ROOT, env=self.environment, text=True, stdout=subprocess.PIPE)


_PERSON = """
from datetime import date
from crm.accounts.models import Office, RoleAssignment, User
office = Office.objects.create(code="HQ", name="Headquarters", kind="headquarters", country="CH")
user = User.objects.create(email="a@concord.example", name="A", office=office)
RoleAssignment.objects.create(user=user, office=office, role="partnerships", starts_on=date(2020, 1, 1))
"""


if __name__ == "__main__":
    main()

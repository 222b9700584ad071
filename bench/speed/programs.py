"""Small programs that `manage.py shell` runs for the measurement; each prints one JSON value."""

# Run by `manage.py shell`: makes the key and the session of the person who asks, and prints where to look.
WORLD = """
import json
from datetime import timedelta
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.conf import settings
from django.core.management import call_command
from django.db.models import Count
from io import StringIO
from crm.accounts.models import User
from crm.companies.models import Company
user = User.objects.filter(office__code="KE", roles__role="staff").first()
out = StringIO()
call_command("create_api_key", user.email, stdout=out)
session = SessionStore()
session[SESSION_KEY], session[HASH_SESSION_KEY] = str(user.pk), user.get_session_auth_hash()
session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
session.create()
first = Company.objects.filter(website__startswith="https://c1.example").latest("pk").pk
print(json.dumps(dict(key=out.getvalue().split()[-1], session=session.session_key, office=str(user.office_id),
    hot=[first + n * 37 % 5000 for n in range(300)])))
"""

QUERIES = """
import json
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
client = Client(headers={{"authorization": "Bearer {key}", "host": "localhost"}})
counts = {{}}
def count(name, call):
    call()
    with CaptureQueriesContext(connection) as seen:
        assert call().status_code < 300
    counts[name] = sum(1 for q in seen if not q["sql"].startswith(("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT")))
count("list", lambda: client.get("/api/v1/companies/?country=KE&ordering=legal_name"))
count("company", lambda: client.get("/api/v1/companies/{hot}/?with=timeline"))
count("log", lambda: client.post("/api/v1/interactions/", json.dumps(dict(company="{hot}", office="{office}",
    kind="call", occurred_on="2026-11-02", subject="Called", notes="x", going_ahead_reason="x")),
    content_type="application/json"))
print(json.dumps(counts))
"""

# The same code as the job of an export, each format in turn; then XlsxWriter, bare, on the same rows in memory.
EXPORTS = """
import json, resource, time
from django.http import QueryDict
import xlsxwriter
from crm.accounts.models import User
from crm.listing.jobs import rows_of
from crm.listing.query import TableQuery
from crm.listing.registries import tables
from crm.listing.services import exports
user = User.objects.filter(office__code="KE", roles__role="staff").first()
found = {}
def peak():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
def measure(name, query, file_format):
    with exports.folder() as folder:
        before, wall, cpu = peak(), time.perf_counter(), time.process_time()
        asked = TableQuery(tables["companies"], QueryDict(query), user)
        written = exports.write_file(rows=rows_of(asked), file_format=file_format, folder=folder)
        found[name] = dict(wall=time.perf_counter() - wall, cpu=time.process_time() - cpu, grew=peak() - before,
            rows=written.rows)
measure("warm-up", "q=alderon", "csv")
measure("export 10,000 CSV", "country=KE", "csv")
measure("export 100,000 CSV", "", "csv")
measure("export 100,000 XLSX", "", "xlsx")
rows = rows_of(TableQuery(tables["companies"], QueryDict(""), user))
kept = list(rows.values)
with exports.folder() as folder:
    cpu = time.process_time()
    book = xlsxwriter.Workbook(folder + "/bare.xlsx", dict(constant_memory=True, remove_timezone=True))
    sheet = book.add_worksheet()
    for line, row in enumerate(kept):
        for column, value in enumerate(row):
            sheet.write(line, column, value)
    book.close()
    found["bare XLSX"] = dict(cpu=time.process_time() - cpu)
print(json.dumps(found))
"""

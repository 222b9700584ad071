"""What keeps the index of names whole, whoever writes and by whatever way: COPY, raw SQL and the admin too.

A name that comes or changes gets a row without keys, in the same transaction; the application fills it there and then
or within a minute, and finds it meanwhile as it is written (docs/adr/0020-index-of-names.md).
"""

# ruff: noqa: S608 - constants of this file are all that is put together here.
import pgtrigger

_PUT = """ON CONFLICT (subject_id, source) DO UPDATE
    SET name = EXCLUDED.name, folded = EXCLUDED.folded, keys = NULL, version = 0, live = EXCLUDED.live"""
_INTO_COMPANIES = "INSERT INTO companies_companysearchname (subject_id, source, name, folded, version, live)"
_INTO_PEOPLE = "INSERT INTO companies_contactsearchname (subject_id, source, name, folded, version, live)"


def _added(func: str) -> pgtrigger.Trigger:
    return pgtrigger.Trigger(
        name="names_added",
        level=pgtrigger.Statement,
        when=pgtrigger.After,
        operation=pgtrigger.Insert,
        referencing=pgtrigger.Referencing(new="added"),
        func=f"{func} RETURN NULL;",
    )


def _removed(func: str) -> pgtrigger.Trigger:
    return pgtrigger.Trigger(
        name="names_removed",
        level=pgtrigger.Statement,
        when=pgtrigger.After,
        operation=pgtrigger.Delete,
        referencing=pgtrigger.Referencing(old="removed"),
        func=f"{func} RETURN NULL;",
    )


def _changed(func: str, *columns: str) -> pgtrigger.Trigger:
    differs = " OR ".join(f"OLD.{column} IS DISTINCT FROM NEW.{column}" for column in columns)
    return pgtrigger.Trigger(
        name="names_changed",
        when=pgtrigger.After,
        operation=pgtrigger.UpdateOf(*columns),
        condition=pgtrigger.Condition(differs),
        func=f"{func} RETURN NULL;",
    )


def _in_sight(table: str) -> str:
    return f"""
    IF (OLD.binned_at IS NULL) <> (NEW.binned_at IS NULL) THEN
        UPDATE {table} SET live = NEW.binned_at IS NULL WHERE subject_id = NEW.id;
    END IF;
    """


COMPANY_TRIGGERS = [
    _added(f"{_INTO_COMPANIES} SELECT id, 0, legal_name, lower(legal_name), 0, binned_at IS NULL FROM added {_PUT};"),
    _removed("DELETE FROM companies_companysearchname s USING removed r WHERE s.subject_id = r.id;"),
    _changed(
        f"""
    IF OLD.legal_name IS DISTINCT FROM NEW.legal_name THEN
        {_INTO_COMPANIES} VALUES (NEW.id, 0, NEW.legal_name, lower(NEW.legal_name), 0, NEW.binned_at IS NULL) {_PUT};
    END IF;
    {_in_sight("companies_companysearchname")}""",
        "legal_name",
        "binned_at",
    ),
]
_OTHER_NAMES = "SELECT n.company_id, n.id, n.name, lower(n.name), 0, c.binned_at IS NULL"
OTHER_NAME_TRIGGERS = [
    _added(f"{_INTO_COMPANIES} {_OTHER_NAMES} FROM added n JOIN companies_company c ON c.id = n.company_id {_PUT};"),
    _removed(
        "DELETE FROM companies_companysearchname s USING removed r"
        " WHERE s.subject_id = r.company_id AND s.source = r.id;"
    ),
    _changed(
        f"""
    IF OLD.company_id <> NEW.company_id THEN
        DELETE FROM companies_companysearchname WHERE subject_id = OLD.company_id AND source = OLD.id;
    END IF;
    {_INTO_COMPANIES} SELECT NEW.company_id, NEW.id, NEW.name, lower(NEW.name), 0, c.binned_at IS NULL
    FROM companies_company c WHERE c.id = NEW.company_id {_PUT};
    """,
        "name",
        "company_id",
    ),
]
CONTACT_TRIGGERS = [
    _added(
        f"""
    {_INTO_PEOPLE} SELECT id, 0, name, lower(name), 0, binned_at IS NULL FROM added
    UNION ALL SELECT id, 1, native_name, lower(native_name), 0, binned_at IS NULL FROM added WHERE native_name <> ''
    {_PUT};
    """
    ),
    _removed("DELETE FROM companies_contactsearchname s USING removed r WHERE s.subject_id = r.id;"),
    _changed(
        f"""
    IF OLD.name IS DISTINCT FROM NEW.name THEN
        {_INTO_PEOPLE} VALUES (NEW.id, 0, NEW.name, lower(NEW.name), 0, NEW.binned_at IS NULL) {_PUT};
    END IF;
    IF OLD.native_name IS DISTINCT FROM NEW.native_name THEN
        DELETE FROM companies_contactsearchname WHERE subject_id = NEW.id AND source = 1;
        IF NEW.native_name <> '' THEN
            {_INTO_PEOPLE}
            VALUES (NEW.id, 1, NEW.native_name, lower(NEW.native_name), 0, NEW.binned_at IS NULL) {_PUT};
        END IF;
    END IF;
    {_in_sight("companies_contactsearchname")}""",
        "name",
        "native_name",
        "binned_at",
    ),
]

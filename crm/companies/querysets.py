"""Which companies and people a person sees, and what a list needs with them."""

from typing import Any

from django.db import models
from django.db.models import BooleanField, ExpressionWrapper, Q, Value
from django.db.models.expressions import RawSQL

from crm.accounts.access import access
from crm.accounts.enums import Role
from crm.core.text import fold
from crm.core.visibility import Visibility

# Auditors read; administrators keep users and settings. Neither changes the register, nor works in an office.
WRITERS = frozenset(Role.values) - {Role.AUDITOR, Role.ADMINISTRATOR}

# What hangs on a company, as lists within the company's own query. Written out, because Django takes longer to compose
# such a query than PostgreSQL takes to answer it, and this is the page that everybody opens all day.
_ROWS = """(
    SELECT coalesce(jsonb_agg(jsonb_build_object({fields}) ORDER BY r.id), '[]')
    FROM {table} r WHERE r.company_id = companies_company.id
)"""
_NAMES = _ROWS.format(table="companies_companyname", fields="'name', r.name, 'kind', r.kind, 'until', r.until")
_NUMBERS = _ROWS.format(
    table="companies_registration", fields="'kind', r.kind, 'number', r.number, 'country', r.country"
)
_TAGS = """ARRAY(
    SELECT t.name FROM companies_tag t JOIN companies_company_tags ct ON ct.tag_id = t.id
    WHERE ct.company_id = companies_company.id ORDER BY t.name
)"""
# The merges that brought something here and stand, newest first.
_MERGES = """(
    SELECT coalesce(jsonb_agg(jsonb_build_object('id', m.id, 'name', s.{name}, 'at', m.at, 'by', u.name)
        ORDER BY m.at DESC), '[]')
    FROM companies_merge m JOIN {table} s ON s.id = m.source_{kind}_id JOIN accounts_user u ON u.id = m.by_id
    WHERE m.target_{kind}_id = {table}.id AND m.undone_at IS NULL
)"""
_COMPANY_MERGES = _MERGES.format(name="legal_name", table="companies_company", kind="company")
_CONTACT_MERGES = _MERGES.format(name="name", table="companies_contact", kind="contact")
_INTERESTS = """(
    SELECT coalesce(jsonb_agg(jsonb_build_object('id', i.id, 'level', i.level, 'source', i.source,
        'noted_on', i.noted_on, 'noted_by', u.name, 'region', o.name,
        'theme', jsonb_build_object('name_en', t.name_en, 'name_fr', t.name_fr, 'name_es', t.name_es)
    ) ORDER BY t.code, i.id), '[]')
    FROM companies_interest i JOIN companies_theme t ON t.id = i.theme_id
    JOIN accounts_user u ON u.id = i.noted_by_id LEFT JOIN accounts_office o ON o.id = i.region_id
    WHERE i.company_id = companies_company.id
)"""
# The assessment that counts first.
_MATURITY = """(
    SELECT coalesce(jsonb_agg(jsonb_build_object('level', m.level, 'evidence', m.evidence,
        'assessed_on', m.assessed_on, 'assessed_by', u.name) ORDER BY m.assessed_on DESC, m.id DESC), '[]')
    FROM companies_maturityassessment m JOIN accounts_user u ON u.id = m.assessed_by_id
    WHERE m.company_id = companies_company.id
)"""
# Ancestors, siblings and descendants, as many as a page shows; nothing is read where the company stands alone.
_GROUP = """CASE WHEN companies_company.parent_id IS NOT NULL OR EXISTS (
    SELECT 1 FROM companies_company s WHERE s.parent_id = companies_company.id AND s.binned_at IS NULL
) THEN (
    WITH RECURSIVE up AS (
        SELECT companies_company.id, companies_company.parent_id
        UNION
        SELECT c.id, c.parent_id FROM companies_company c JOIN up ON c.id = up.parent_id
    ), down AS (
        SELECT companies_company.id
        UNION
        SELECT c.id FROM companies_company c JOIN down ON c.parent_id = down.id WHERE c.binned_at IS NULL
    ), siblings AS (
        SELECT s.id FROM companies_company s WHERE s.parent_id = companies_company.parent_id AND s.binned_at IS NULL
    ), members AS (
        SELECT c.id, c.parent_id, c.legal_name, c.country, c.sort_name, c.binned_at IS NULL AS kept
        FROM companies_company c
        WHERE c.id IN (SELECT id FROM up UNION SELECT id FROM siblings UNION SELECT id FROM down)
        ORDER BY c.sort_name, c.id LIMIT 300
    )
    SELECT jsonb_agg(jsonb_build_object('id', m.id, 'parent', m.parent_id, 'name', m.legal_name,
        'country', m.country, 'kept', m.kept) ORDER BY m.sort_name, m.id) FROM members m
) ELSE '[]' END"""
# Posts, those of today first; one more than the page shows tells that there are more.
_PEOPLE = """(
    SELECT coalesce(jsonb_agg(jsonb_build_object('person', p.person, 'name', p.name, 'title', p.title,
        'since', p.since, 'until', p.until, 'key_person', p.key_person, 'do_not_contact', p.do_not_contact)
        ORDER BY p.until DESC NULLS FIRST, p.id), '[]')
    FROM (
        SELECT a.*, c.id AS person, c.name, c.do_not_contact FROM companies_affiliation a
        JOIN companies_contact c ON c.id = a.contact_id
        WHERE a.company_id = companies_company.id AND c.binned_at IS NULL
        ORDER BY a.until DESC NULLS FIRST, a.id LIMIT 26
    ) p
)"""
# Who may read which of them, the policy says of each.
_DOCUMENTS = """(
    SELECT coalesce(jsonb_agg(jsonb_build_object('id', d.id, 'title', d.title, 'visibility', d.visibility,
        'size', d.size, 'uploaded_at', d.uploaded_at, 'uploaded_by', jsonb_build_object('id', u.id, 'name', u.name),
        'office', CASE WHEN o.id IS NOT NULL THEN jsonb_build_object('id', o.id, 'name', o.name, 'path', o.path) END
    ) ORDER BY d.uploaded_at DESC, d.id DESC), '[]')
    FROM companies_document d JOIN accounts_user u ON u.id = d.uploaded_by_id
    LEFT JOIN accounts_office o ON o.id = d.office_id
    WHERE d.company_id = companies_company.id AND d.binned_at IS NULL
)"""


# Below the name in a list.
TWO_OTHER_NAMES = {
    "two_other_names": RawSQL(
        """ARRAY(SELECT n.name FROM companies_companyname n WHERE n.company_id = companies_company.id
        ORDER BY n.id LIMIT 2)""",
        (),
    )
}


def _hanging() -> dict[str, RawSQL]:
    """Constants without any value of a request in them."""
    return {
        "names": RawSQL(_NAMES, (), models.JSONField()),  # noqa: S611
        "numbers": RawSQL(_NUMBERS, (), models.JSONField()),  # noqa: S611
        "tag_names": RawSQL(_TAGS, ()),  # noqa: S611
    }


class BinnableQuerySet(models.QuerySet):
    def kept(self) -> Any:
        """Not in the bin."""
        return self.filter(binned_at=None)

    def binned(self) -> Any:
        return self.exclude(binned_at=None)


class MergeableQuerySet(BinnableQuerySet):
    def merged(self) -> Any:
        """Those that were merged into another record: out of sight, and not in the bin either."""
        return self.exclude(merged_into=None)

    def in_bin(self) -> Any:
        """Binned, and not by a merge: that is undone, not restored."""
        return self.binned().filter(merged_into=None)


class CompanyQuerySet(MergeableQuerySet):
    def visible_to(self, user: Any) -> "CompanyQuerySet":
        """Every company is visible to all staff (domain.md section 3, deconfliction)."""
        return self.kept() if user.is_active else self.none()

    def restorable_by(self, user: Any) -> "CompanyQuerySet":
        """Of those in the bin: as `policies.may_restore` says of one; a test holds the two together."""
        who = access(user)
        working = [held for held in who.held if held.role in WRITERS]
        if not working:
            return self.none()
        if who.has(Role.PARTNERSHIPS, Role.DIRECTOR_GENERAL):
            return self.filter(merged_into=None)
        rule = Q(binned_by=user.pk) | Q(lead_office__in={held.office_id for held in working})
        rule |= Q(lead_office=None, created_by=user.pk)
        for held in working:
            if held.role == Role.REGIONAL_DIRECTOR:
                rule |= Q(lead_office__path__startswith=held.office_path) | Q(lead_office=None)
        return self.filter(rule, merged_into=None)

    def with_leads(self) -> "CompanyQuerySet":
        """What a row of a list shows of the offices and people around a company."""
        return self.select_related("lead_office", "relationship_lead", "parent")

    def for_page(self) -> "CompanyQuerySet":
        """All that the page says of the company itself, in one query."""
        related = self.select_related("lead_office", "relationship_lead", "parent", "created_by")
        return related.annotate(
            **_hanging(),
            group_rows=RawSQL(_GROUP, (), models.JSONField()),  # noqa: S611
            people_rows=RawSQL(_PEOPLE, (), models.JSONField()),  # noqa: S611
            document_rows=RawSQL(_DOCUMENTS, (), models.JSONField()),  # noqa: S611
            merges=RawSQL(_COMPANY_MERGES, (), models.JSONField()),  # noqa: S611
            interest_rows=RawSQL(_INTERESTS, (), models.JSONField()),  # noqa: S611
            maturity_rows=RawSQL(_MATURITY, (), models.JSONField()),  # noqa: S611
        )

    def for_api(self) -> "CompanyQuerySet":
        """The columns that the API shows, with other names, tags and numbers in the same query."""
        return self.defer("sort_name", "created_by", "binned_by").annotate(**_hanging())

    def led_from(self, office: Any) -> "CompanyQuerySet":
        """Led by the office or one below it."""
        return self.filter(lead_office__path__startswith=office.path)


class DocumentQuerySet(BinnableQuerySet):
    def visible_to(self, user: Any) -> "DocumentQuerySet":
        """That a document exists is visible to all staff; `readable` says whether its name and content are."""
        kept = self.kept().filter(company__binned_at=None)
        return kept.with_readable(user) if user.is_active else self.none()

    def with_readable(self, user: Any) -> "DocumentQuerySet":
        """Annotates what `policies.may_read_document` says of one; a test holds the two together."""
        who = access(user)
        if who.reads_everything:
            return self.annotate(readable=Value(True, output_field=BooleanField()))
        working = [held for held in who.held if held.role in WRITERS]
        rule = (
            Q(visibility=Visibility.EVERYONE)
            | Q(uploaded_by=user.pk)
            | Q(office__in={held.office_id for held in working})
        )
        for path in {held.region_path for held in working}:
            rule |= Q(visibility=Visibility.REGION, office__path__startswith=path)
        return self.annotate(readable=ExpressionWrapper(rule, BooleanField()))

    def restorable_by(self, user: Any) -> "DocumentQuerySet":
        """Of those in the bin and readable: as `policies.may_restore_document` says; a test holds the two together."""
        who = access(user)
        working = [held for held in who.held if held.role in WRITERS]
        if not working:
            return self.none()
        if who.has(Role.PARTNERSHIPS, Role.DIRECTOR_GENERAL):
            return self.all()
        rule = Q(binned_by=user.pk) | Q(uploaded_by=user.pk) | Q(office__in={held.office_id for held in working})
        for held in working:
            if held.role == Role.REGIONAL_DIRECTOR:
                rule |= Q(office__path__startswith=held.office_path)
        return self.filter(rule)

    def readable_by(self, user: Any) -> "DocumentQuerySet":
        return self.visible_to(user).filter(readable=True)


class ContactQuerySet(MergeableQuerySet):
    def for_page(self) -> "ContactQuerySet":
        """All that the page says of the person alone, in one query."""
        merges = RawSQL(_CONTACT_MERGES, (), models.JSONField())  # noqa: S611
        return self.select_related("created_by").annotate(merges=merges)

    def visible_to(self, user: Any) -> "ContactQuerySet":
        return self.kept() if user.is_active else self.none()

    def restorable_by(self, user: Any) -> "ContactQuerySet":
        """In the bin, and by `contact_policies.may_restore_contact` to be brought back by this person."""
        working = [held for held in access(user).held if held.role in WRITERS]
        if not working:
            return self.none()
        if {held.role for held in working} & {Role.PARTNERSHIPS, Role.DIRECTOR_GENERAL}:
            return self.in_bin()
        companies = self.model._meta.get_field("affiliations").related_model.objects
        led = Q()
        for held in working:
            below = held.role == Role.REGIONAL_DIRECTOR
            led |= (
                Q(company__lead_office__path__startswith=held.office_path)
                if below
                else Q(company__lead_office=held.office_id)
            )
        mine = Q(binned_by=user.pk) | Q(created_by=user.pk) | Q(pk__in=companies.filter(led).values("contact"))
        return self.in_bin().filter(mine)


class MergeQuerySet(models.QuerySet):
    def visible_to(self, user: Any) -> "MergeQuerySet":
        """As the records themselves: all staff see which of them became one."""
        return self.all() if user.is_active else self.none()

    def standing(self) -> "MergeQuerySet":
        return self.filter(undone_at=None)

    def named(self, text: str) -> "MergeQuerySet":
        """Every word stands in the name of the same one of the two."""
        words, found = fold(text).split(), Q()
        for side in ("source_company", "target_company", "source_contact", "target_contact"):
            found |= Q(*(Q(**{f"{side}__sort_name__contains": word}) for word in words))
        return self.filter(found) if words else self

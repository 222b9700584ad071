"""Who may do what with a company, and when. Pure: they ask `Access` and the record, and answer with a sentence."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from crm.accounts.enums import Role
from crm.accounts.models import Office
from crm.accounts.selectors import Access
from crm.core.verdict import ALLOWED, Verdict, first_refusal, wrong_moment, wrong_person
from crm.core.visibility import Visibility

from .enums import CompanyStatus
from .models import Company, Contact, Document
from .querysets import WRITERS


def may_write(who: Access) -> Verdict:
    """Any member of staff, of any office (domain.md section 3: one live register)."""
    if who.has(*WRITERS):
        return ALLOWED
    if who.has(Role.AUDITOR):
        return wrong_person(_("Auditors read everything and change nothing."), "auditor")
    return wrong_person(
        _("Your role does not include work with companies. Ask your administrator for the role Staff."), "no_role"
    )


def answers_for(who: Access, office: Office | None) -> bool:
    """Works in the office, directs its region, or is responsible for all (partnerships team, Director General)."""
    if who.has(Role.PARTNERSHIPS, Role.DIRECTOR_GENERAL):
        return True
    if office is None:
        return who.has(Role.REGIONAL_DIRECTOR)
    return any(
        held.office_id == office.pk if held.role != Role.REGIONAL_DIRECTOR else office.path.startswith(held.office_path)
        for held in who.held
        if held.role in WRITERS
    )


def not_merged(record: Company | Contact) -> Verdict:
    """What was merged into another record takes no deeds; the refusal names the one that stands for it now."""
    if not record.merged_into_id:
        return ALLOWED
    return wrong_moment(
        _("%(name)s was merged into %(survivor)s. Work with that record, or undo the merge on the page “Merges”.")
        % {"name": record, "survivor": record.merged_into},
        "merged",
    )


def _kept(company: Company) -> Verdict:
    if not (verdict := not_merged(company)):
        return verdict
    if company.binned_at:
        return wrong_moment(_("This company is in the bin. Restore it first."), "binned")
    return ALLOWED


def may_create(who: Access) -> Verdict:
    return may_write(who)


def may_edit(who: Access, company: Company) -> Verdict:
    return first_refusal(may_write(who), _kept(company))


def may_set_status(who: Access, company: Company, status: str) -> Verdict:
    """To say "do not approach", or to take it back, is the lead office's word; the rest is anybody's knowledge."""
    verdict = may_edit(who, company)
    if not verdict or company.status == status:
        return verdict
    if CompanyStatus.DO_NOT_APPROACH in (company.status, status) and not answers_for(who, company.lead_office):
        return wrong_person(
            _(
                "Only the lead office, its regional director and the partnerships team decide that "
                "nobody approaches this company. Ask them, or write down what you know in the contact log."
            ),
            "not_lead_office",
        )
    return ALLOWED


def may_restrict(who: Access, company: Company) -> Verdict:
    """Whether "do not approach" may be set or taken back: what a page asks before it offers the choice."""
    other = CompanyStatus.PROSPECT if company.status == CompanyStatus.DO_NOT_APPROACH else CompanyStatus.DO_NOT_APPROACH
    return may_set_status(who, company, other)


def may_set_lead(who: Access, company: Company) -> Verdict:
    """The lead office, and who leads the relationship. Free as long as nobody leads."""
    verdict = may_edit(who, company)
    if verdict and company.lead_office_id and not answers_for(who, company.lead_office):
        return wrong_person(
            _(
                "%(office)s leads the relationship with this company. Only that office, its regional "
                "director and the partnerships team hand it over."
            )
            % {"office": company.lead_office},
            "not_lead_office",
        )
    return verdict


def may_bin(who: Access, company: Company, *, subsidiaries: int = 0) -> Verdict:
    """The lead office or the partnerships team; without a lead office also whoever entered the company."""
    verdict = first_refusal(may_write(who), _may_bin_at_all(who, company))
    if not verdict:
        return verdict
    if not (verdict := not_merged(company)):
        return verdict
    if company.binned_at:
        return wrong_moment(_("This company is in the bin already."), "binned")
    if subsidiaries:
        return wrong_moment(
            _("Other companies name this one as their parent. Give them another parent first."), "has_subsidiaries"
        )
    return ALLOWED


def _may_bin_at_all(who: Access, company: Company) -> Verdict:
    own_entry = company.lead_office_id is None and company.created_by_id == who.user.pk
    if own_entry or answers_for(who, company.lead_office):
        return ALLOWED
    return wrong_person(
        _("Only the lead office, its regional director and the partnerships team put this company in the bin."),
        "not_lead_office",
    )


def may_restore(who: Access, company: Company) -> Verdict:
    """Whoever could bin it, and whoever did."""
    verdict = may_write(who)
    if verdict and company.binned_by_id != who.user.pk:
        verdict = _may_bin_at_all(who, company)
    if verdict and not company.binned_at:
        return wrong_moment(_("This company is not in the bin."), "not_binned")
    return first_refusal(verdict, not_merged(company))


def can_come_back(company: Company, *, lei_holder: Company | None) -> Verdict:
    """Whether the register still has room for a company that lies in the bin."""
    if company.parent and company.parent.binned_at:
        return wrong_moment(
            _("Its parent company %(parent)s is in the bin too. Restore that one first.") % {"parent": company.parent},
            "parent_binned",
        )
    if lei_holder:
        return wrong_moment(
            _("%(name)s has the same LEI now. Correct it there first.") % {"name": lei_holder}, "lei_taken"
        )
    return ALLOWED


def refusal_of(who: Access, company: Company, changes: dict[str, Any]) -> Verdict:
    """The first refusal among everything that `changes` wants of the company."""
    verdicts = [may_edit(who, company)]
    if "status" in changes:
        verdicts.append(may_set_status(who, company, changes["status"]))
    if "status_reason" in changes and company.status == CompanyStatus.DO_NOT_APPROACH:
        verdicts.append(may_restrict(who, company))
    if {"lead_office", "relationship_lead"} & changes.keys():
        verdicts.append(may_set_lead(who, company))
    return first_refusal(*verdicts)


def may_read_document(who: Access, document: Document) -> Verdict:
    """Its visibility is counted from the office that filed it; auditors and whoever filed it read it anyway."""
    reads = (
        document.visibility == Visibility.EVERYONE
        or document.uploaded_by_id == who.user.pk
        or who.reads_everything
        or (document.office is not None and _within(who, document.office, document.visibility))
    )
    if reads:
        return ALLOWED
    return wrong_person(
        _("%(office)s keeps this document to itself. Ask them for it.") % {"office": document.office}, "restricted"
    )


def _within(who: Access, office: Office, visibility: str) -> bool:
    """As with the notes of the contact log: roles in which one works count, not those in which one looks after it."""
    working = [held for held in who.held if held.role in WRITERS]
    return any(
        held.office_id == office.pk or (visibility == Visibility.REGION and office.path.startswith(held.region_path))
        for held in working
    )


def may_change_document(who: Access, document: Document) -> Verdict:
    """Its title, who reads it, and the bin: whoever filed it, and who answers for the office that did."""
    verdict = first_refusal(may_write(who), may_read_document(who, document))
    if verdict and document.uploaded_by_id != who.user.pk and not answers_for(who, document.office):
        return wrong_person(
            _("Only whoever filed this document, their office and the partnerships team change or remove it."),
            "not_yours",
        )
    return verdict


def may_file_for(who: Access, office: Office) -> Verdict:
    """A document is filed for an office in which one works: its visibility is counted from there."""
    if office.pk in who.offices(*WRITERS):
        return ALLOWED
    return wrong_person(_("File documents for an office in which you have a role."), "not_your_office")


def may_restore_document(who: Access, document: Document) -> Verdict:
    """Whoever may change it, and whoever put it into the bin."""
    verdict = may_write(who)
    if verdict and document.binned_by_id != who.user.pk:
        verdict = may_change_document(who, document)
    if not verdict:
        return verdict
    if not document.binned_at:
        return wrong_moment(_("This document is not in the bin."), "not_binned")
    if document.company.binned_at:
        return wrong_moment(_("Its company is in the bin too. Restore that first."), "company_binned")
    return ALLOWED

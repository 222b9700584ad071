"""The REST door (docs/api.md): one error shape, key or session, pages of 50."""

from environs import Env

# For each person, over all their keys and sessions.
API_REQUESTS_PER_MINUTE = Env().int("API_REQUESTS_PER_MINUTE", 3000)

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "crm.accounts.api.authentication.ApiKeyAuthentication",
        "rest_framework.authentication.SessionAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": [
        "rest_framework.permissions.IsAuthenticated",
        "crm.accounts.api.authentication.KeyScope",
    ],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PAGINATION_CLASS": "crm.core.api.pagination.Pages",
    "PAGE_SIZE": 50,
    "DEFAULT_FILTER_BACKENDS": [
        "crm.core.api.filters.AskedFilters",
        "rest_framework.filters.SearchFilter",
        "crm.core.api.filters.Ordering",
    ],
    "DEFAULT_SCHEMA_CLASS": "crm.core.api.document.Schema",
    "EXCEPTION_HANDLER": "crm.core.api.errors.handle",
    "DEFAULT_THROTTLE_CLASSES": ["crm.accounts.api.throttling.PerMinute"],
    # `format` is a field of exports, and a file format where there are several; answers are JSON.
    "URL_FORMAT_OVERRIDE": None,
    "TEST_REQUEST_DEFAULT_FORMAT": "json",
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Concord",
    "DESCRIPTION": (
        "Partnership CRM: companies, contacts, the contact log and who is talking to whom.\n\n"
        "Identifiers are opaque strings; where one is sent, a number is understood, too. An office is named by its "
        "identifier or its code, and as a filter it includes the offices below it. Times are UTC. "
        "Of a query, parameters that an operation does not know are ignored; a value that a known one does not "
        "understand is refused with 400. A PUT changes what it sends, as a PATCH does, and asks for the required "
        "fields. Sentences are in the language of `Accept-Language` (en, fr, es)."
    ),
    "VERSION": "1",
    "SERVE_INCLUDE_SCHEMA": False,
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "COMPONENT_SPLIT_REQUEST": True,
    # Several kinds of record have a state.
    "ENUM_NAME_OVERRIDES": {
        "DeliveryEnum": ["queued", "sent", "failed"],
        "JobStateEnum": "crm.jobs.enums.JobState",
        "ImportStateEnum": "crm.imports.enums.ImportState",
        "CompanyKindEnum": "crm.companies.enums.CompanyKind",
        "MergeKindEnum": "crm.companies.enums.MergeKind",
        "CoordinationStateEnum": "crm.contactlog.enums.CoordinationState",
        "PurposeEnum": "duediligence.enums.Purpose",
        "RatingEnum": "duediligence.enums.Rating",
        "EffectEnum": "duediligence.enums.Effect",
        "TrackEnum": "duediligence.enums.Track",
        "CriterionKindEnum": "duediligence.enums.CriterionKind",
        "EntryKindEnum": "duediligence.enums.EntryKind",
        "ListFormatEnum": "duediligence.enums.ListFormat",
        "CriterionGroupEnum": "duediligence.enums.CriterionGroup",
        "PartyRoleEnum": "duediligence.enums.PartyRole",
        "PartyKindEnum": "duediligence.screening.api.row_serializers.KINDS",
        "ContributionKindEnum": "partnerships.enums.ContributionKind",
    },
    "POSTPROCESSING_HOOKS": [
        "drf_spectacular.hooks.postprocess_schema_enums",
        "crm.core.api.document.add_refusals",
    ],
}

"""What the OpenAPI document says of every operation alike: the refusals in their one shape, and the headers."""

from typing import Any

from drf_spectacular.openapi import AutoSchema
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import Direction, OpenApiParameter

Node = dict[str, Any]

WRITES = ("POST", "PUT", "PATCH", "DELETE")
IDEMPOTENCY_KEY = OpenApiParameter(
    "Idempotency-Key",
    {"type": "string", "maxLength": 200},
    OpenApiParameter.HEADER,
    description="Of your own making, new for each new record. A repeat with the same body gets the first answer again.",
)
IF_MATCH = OpenApiParameter(
    "If-Match",
    OpenApiTypes.STR,
    OpenApiParameter.HEADER,
    description="The ETag that you read. If the record changed since, the answer is 412 and nothing changes.",
)

_SENTENCES = {
    400: "Malformed: a value, a filter or the body as a whole. `attr` names the field.",
    401: "No key or session, or one that is no longer valid.",
    403: "Not yours to do.",
    404: "Not there, or out of your scope.",
    406: "Answers are JSON; the `Accept` header asks for something else.",
    409: "Refused by a rule. `code` names it, `detail` says what to do.",
    412: "Somebody changed the record after you read it. Nothing was changed.",
    413: "Too large.",
    415: "The body has a media type that is not read here.",
    422: "This Idempotency-Key was used for another request.",
    429: "Too fast.",
    503: "The database is away for a moment. Nothing was saved; the same request can be sent again.",
}
_RETRY_AFTER = {"Retry-After": {"schema": {"type": "integer"}, "description": "Seconds"}}
_HEADERS = {
    401: {"WWW-Authenticate": {"schema": {"type": "string"}, "description": "`Bearer`"}},
    429: _RETRY_AFTER,
    503: _RETRY_AFTER,
}
ERROR: Node = {
    "type": "object",
    "description": "The one shape of every refusal.",
    "properties": {
        "type": {"type": "string", "enum": ["validation_error", "client_error", "server_error"]},
        "errors": {
            "type": "array",
            "minItems": 1,
            "items": {
                "type": "object",
                "properties": {
                    "code": {"type": "string", "description": "For programs."},
                    "detail": {"type": "string", "description": "A sentence for people."},
                    "attr": {"type": "string", "nullable": True, "description": "The field, if it is one."},
                },
                "required": ["code", "detail", "attr"],
            },
        },
    },
    "required": ["type", "errors"],
}


def _refusal(status: int) -> Node:
    content = {"application/json": {"schema": {"$ref": "#/components/schemas/Error"}}}
    headers = {"headers": _HEADERS[status]} if status in _HEADERS else {}
    return {"description": _SENTENCES[status], **headers, "content": content}


def add_refusals(result: Node, **_context: Any) -> Node:
    """Each stands once in the document; the operations refer to it."""
    components = result.setdefault("components", {})
    components.setdefault("schemas", {})["Error"] = ERROR
    components["responses"] = {f"Refused{status}": _refusal(status) for status in _SENTENCES}
    return result


class Schema(AutoSchema):  # type: ignore[no-untyped-call]
    """Views tell their own: `answers_etag`, `takes_if_match`, and `is_idempotent` of a handler (crm.accounts.api)."""

    def get_override_parameters(self) -> list[Any]:
        return [
            *super().get_override_parameters(),
            *([IDEMPOTENCY_KEY] if self._is_idempotent() else []),
            *([IF_MATCH] if self._told("takes_if_match") else []),
        ]

    def _resolve_path_parameters(self, variables: list[str]) -> list[Node]:
        """Identifiers are opaque to clients, in addresses too."""
        found: list[Node] = super()._resolve_path_parameters(variables)  # type: ignore[no-untyped-call]
        for parameter in found:
            parameter["schema"] = {"type": "string"}
            parameter.pop("description", None)
        return found

    def _map_basic_serializer(self, serializer: Any, direction: Direction) -> Any:
        """An answer has all its fields; those that a reader may be kept from can be null (`null_when_closed`)."""
        schema = super()._map_basic_serializer(serializer, direction)  # type: ignore[no-untyped-call]
        if direction == "response" and schema.get("properties"):
            schema["required"] = sorted(schema["properties"])
            for name in getattr(serializer, "null_when_closed", ()):
                schema["properties"][name]["nullable"] = True
        return schema

    def _get_response_bodies(self, direction: Direction = "response") -> Node:
        bodies: Node = super()._get_response_bodies(direction)  # type: ignore[no-untyped-call]
        if direction == "request":
            return bodies
        for status, body in bodies.items():
            if headers := self._headers(status):
                body["headers"] = {**headers, **body.get("headers", {})}
        refusals = {str(s): {"$ref": f"#/components/responses/Refused{s}"} for s in self._refusals()}
        return bodies | {status: refusal for status, refusal in refusals.items() if status not in bodies}

    def _refusals(self) -> list[int]:
        parameters = self._get_parameters()  # type: ignore[no-untyped-call]
        places = {parameter["in"] for parameter in parameters}
        has_body = self._get_request_body() is not None  # type: ignore[no-untyped-call]
        when = {
            400: has_body or "query" in places,
            404: "path" in places or has_body or self._is_list_view(),
            409: self.method in WRITES or self._told("may_conflict"),
            412: any(parameter["name"] == "If-Match" for parameter in parameters),
            413: has_body,
            415: has_body,
            422: self._is_idempotent(),
        }
        return [status for status in _SENTENCES if when.get(status, True)]

    def _headers(self, status: str) -> Node:
        text = {"schema": {"type": "string"}}
        headers: Node = {}
        if status in ("200", "201") and self._told("answers_etag"):
            headers["ETag"] = text
        if status in ("201", "202") and self._is_create_operation():  # type: ignore[no-untyped-call]
            headers["Location"] = {"schema": {"type": "string", "format": "uri-reference"}}
        if status in ("201", "202") and self._is_idempotent():
            headers["Idempotent-Replayed"] = {**text, "description": "`true` where this is the first answer again."}
        return headers

    def _is_idempotent(self) -> bool:
        return bool(getattr(self._handler(), "is_idempotent", False))

    def _handler(self) -> Any:
        name = getattr(self.view, "action", None) or self.method.lower()
        return getattr(self.view, name, None)

    def _told(self, question: str) -> bool:
        """What the handler says of itself, else the view, which may ask for the action."""
        said = getattr(self._handler(), question, None)
        if said is None:
            said = getattr(self.view, question, False)
        return bool(said() if callable(said) else said)

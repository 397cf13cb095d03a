"""Why a value does not fit its type, in words that say what to do; never the value itself.

pydantic tells it as a program would ("Input should be a valid integer, unable to parse string as an
integer"), and of some kinds repeats what was given, which may be a name or a child's words.
"""

from collections.abc import Mapping
from typing import Any, Final

from pydantic_core import ErrorDetails

_OF_PYDANTIC: Final = "Value error, "

_WORDS: Final[Mapping[str, str]] = {
    "missing": "missing",
    "extra_forbidden": "not known here; leave it out, or check how it is spelt",
    "string_type": "not text",
    "string_pattern_mismatch": "not of the form {pattern}",
    "list_type": "not a list",
    "tuple_type": "not a list",
    "dict_type": "not an object",
    "model_type": "not an object",
    "model_attributes_type": "not an object",
    "bool_type": "neither true nor false",
    "bool_parsing": "neither true nor false",
    "int_type": "not a whole number",
    "int_parsing": "not a whole number",
    "int_from_float": "not a whole number",
    "greater_than_equal": "less than {ge}",
    "less_than_equal": "more than {le}",
    "greater_than": "not more than {gt}",
    "less_than": "not less than {lt}",
    "string_too_short": "shorter than {min_length:,} characters",
    "string_too_long": "longer than {max_length:,} characters",
    "too_short": "fewer than {min_length:,}",
    "too_long": "more than {max_length:,}",
    "literal_error": "not {expected}",
    "enum": "not {expected}",
    "union_tag_not_found": "has no {discriminator}",
    "union_tag_invalid": "{discriminator} is none of {expected_tags}",
    "timezone_aware": "without its zone; write it as in 2026-03-02T10:05:00Z",
}
_NO_TIME: Final = "not a time or date such as 2026-03-02T10:05:00Z or 2026-03-02"
_NO_ID: Final = "not an id such as 4f0f3a52-6d6e-4f0b-9a59-3f0e8d1f2a77"
_ID_PATTERN: Final = "^[0-9a-f]{8}-"
_EMPTY: Final = frozenset({"string_too_short", "too_short"})


def reason_of(error: ErrorDetails) -> str:
    """The reason of one error that pydantic found, to stand behind the name of its field."""
    kind, context = error["type"], error.get("ctx", {})
    if kind.startswith(("datetime_", "date_")):
        return _NO_TIME
    if str(context.get("pattern", "")).startswith(_ID_PATTERN):
        return _NO_ID
    if kind in _EMPTY and context.get("min_length") == 1:
        return "empty"
    if kind in _WORDS:
        return _WORDS[kind].format(**_plain(context))
    return error["msg"].removeprefix(_OF_PYDANTIC)


def _plain(context: Mapping[str, Any]) -> dict[str, Any]:
    """Names of members without the marks that pydantic puts around one."""
    named = str(context.get("discriminator", "")).strip("'")
    return {**context, "discriminator": named}

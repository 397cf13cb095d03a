"""Every operation under schemathesis: thousands of requests, good and bad, from the description.

It checks every answer against the description (status, media type, headers, schema), that bad data
is refused and good data is not, that nothing works without the session that it needs, and that
nothing is ever a 500. The seed is fixed, so a failure is there again the next time.
"""

import re
from typing import Any, Final

import pytest
import schemathesis
from schemathesis import Case, Config

from api.app import operations
from api.context import UUID
from tests.api.serving import Person, Served

CONFIG: Final = """\
seed = 47

[generation]
max-examples = 8

# What the schema allows the domain may still refuse: a time to come, somebody unknown.
[checks.positive_data_acceptance]
expected-statuses = ["2xx", "304", "400", "401", "403", "404", "409", "422", "429"]
"""

schema = schemathesis.openapi.from_dict(operations().openapi(), config=Config.from_str(CONFIG))


@pytest.fixture(scope="module")
def ruth(reading: Served) -> Person:
    """Ruth, signed in."""
    return reading.person("ruth")


@schema.parametrize()
def test_everybody(case: Case[Any], reading: Served) -> None:
    """Without a session, every operation answers as it is described, and most with 401."""
    case.call_and_validate(base_url=str(reading.http.base_url))


@schema.parametrize()
def test_signed_in(case: Case[Any], reading: Served, ruth: Person) -> None:
    """With a session, every operation answers as it is described, about an enquiry that there
    is.
    """
    someone = reading.person("ruth") if case.method == "DELETE" else ruth
    if re.fullmatch(UUID, str(case.path_parameters.get("enquiry", ""))):
        case.path_parameters["enquiry"] = reading.told.enquiries["maya"]
    case.call_and_validate(base_url=str(reading.http.base_url), headers=someone.headers)

"""Every alteration, in the order of the tables."""

from typing import Final

from tests.alterations.model import Row
from tests.alterations.rows_entries import ENTRIES
from tests.alterations.rows_log import LOG
from tests.alterations.rows_people import PEOPLE

ROWS: Final[tuple[Row, ...]] = (*ENTRIES, *LOG, *PEOPLE)

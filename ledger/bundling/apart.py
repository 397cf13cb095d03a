"""Words that have grown together, apart: so that a name is found in what it is a part of."""

import re
import unicodedata
from typing import Final


def words_apart(text: str) -> str:
    """The text with a space wherever a word ends though none follows: before the number of a
    footnote, around the month of a date, between the names in the name of a file.
    """
    return _END.sub(" ", unicodedata.normalize("NFKC", text))


_END: Final = re.compile(
    r"(?<=[^\W\d_])(?=\d)"  # Finch2
    r"|(?<=\d)(?=[^\W\d_])"  # 3May
    r"|(?<=[^\W\d_A-Z])(?=[A-Z])"  # JoanFinch
    r"|(?<=[A-Z])(?=[A-Z][a-z])"  # ONeill
)

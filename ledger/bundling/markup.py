"""The words in XML, as word processors write it and PDFs carry it."""

import html
import re
from typing import Final


def words_of_markup(xml: str) -> str:
    """The text of an XML file, and the values in its tags: who made a change, where a link leads.

    No parser reads it: what a stranger's file can do to one is not worth knowing its structure.
    """
    text = _TAG.sub("", _BREAK.sub("\n", _CDATA.sub(r"\1", xml)))
    beside = (*_VALUE.findall(" ".join(_TAG.findall(xml))), *_REMARK.findall(xml))
    return html.unescape("\n".join([text, *beside]))


_REMARK: Final = re.compile(r"<!--(.*?)-->", re.DOTALL)
_CDATA: Final = re.compile(r"<!\[CDATA\[(.*?)\]\]>", re.DOTALL)
_BREAK: Final = re.compile(
    r"<(?:/[a-z0-9]+:(?:p|h|tc|table-cell)|[a-z0-9]+:(?:tab|br|line-break))\b[^>]*>"
)
_TAG: Final = re.compile(r"<[^>]*>")
_VALUE: Final = re.compile(r"=[\"']([^\"']*)[\"']")

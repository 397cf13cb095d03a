"""The words in XML, as word processors write it and PDFs carry it."""

import html
import re
from typing import Final

from ledger.bundling.unsearchable import Unsearchable


def words_of_markup(xml: str) -> str:
    """The text of an XML file, and the values in its tags: who made a change, where a link leads.

    No parser reads it: what a stranger's file can do to one is not worth knowing its structure. So
    the text comes twice, once with tags that stand for nothing, as a name may be cut in two by one,
    and once with tags that stand for a space, as a footnote or a line break may follow a name.

    Raises:
        Unsearchable: it names words that stand elsewhere.
    """
    if "<!ENTITY" in xml:
        raise Unsearchable("words under names of its own")
    told = _BREAK.sub("\n", _CDATA.sub(lambda found: html.escape(found[1]), xml))
    tags = " ".join(_TAG.findall(xml))
    beside = (*_VALUE.findall(tags), *_REMARK.findall(xml), *_INSTRUCTION.findall(xml))
    return html.unescape("\n".join([_TAG.sub("", told), _TAG.sub(" ", told), *beside]))


_REMARK: Final = re.compile(r"<!--(.*?)-->", re.DOTALL)
_INSTRUCTION: Final = re.compile(r"<\?(.*?)\?>", re.DOTALL)
_CDATA: Final = re.compile(r"<!\[CDATA\[(.*?)\]\]>", re.DOTALL)
_BREAK: Final = re.compile(
    r"<(?:/[a-z0-9]+:(?:p|h|tc|table-cell)|[a-z0-9]+:(?:tab|br|line-break))\b[^>]*>"
)
_TAG: Final = re.compile(r"<[^>]*>")
_VALUE: Final = re.compile(r"=[\"']([^\"']*)[\"']")

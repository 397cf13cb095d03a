"""The words of each entry: what is withheld is listed, and sentences follow from their facts."""

from collections.abc import Mapping, Sequence

from crypto import bundlenames as names
from crypto.bundle import kinds
from crypto.bundle.findings import Findings, Place
from crypto.bundle.opening import Opened
from crypto.canonical import Json, NotCanonical, decode
from crypto.manifest import Manifest
from crypto.statement import Sentence, TemplateError, segments


class Words:
    """Compares the words of entries with the list of what is withheld, and with templates."""

    def __init__(self, files: Mapping[str, bytes], manifest: Manifest, findings: Findings) -> None:
        self._findings = findings
        self._withheld: dict[tuple[str, int], set[str]] = {}
        for gap in manifest.withheld:
            self._withheld.setdefault((gap.stream, gap.seq), set()).add(gap.digest)
        self._sentences = self._templates(files.get(names.TEMPLATES))
        self.untemplated = 0
        """How many statements could not be put together again, for want of a template."""

    def check(self, places: Sequence[Opened]) -> None:
        """Check every entry whose parts could be read."""
        for opened in places:
            if opened.revealed:
                self._gaps(opened)
                if not opened.gaps:
                    self._statement(opened)

    def _gaps(self, opened: Opened) -> None:
        listed = self._withheld.get((opened.stream.stream, opened.listed.seq), set())
        if opened.gaps - listed:
            detail = f"{len(opened.gaps - listed)} parts that are not listed as withheld"
            self._findings.note(kinds.GAP_UNEXPLAINED, opened.place, detail)
        if listed - opened.gaps:
            detail = f"{len(listed - opened.gaps)} parts listed as withheld that are no gaps"
            self._findings.note(kinds.GAP_STRAY, opened.place, detail)

    def _statement(self, opened: Opened) -> None:
        kind = opened.content.get("type")
        sentence = self._sentences.get(kind) if isinstance(kind, str) else None
        if sentence is None:
            self.untemplated += 1
            return
        try:
            composed = segments(sentence.compose(opened.content))
        except TemplateError as error:
            self._findings.note(kinds.WORDS_MISMATCH, opened.place, f"statement: {error}")
            return
        if composed != opened.content.get("statement"):
            detail = "statement: not what its template gives"
            self._findings.note(kinds.WORDS_MISMATCH, opened.place, detail)

    def _templates(self, data: bytes | None) -> dict[str, Sentence]:
        if data is None:
            return {}
        try:
            return _sentences(decode(data))
        except (NotCanonical, TemplateError) as error:
            self._findings.note(kinds.TEMPLATES_REFUSED, Place(names.TEMPLATES), str(error))
            return {}


def _sentences(value: Json) -> dict[str, Sentence]:
    if not isinstance(value, dict):
        raise TemplateError("templates: not an object")
    return {kind: _sentence(template) for kind, template in value.items()}


def _sentence(template: Json) -> Sentence:
    if not isinstance(template, list):
        raise TemplateError("templates: one is not an array")
    return Sentence(template)

"""The author's device: it makes salts and disclosures, composes the statement, shows it and signs.

The command line, the replay of scenarios and the tests use this one; a browser does the same in
JavaScript. The private key never leaves it, and it signs nothing whose statement was not composed
here from the very disclosures that it signs.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from crypto.canonical import Json
from crypto.disclosures import Concealed, conceal
from crypto.entry import Claims, Ref, sign
from crypto.jws import Signer, thumbprint
from crypto.statement import compose, plain, segments
from ledger.draft import Draft, DraftEntry


@dataclass(frozen=True)
class Prepared:
    """The entries of an act, composed and concealed, before anybody has signed them.

    `statements` are the words to show to the author, one for each stream.
    """

    statements: tuple[str, ...]
    _entries: tuple[tuple[Claims, Concealed], ...]
    _contents: tuple[dict[str, Json], ...]

    def moved_to(self, draft: Draft) -> "Prepared | None":
        """The same words at a new position, or None where the new draft's words are others.

        Others got in first; the device re-signs without asking unless what was said has changed.
        When the author came to know stays as it was confirmed, where the ledger takes it to be the
        moment of drafting.
        """
        contents = tuple(_with_statement(draft, entry)[0] for entry in draft.entries)
        if list(map(_but_known, contents)) != list(map(_but_known, self._contents)):
            return None
        claims = (_claims(entry.claims) for entry in draft.entries)
        kept = (concealed for _, concealed in self._entries)
        return Prepared(self.statements, tuple(zip(claims, kept, strict=True)), self._contents)


@dataclass(frozen=True)
class Device:
    """One key of a practitioner, and what it can sign."""

    signer: Signer
    public_key: bytes

    @property
    def kid(self) -> str:
        """The key's id (RFC 7638)."""
        return thumbprint(self.public_key)

    def prepare(self, draft: Draft) -> Prepared:
        """As `prepare`."""
        return prepare(draft)

    def sign(self, prepared: Prepared) -> list[bytes]:
        """Sign what was prepared and shown."""
        return [
            sign(claims, concealed, self.kid, self.signer)
            for claims, concealed in prepared._entries
        ]


def prepare(draft: Draft) -> Prepared:
    """Compose and conceal what the draft asks to be signed; this needs no key yet.

    Raises:
        TemplateError: the template does not fit the content.
    """
    composed = [_with_statement(draft, entry) for entry in draft.entries]
    entries = tuple(
        (_claims(entry.claims), conceal(content))
        for entry, (content, _) in zip(draft.entries, composed, strict=True)
    )
    return Prepared(
        tuple(words for _, words in composed),
        entries,
        tuple(content for content, _ in composed),
    )


def _but_known(content: Mapping[str, Json]) -> dict[str, Json]:
    return {name: value for name, value in content.items() if name != "known"}


def _with_statement(draft: Draft, entry: DraftEntry) -> tuple[dict[str, Json], str]:
    statement = segments(compose(draft.template, entry.content))
    return {**entry.content, "statement": statement}, plain(statement)  # type: ignore[arg-type]  # segments are JSON


def _claims(claims: Mapping[str, Json]) -> Claims:
    refs = claims["refs"]
    return Claims(
        aud=str(claims["aud"]),
        iss=str(claims["iss"]),
        sub=str(claims["sub"]),
        seq=int(str(claims["seq"])),
        prev=str(claims["prev"]),
        iat=int(str(claims["iat"])),
        dir=str(claims["dir"]),
        refs=tuple(
            Ref(str(r["rel"]), str(r["sub"]), int(str(r["seq"])), str(r["digest"]))
            for r in (refs if isinstance(refs, list) else [])
            if isinstance(r, dict)
        ),
    )

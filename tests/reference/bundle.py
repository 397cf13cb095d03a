"""Chapter 16: a bundle, check by check; stamps alone are left to others (`openssl ts`)."""

import hashlib
import re
from datetime import UTC, datetime
from typing import Any

from tests.reference import ledger as ledgers
from tests.reference.basics import UUID, Jws, No, need, read, sha, time, unb64u
from tests.reference.entries import Entry, Unreferenced, entry, field_of, reveal
from tests.reference.listing import codes_used, manifest
from tests.reference.notes import Tree, checkpoint, proof
from tests.reference.people import ACCEPTED, People, Person, fits
from tests.reference.policy import policy
from tests.reference.tree import consistent, included
from tests.reference.words import check, sentence
from tests.reference.zips import unzip

Place = tuple[str | None, str | None, int | None]
"""File, stream, position."""

OPEN = {
    *("no-trust-file", "disputed", "cosignatures-missing", "absence-unproven"),
    *("stamp-missing", "stamp-unchecked"),
}
COMPLETENESS = {
    *("cosignatures-missing", "absence-unproven", "file-missing", "stream-gap"),
    *("reference-dangling", "gap-unexplained", "gap-stray", "document-missing", "head-differs"),
    *("later-than-view", "absence-refused"),
}
TIME = {
    *("stamp-missing", "stamp-unchecked", "clock-back", "stamp-invalid", "time-outside-anchors"),
}
LATE = 300
"""Seconds by which a witness's clock may differ (chapter 15)."""


def verify(data: bytes, trust: bytes | None) -> dict[str, Any]:
    """The report, but for words (F16.40)."""
    run = Run(ledgers.trust_file(trust) if trust else None)
    try:
        run.files = unzip(data)
    except No:
        run.found("archive-refused", (None, None, None))
        return run.report()
    try:
        run.manifest = manifest(run.files["bundle.json"])
    except No:
        run.found("manifest-refused", ("bundle.json", None, None))
        return run.report()
    run.everything()
    return run.report()


class At:
    """A listed position, and its entry as far as it is given."""

    def __init__(self, stream: dict[str, Any], listed: dict[str, Any]) -> None:
        self.stream, self.kind = stream["stream"], stream["kind"]
        self.seq, self.index, self.digest = listed["seq"], listed["index"], listed["digest"]
        self.given = listed["given"]
        self.file = f"entries/{self.stream}/{self.seq}.sdjwt"
        self.place: Place = (self.file, self.stream, self.seq)
        self.entry: Entry | None = None
        self.revealed = False
        self.sound = True


class Run:
    """One verification."""

    def __init__(self, trust: dict[str, Any] | None) -> None:
        self.trust = trust
        self.files: dict[str, bytes] = {}
        self.manifest: dict[str, Any] | None = None
        self.findings: dict[str, set[Place]] = {}
        self.complete = False

    def found(self, code: str, place: Place) -> None:
        """F16.38."""
        self.findings.setdefault(code, set()).add(place)

    def everything(self) -> None:
        """F16.18 to F16.37."""
        self._files()
        if not self._whose():
            return
        self._positions()
        self._follow()
        self._templates()
        self._gaps_and_words()
        self._documents()
        self._log()
        self._heads()
        self._issue()
        self._witnesses()
        self._absence()
        self.complete = True

    def _files(self) -> None:
        """F16.19."""
        listed = {one["name"]: one for one in self.said["files"]}
        for name, one in listed.items():
            data = self.files.get(name)
            if data is None:
                self.found("file-missing", (name, None, None))
            elif (len(data), sha(data)) != (one["size"], one["digest"]):
                self.found("file-altered", (name, None, None))
        later = rf"issue/directory/{UUID}/[1-9][0-9]{{0,8}}\.(sdjwt|tlog-proof)"
        for name in self.files:
            issue = name in {"issue/entry.sdjwt", "issue/receipt.tlog-proof"}
            entry_of = re.sub(r"tlog-proof$", "sdjwt", name)
            grown = re.fullmatch(later, name) and entry_of in self.files
            known = issue or grown or name in listed or name == "bundle.json"
            if not known:
                self.found("file-unlisted", (name, None, None))
        if "issue/receipt.tlog-proof" not in self.files:
            self.found("file-missing", ("issue/receipt.tlog-proof", None, None))

    @property
    def said(self) -> dict[str, Any]:
        """The manifest."""
        need(self.manifest is not None, "no manifest")
        return self.manifest or {}

    def _whose(self) -> bool:
        """F16.18."""
        try:
            own = ledgers.genesis(self.files.get("genesis.json", b""))
        except No:
            own = None
        if own is None or (self.trust and own != self.trust["genesis"]):
            self.found("other-ledger", ("genesis.json", None, None))
        if not self.trust:
            self.found("no-trust-file", (None, None, None))
        counts = self.trust["genesis"] if self.trust else own
        if counts is None:
            return False
        self.genesis, self.ledger = counts, ledgers.ledger_id(counts)
        self.keys = ledgers.trusted(counts, self.trust["ledger_vkeys"] if self.trust else [])
        if self.said["ledger"] != self.ledger:
            self.found("other-ledger", ("bundle.json", None, None))
            return False
        same = self.said["demonstration"] == counts["demonstration"]
        authority = self.said["streams"][1]["stream"] == counts["authority"]
        if not (same and authority and self.keys.number(self.said["origin"])):
            self.found("manifest-refused", ("bundle.json", None, None))
            return False
        return True

    def _positions(self) -> None:
        """F16.20."""
        at = [At(one, listed) for one in self.said["streams"] for listed in one["entries"]]
        self.at = sorted(at, key=lambda one: one.index)
        for one in self.at:
            data = self.files.get(one.file) if one.given else None
            if data is None:
                continue
            try:
                one.entry = entry(data)
            except No:
                self._unsound("entry-malformed", one)
                continue
            self._compare(one, one.entry)

    def _compare(self, one: At, given: Entry) -> None:
        if given.jws.digest != one.digest:
            self._unsound("leaf-mismatch", one)
        if (given.sub, given.seq) != (one.stream, one.seq):
            self._unsound("place-mismatch", one)
        if given.aud != self.ledger:
            self._unsound("foreign-ledger", one)
        try:
            reveal(given)
            one.revealed = True
        except Unreferenced:
            self._unsound("disclosure-unreferenced", one)
        except No:
            self._unsound("words-mismatch", one)

    def _unsound(self, code: str, one: At) -> None:
        one.sound = False
        self.found(code, one.place)

    def _follow(self) -> None:
        """F16.21 to F16.24."""
        self.people = People(self.genesis)
        for stream in self.said["streams"]:
            listed = [one["seq"] for one in stream["entries"]]
            for before, seq in zip([0, *listed], listed, strict=False):
                if seq != before + 1:
                    self.found("stream-gap", ("bundle.json", stream["stream"], before + 1))
        self.outside = 0
        for one in self.at:
            if one.entry:
                self._order(one, one.entry)
                self._refer(one, one.entry)
                self._signed(one, one.entry)
                self._note(one, one.entry)
                if one.sound and one.kind != "enquiry":
                    self._decide(one, one.entry)
        self._disputed()

    def _order(self, one: At, given: Entry) -> None:
        for other in self.at:
            if (other.stream, other.seq) == (
                one.stream,
                one.seq - 1,
            ) and given.prev != other.digest:
                self.found("chain-broken", one.place)
        if one.seq == 1 and given.prev != self.ledger:
            self.found("chain-broken", one.place)
        earlier = [
            o.entry.iat for o in self.at if o.entry and o.stream == one.stream and o.seq < one.seq
        ]
        if any(given.iat < iat for iat in earlier):
            self.found("clock-back", one.place)
        known = self.said["known"]
        if one.index >= self.said["size"] or (known is not None and given.iat > known):
            self.found("later-than-view", one.place)

    def _refer(self, one: At, given: Entry) -> None:
        streams = {stream["stream"]: stream["kind"] for stream in self.said["streams"]}
        for ref in given.refs:
            if ref["sub"] not in streams:
                self.outside += 1
                continue
            named = [o for o in self.at if (o.stream, o.seq) == (ref["sub"], ref["seq"])]
            if not any(o.digest == ref["digest"] and o.index < one.index for o in named):
                self.found("reference-dangling", one.place)
        if streams.get(given.iss) == "directory":
            before = [o.digest for o in self.at if o.stream == given.iss and o.index < one.index]
            if given.dir != (before[-1] if before else self.ledger):
                self.found("directory-mismatch", one.place)

    def _signed(self, one: At, given: Entry) -> None:
        author = self.people.author(given)
        key = author.keys.get(given.jws.kid)
        if key is None:
            self._unsound("key-unknown", one)
        else:
            accepts = given.content.get("type") == ACCEPTED and one.stream == author.id
            accepts = accepts and field_of(given.content, "kid") == given.jws.kid
            if key.state != "live" and not (key.state == "pending" and accepts):
                self._unsound("key-not-in-force", one)
            try:
                given.jws.verify(key.raw)
            except No:
                self._unsound("signature-invalid", one)
            if not fits(author, given):
                self._unsound("capacity-not-in-force", one)

    def _note(self, one: At, given: Entry) -> None:
        """F16.27, chapter 9."""
        text = field_of(given.content, "note")
        if given.content.get("type") != "offline-note/1" or not isinstance(text, str):
            return
        try:
            self._embedded(Jws("countersign-note+jwt", text.encode()), given)
        except No:
            self.found("note-invalid", one.place)

    def _embedded(self, note: Jws, given: Entry) -> None:
        need(set(note.claims) == {"aud", "iat", "iss", "text"}, "F9.1")
        words = note.claims["text"]
        need(isinstance(words, str) and 1 <= len(words) <= 8000, "F9.1")
        iat = time(note.claims["iat"])
        key = self.people.author(given).keys.get(note.kid)
        need(key and key.state == "live", "F9.4")
        note.verify(key.raw if key else b"")
        need((note.claims["iss"], note.claims["aud"]) == (given.iss, self.ledger), "F9.3")
        written, shown = field_of(given.content, "written"), field_of(given.content, "words")
        said = datetime.fromtimestamp(iat, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        need(written in {None, said}, "F9.3")
        if isinstance(shown, list) and None not in shown:
            plain = [one.get("as") if isinstance(one, dict) else one for one in shown]
            need("".join(one for one in plain if isinstance(one, str)) == words, "F9.3")

    def _decide(self, one: At, given: Entry) -> None:
        try:
            if one.kind == "directory":
                self.people.follow(given)
            else:
                registrar = self.people.is_registrar(given)
                self.keys.decide(given, one.index, registrar=registrar)
        except No:
            self._unsound("directory-refused", one)

    def _disputed(self) -> None:
        """F4.5, F16.24."""
        for one in self.at:
            if not one.entry:
                continue
            known = max(o.entry.iat for o in self.at if o.entry and o.index <= one.index)
            person = self.people.people.get(one.entry.iss, Person(""))
            key = person.keys.get(one.entry.jws.kid)
            if key is None or key.compromised is None or known <= key.compromised:
                continue
            if person.stands_by.get((one.stream, one.seq, one.digest), 0) <= key.since:
                self.found("disputed", one.place)

    def _templates(self) -> None:
        self.templates: dict[str, Any] = {}
        data = self.files.get("templates.json")
        if data is None:
            return
        try:
            value = read(data)
            need(isinstance(value, dict), "an object")
            for one in value.values():
                check(one)
            self.templates = value
        except No:
            self.found("templates-refused", ("templates.json", None, None))

    def _gaps_and_words(self) -> None:
        """F16.25, F16.26."""
        for one in self.at:
            if not one.entry or not one.revealed:
                continue
            listed = {
                gap["digest"]
                for gap in self.said["withheld"]
                if (gap["stream"], gap["seq"]) == (one.stream, one.seq)
            }
            if one.entry.gaps - listed:
                self.found("gap-unexplained", one.place)
            if listed - one.entry.gaps:
                self.found("gap-stray", one.place)
            template = self.templates.get(str(one.entry.content.get("type")))
            if not one.entry.gaps and template is not None:
                self._statement(one, template, one.entry.content)

    def _statement(self, one: At, template: Any, content: dict[str, Any]) -> None:
        try:
            need(sentence(template, content) == content.get("statement"), "F2.1")
        except No:
            self.found("words-mismatch", one.place)

    def _documents(self) -> None:
        """F16.27."""
        for one in self.at:
            lines = [
                d
                for d in self.said["documents"]
                if (d["stream"], d["seq"]) == (one.stream, one.seq)
            ]
            shown = None
            if (
                one.entry
                and one.revealed
                and one.entry.content.get("type") == "document-deposited/1"
            ):
                shown = field_of(one.entry.content, "document")
                shown = shown if isinstance(shown, dict) else None
            if shown and not lines:
                self.found("document-missing", one.place)
            elif lines and one.revealed and not self._is_it(shown, lines[0]):
                self.found("document-altered", one.place)

    def _is_it(self, shown: dict[str, Any] | None, listed: dict[str, Any]) -> bool:
        if not shown or (shown.get("name"), shown.get("digest")) != (
            listed["name"],
            listed["digest"],
        ):
            return False
        data = self.files.get(f"documents/{listed['name']}") if listed["given"] else None
        return data is None or (sha(data), len(data)) == (shown["digest"], shown.get("size"))

    def _log(self) -> None:
        """F16.28, F16.29, F16.35."""
        self.tree: Tree | None = None
        note = self.files.get("checkpoint")
        if note is None:
            return
        try:
            self.tree = checkpoint(note)
        except No:
            self.found("checkpoint-invalid", ("checkpoint", None, None))
            return
        self._check_signed(self.tree, "checkpoint")
        if self.tree.origin != self.said["origin"]:
            self.found("checkpoint-invalid", ("checkpoint", None, None))
        view = (self.said["size"], unb64u(self.said["root"]))
        self._joins(self.tree, view, self.said["consistency"], "bundle.json")
        for one in self.at:
            self._proven(self.tree, note, one)
        for anchor in self.said["anchors"]:
            self._anchor(self.tree, anchor)

    def _check_signed(self, tree: Tree, file: str) -> bool:
        try:
            self.keys.signed(tree, self.keys.at(tree.size))
        except No:
            self.found("checkpoint-invalid", (file, None, None))
            return False
        return True

    def _joins(self, tree: Tree, other: tuple[int, bytes], hashes: list[str], file: str) -> None:
        (first, old), (second, new) = sorted(
            [other, (tree.size, tree.root)], key=lambda one: one[0]
        )
        try:
            consistent(first, old, second, new, [unb64u(one) for one in hashes])
        except No:
            self.found("root-mismatch", (file, None, None))

    def _proven(self, tree: Tree, note: bytes, one: At) -> None:
        file = f"proofs/{one.stream}/{one.seq}.tlog-proof"
        data = self.files.get(file)
        if data is None:
            return
        try:
            shown = proof(data)
            need(shown.checkpoint == note and shown.index == one.index, "F16.29")
            included(unb64u(one.digest), one.index, tree.size, shown.hashes, tree.root)
        except No:
            self.found("proof-invalid", (file, one.stream, one.seq))

    def _anchor(self, tree: Tree, listed: dict[str, Any]) -> None:
        file = f"anchors/{listed['size']}.checkpoint"
        data = self.files.get(file)
        if data is None:
            return
        try:
            anchor = checkpoint(data)
        except No:
            self.found("checkpoint-invalid", (file, None, None))
            return
        if not self._check_signed(anchor, file):
            return
        if (anchor.origin, anchor.size) != (tree.origin, listed["size"]):
            self.found("checkpoint-invalid", (file, None, None))
            return
        self._joins(tree, (anchor.size, anchor.root), listed["consistency"], file)

    def _attested(self, stream: dict[str, Any]) -> dict[str, Any]:
        last = stream["entries"][-1] if stream["entries"] else {"seq": 0, "digest": self.ledger}
        return {
            "aud": self.ledger,
            "digest": last["digest"],
            "origin": self.said["origin"],
            "root": self.said["root"],
            "seq": last["seq"],
            "size": self.said["size"],
            "sub": stream["stream"],
        }

    def _heads(self) -> None:
        """F16.30."""
        for stream in self.said["streams"]:
            file = f"heads/{stream['stream']}.jwt"
            data = self.files.get(file)
            if data is None:
                continue
            last = stream["entries"][-1]["seq"] if stream["entries"] else None
            try:
                said = ledgers.head(data, self.keys.at(self.said["size"]))
            except No:
                self.found("head-invalid", (file, stream["stream"], last))
                continue
            if said != self._attested(stream):
                self.found("head-differs", (file, stream["stream"], last))

    def _issue(self) -> None:
        """F16.31 to F16.33."""
        self.ends = {
            stream["stream"]: (stream["entries"][-1]["seq"], stream["entries"][-1]["digest"])
            for stream in self.said["streams"]
            if stream["entries"]
        }
        receipt = self.files.get("issue/receipt.tlog-proof")
        data = self.files.get("issue/entry.sdjwt")
        if data is not None and receipt is not None:
            try:
                self._receipt(receipt, entry(data))
            except No:
                self.found("proof-invalid", ("issue/receipt.tlog-proof", None, None))
        try:
            need(data is not None, "F16.31")
            self._later(receipt)
            self._issued(entry(data or b""))
        except No:
            self.found("manifest-unsigned", ("issue/entry.sdjwt", None, None))

    def _receipt(self, receipt: bytes, issued: Entry) -> None:
        shown = proof(receipt)
        tree = checkpoint(shown.checkpoint)
        self.keys.signed(tree, self.keys.at(tree.size))
        need(tree.origin == self.said["origin"] and shown.index >= self.said["size"], "F16.33")
        leaf = hashlib.sha256(issued.jws.data).digest()
        included(leaf, shown.index, tree.size, shown.hashes, tree.root)
        same = self.tree is not None and self.tree.size == tree.size
        need(not same or (self.tree and self.tree.root == tree.root), "F16.33: another tree")

    def _later(self, receipt: bytes | None) -> None:
        """F16.32."""
        found = []
        for name in self.files:
            match = re.fullmatch(rf"issue/directory/({UUID})/([1-9][0-9]{{0,8}})\.sdjwt", name)
            if match:
                proven = proof(self.files.get(name.replace(".sdjwt", ".tlog-proof"), b""))
                found.append((proven.index, match[1], int(match.groups()[-1]), name, proven))
        if not found:
            return
        need(receipt is not None, "F16.32")
        under = proof(receipt or b"").checkpoint
        for index, stream, seq, name, proven in sorted(found, key=lambda one: one[0]):
            need(proven.checkpoint == under and index >= self.said["size"], "F16.32")
            later = entry(self.files[name])
            need((later.sub, later.seq) == (stream, seq), "F16.32")
            kinds = {one["stream"]: one["kind"] for one in self.said["streams"]}
            need(kinds.get(stream, "directory") == "directory", "F16.32")
            last, digest = self.ends.get(stream, (0, self.ledger))
            need((later.aud, later.seq, later.prev) == (self.ledger, last + 1, digest), "F16.32")
            need(later.dir == self.ends.get(later.iss, (0, self.ledger))[1], "F16.32")
            tree = checkpoint(under)
            leaf = hashlib.sha256(later.jws.data).digest()
            included(leaf, index, tree.size, proven.hashes, tree.root)
            reveal(later)
            accepts = later.content.get("type") == ACCEPTED and later.iss == later.sub
            self._holds(
                later, self.people.author(later), {"live", "pending"} if accepts else {"live"}
            )
            self.people.follow(later)
            self.ends[stream] = seq, later.jws.digest

    def _holds(self, given: Entry, author: Person, states: set[str]) -> None:
        key = author.keys.get(given.jws.kid)
        need(key and key.state in states, "a key in force")
        given.jws.verify(key.raw if key else b"")

    def _issued(self, issued: Entry) -> None:
        reveal(issued)
        need(issued.content.get("type") == "bundle-issued/1", "F16.31: type")
        need(field_of(issued.content, "manifest") == sha(self.files["bundle.json"]), "F16.31")
        need((issued.aud, issued.sub) == (self.ledger, self.said["enquiry"]), "F16.31: where")
        last, digest = self.ends.get(self.said["enquiry"], (0, self.ledger))
        need(issued.seq > last, "F16.31: behind")
        need(issued.seq != last + 1 or issued.prev == digest, "F16.31: prev")
        author = self.people.people.get(issued.iss, Person(issued.iss))
        self._holds(issued, author, {"live"})
        need(fits(author, issued), "F16.31: capacity")
        need(issued.dir == self.ends.get(issued.iss, (0, self.ledger))[1], "F16.31: dir")

    def _witnesses(self) -> None:
        """F16.34, F16.36."""
        asked = policy(self.trust["policy"]) if self.trust and self.trust["policy"] else None
        if asked is None or self.tree is None:
            return
        place: Place = ("checkpoint", None, None)
        try:
            seen = self.tree.note.cosigners(list(asked.witnesses.values()))
            if asked.logs:
                need(self.tree.note.signers(asked.logs), "no listed log")
        except No:
            self.found("checkpoint-invalid", place)
            return
        if not asked.met(asked.quorum, [key for key, _ in seen]):
            self.found("cosignatures-missing", place)
        first = min((time for _, time in seen), default=None)
        for one in self.at:
            seen_by = one.index < self.tree.size and first is not None
            if one.entry and seen_by and one.entry.iat > (first or 0) + LATE:
                self.found("time-outside-anchors", one.place)

    def _absence(self) -> None:
        """F16.37, F17.7."""
        data = self.files.get("absence.jwt")
        if data is None:
            return
        enquiry = self.said["enquiry"]
        here = [one for one in self.at if one.stream == enquiry and one.sound]
        shown = {one.seq: one.entry for one in here if one.entry}
        try:
            claims = ledgers.absence(data, self.keys.at(self.said["size"]))
            expected = self._attested(self.said["streams"][0])
            need({name: claims[name] for name in expected} == expected, "F17.7: another bundle")
        except No:
            self.found("absence-refused", ("absence.jwt", None, None))
            return
        said, hidden = ledgers.contradicts(claims, shown)
        for seq in said:
            self.found("absence-refused", ("absence.jwt", enquiry, seq))
        for seq in hidden:
            self.found("absence-unproven", ("absence.jwt", enquiry, seq))

    def report(self) -> dict[str, Any]:
        """F16.38 to F16.40."""
        lines = []
        for code, places in self.findings.items():
            first = min(places, key=lambda one: (one[1] or "", one[2] or 0, one[0] or ""))
            file, stream, seq = first
            lines.append((code, file, stream, seq, len(places)))
        codes = set(self.findings)
        altered = codes - OPEN - {"archive-refused"}
        exit_code = 3 if "archive-refused" in codes else 1 if altered else 2 if codes else 0
        return {
            "exit": exit_code,
            "ledger": self.manifest["ledger"] if self.manifest else None,
            "verdicts": {
                "integrity": self._verdict(codes - COMPLETENESS - TIME),
                "completeness": self._verdict(codes & COMPLETENESS),
                "time": self._verdict(codes & TIME),
            },
            "findings": sorted(lines, key=lambda one: (one[1] or "", one[0])),
            "withheld": len(codes_used(self.manifest)) if self.manifest else 0,
        }

    def _verdict(self, codes: set[str]) -> str:
        if codes - OPEN - {"archive-refused"}:
            return "altered"
        if not self.complete:
            return "unchecked"
        return "consistent" if codes else "verified"

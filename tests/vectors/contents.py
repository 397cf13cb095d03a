"""Every way known to us of writing the disclosures of an entry that must not be accepted."""

from tests.vectors.changes import (
    arrays,
    item,
    low_bits,
    named,
    objects,
    put,
    reverse_disclosures,
    twice_first_disclosure,
    without_first_disclosure,
)
from tests.vectors.forge import TYPE, Forged, element, salt

WORD = item(2, '"word"')
NAME = named(1, "name", '"Maya"')
assert len(NAME) % 3, "its base64url is to have unused bits"
LIST = named(3, "list", f"[{element(WORD)}]")
NINE, ELEMENTS = arrays(9)


def one(raw: str) -> Forged:
    """An entry with a top-level disclosure of this JSON text."""
    return Forged(top=(TYPE, raw))


CONTENTS: dict[str, tuple[str, str, Forged]] = {
    "disclosure-missing": ("F1.15", "one is not given", Forged(entry=without_first_disclosure)),
    "disclosure-element-missing": ("F1.15", "an element is not given", Forged(top=(TYPE, LIST))),
    "disclosure-unreferenced": ("F1.15", "one that nothing names", Forged(nested=(WORD,))),
    "disclosure-twice": ("F1.9", "one is given twice", Forged(entry=twice_first_disclosure)),
    "disclosures-unsorted": (
        "F1.9",
        "descending",
        Forged(top=(TYPE, NAME), entry=reverse_disclosures),
    ),
    "disclosure-empty": ("F1.8", "nothing between two ~", Forged(entry=put("~", "~~"))),
    "disclosure-unended": ("F1.1", "no ~ at the end", Forged(entry=lambda text: text[:-1])),
    "key-binding-jwt": ("F1.1", "a JWT behind the last ~", Forged(entry=lambda text: text + "e30")),
    "disclosure-low-bits": (
        "F0.1",
        "a second spelling, whose digest is signed",
        Forged(top=(NAME,), spelling=low_bits),
    ),
    "disclosure-padded": (
        "F0.1",
        "padding, whose digest is signed",
        Forged(top=(NAME,), spelling=lambda text: text + "="),
    ),
    "disclosure-with-space": ("F0.2", "a space", one(NAME.replace(",", ", "))),
    "disclosure-needless-escape": ("F0.2", "M as \\u004d", one(NAME.replace("M", "\\u004d"))),
    "disclosure-escaped-slash": ("F0.2", "\\/", one(NAME.replace("Maya", "\\/"))),
    "disclosure-surrogate": ("F0.5", "half a character", one(NAME.replace("Maya", "\\ud800"))),
    "disclosure-float": ("F0.4", "1.5", one(named(1, "n", "1.5"))),
    "disclosure-key-twice": ("F0.3", "a key twice", one(named(1, "o", '{"a":1,"a":1}'))),
    "disclosure-key-not-ascii": ("F0.3", "a key with an accent", one(named(1, "o", '{"é":1}'))),
    "disclosure-33-levels": ("F0.6", "objects within objects", one(named(1, "o", objects(32)))),
    "disclosure-9-arrays": (
        "F1.11",
        "arrays within arrays",
        Forged(top=(TYPE, named(3, "list", NINE)), nested=ELEMENTS),
    ),
    "disclosure-object": ("F1.8", "an object", one("{}")),
    "disclosure-one-part": ("F1.8", "a salt alone", one(f'["{salt(1)}"]')),
    "disclosure-four-parts": ("F1.8", "a part more", one(f'["{salt(1)}","name",1,2]')),
    "disclosure-salt-number": ("F1.8", "a salt that is a number", one('[1,"name","Maya"]')),
    "disclosure-salt-short": ("F1.8", "15 bytes", one(NAME.replace(salt(1), salt(1)[:20]))),
    "disclosure-salt-low-bits": (
        "F1.8",
        "a second spelling",
        one(NAME.replace(salt(1), low_bits(salt(1)))),
    ),
    "disclosure-salt-twice": (
        "F1.10",
        "one salt for two parts",
        one(NAME.replace(salt(1), salt(0))),
    ),
    "disclosure-top-unnamed": ("F1.8", "an element among the parts", one(WORD)),
    "disclosure-element-named": (
        "F1.8",
        "a named part among the elements",
        Forged(top=(TYPE, named(3, "list", f"[{element(NAME)}]")), nested=(NAME,)),
    ),
    "name-number": ("F1.13", "a name that is a number", one(NAME.replace('"name"', "1"))),
    "name-reserved": ("F1.13", "it would shadow a claim", one(named(1, "iss", '"x"'))),
    "name-sd": ("F1.13", "it would bring digests of its own", one(named(1, "_sd", "[]"))),
    "name-twice": (
        "F1.13",
        "two parts of one name",
        Forged(top=(TYPE, NAME, named(4, "name", "1"))),
    ),
    "element-plain": ("F1.11", "an element in clear", one(named(1, "list", '["word"]'))),
    "element-extra-member": (
        "F1.11",
        "more than a digest",
        Forged(
            top=(TYPE, named(3, "list", f'[{element(WORD)[:-1]},"a":1}}]')),
            nested=(WORD,),
        ),
    ),
    "element-not-a-digest": ("F1.11", "a number", one(named(1, "list", '[{"...":1}]'))),
    "element-twice": (
        "F1.14",
        "one disclosure in two places",
        Forged(top=(TYPE, named(3, "list", f"[{element(WORD)},{element(WORD)}]")), nested=(WORD,)),
    ),
    "element-outside-array": (
        "F1.12",
        "a digest as a member",
        Forged(top=(TYPE, named(3, "o", element(WORD))), nested=(WORD,)),
    ),
    "object-with-sd": ("F1.12", "digests of members", one(named(1, "o", '{"_sd":[]}'))),
}

"""Keys, claims and content for the tests of entries."""

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import strategies as st

from crypto.canonical import MAX_INTEGER, Json, digest
from crypto.disclosures import RESERVED
from crypto.entry import Claims
from crypto.jws import thumbprint

KEY = Ed25519PrivateKey.from_private_bytes(b"\x07" * 32)
PUBLIC = KEY.public_key()
KID = thumbprint(PUBLIC.public_bytes_raw())
OTHER = Ed25519PrivateKey.from_private_bytes(b"\x08" * 32)

LEDGER = digest(b"ledger")
AUTHOR = "0e9d8c7b-6a5f-4e3d-9c2b-1a0f9e8d7c6b"
STREAM = "5f2d1b0a-3c4e-4d5f-8a6b-7c8d9e0f1a2b"
CLAIMS = Claims(LEDGER, AUTHOR, STREAM, 2, digest(b"first"), 1_700_000_000, LEDGER)

keys = st.text(st.characters(max_codepoint=127), max_size=6)
texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
scalars: st.SearchStrategy[Json] = (
    st.none() | st.booleans() | st.integers(-MAX_INTEGER, MAX_INTEGER) | texts
)


def values(names: st.SearchStrategy[str] = keys) -> st.SearchStrategy[Json]:
    """Every kind of JSON that has a canonical form."""
    return st.recursive(
        scalars,
        lambda inner: st.lists(inner, max_size=4) | st.dictionaries(names, inner, max_size=4),
        max_leaves=12,
    )


contents: st.SearchStrategy[dict[str, Json]] = st.dictionaries(
    keys.filter(lambda name: name not in RESERVED),
    values(keys.filter(lambda name: name not in {"...", "_sd"})),
    min_size=1,
    max_size=5,
)
"""What may be concealed: any names but the reserved."""

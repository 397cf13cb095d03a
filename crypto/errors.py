"""What goes wrong with bytes: every refusal of this package is a `CryptoError`."""


class CryptoError(ValueError):
    """Bytes, a key or a proof were refused; the message names the field and the reason.

    The message carries sizes, positions and public names, and never a key, a salt or a disclosed
    word: it may be logged or shown to whoever sent the bytes.
    """


class Malformed(CryptoError):
    """The bytes of a note, checkpoint or proof are not in their one accepted form."""


class KeyRefused(CryptoError):
    """A public key, or a set of keys, that no signature may be verified with."""


class SignatureInvalid(CryptoError):
    """A signature does not verify, or none by a key that was asked for is there."""


class ProofInvalid(CryptoError):
    """A Merkle proof does not show what it claims."""


class NodeMissing(CryptoError):
    """The table of nodes lacks one that a tree of the size asked for must have."""

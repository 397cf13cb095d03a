"""Key ids and signatures as the RFCs give them."""

import pytest

from crypto.canonical import b64, encode, unb64
from crypto.jws import JwsRefused, parse, thumbprint


def test_the_thumbprint_of_the_rfc() -> None:
    """RFC 8037, appendix A.3: the thumbprint of the key of RFC 8032's first test."""
    key = unb64("11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo")
    assert thumbprint(key) == "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k"


def test_a_key_id_that_is_none_is_refused_as_a_jws() -> None:
    """F0.11: whoever asks only whether it is a JWS gets no other refusal."""
    header = b64(encode({"alg": "Ed25519", "kid": "k", "typ": "t"}))
    with pytest.raises(JwsRefused, match="kid"):
        parse("t", f"{header}.{b64(b'{}')}.{b64(bytes(64))}".encode())

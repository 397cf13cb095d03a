"""Key ids and signatures as the RFCs give them."""

from crypto.canonical import unb64
from crypto.jws import thumbprint


def test_the_thumbprint_of_the_rfc() -> None:
    """RFC 8037, appendix A.3: the thumbprint of the key of RFC 8032's first test."""
    key = unb64("11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo")
    assert thumbprint(key) == "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k"

"""The contract cases that ship with the library.

Their module also tests the library's AES cipher and so imports pycryptodome, which nothing of ours
needs: a stand-in takes the cipher's place.
"""

import sys
from types import ModuleType

_cipher = ModuleType("eventsourcing.cipher")
_cipher.AESCipher = object  # type: ignore[attr-defined]  # only has to be importable
sys.modules.setdefault("eventsourcing.cipher", _cipher)

from eventsourcing.tests.persistence import (  # noqa: E402 - after the stand-in
    ApplicationRecorderTestCase,
    NonInterleavingNotificationIDsBaseCase,
    TrackingRecorderTestCase,
)

__all__ = [
    "ApplicationRecorderTestCase",
    "NonInterleavingNotificationIDsBaseCase",
    "TrackingRecorderTestCase",
]

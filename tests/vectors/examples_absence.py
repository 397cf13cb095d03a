"""The example of docs/FORMAT.md, chapter 17."""

from crypto.absence import Absence, sign_absence
from crypto.canonical import b64, unb64
from crypto.merkle import Frontier
from tests.vectors.examples_later import MINIMAL, ORIGIN
from tests.vectors.forge import KEEPER, LEDGER, STREAM, canon, kid


def absence() -> dict[str, str]:
    """When the log held only the smallest entry, a note, nobody had recorded seeing the child."""
    digest = MINIMAL[2]["digest"]
    root, _ = Frontier().append(unb64(digest))
    statement = Absence(
        ledger=LEDGER,
        origin=ORIGIN,
        size=1,
        root=b64(root.root()),
        stream=STREAM,
        seq=1,
        digest=digest,
        types=("child-seen/1",),
        begins=1_772_416_800,
        ends=1_772_420_400,
        made=1_772_424_000,
    )
    return {
        "absence payload": canon(statement.as_json()),
        "absence": sign_absence(statement, kid(KEEPER), KEEPER).decode(),
    }

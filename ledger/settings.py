"""Where a ledger's data lies: two settings, given as arguments or by the environment."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Self

from ledger.errors import DatabaseUnknown, FolderRefused

_SQLITE: Final = "sqlite:///"
_POSTGRES: Final = re.compile(r"postgres(ql)?://")


@dataclass(frozen=True, slots=True)
class Settings:
    """The data folder, and the database if it is not the SQLite file in that folder.

    `database` is `sqlite:///PATH` or a `postgresql://` URL; it may hold a password and is never
    shown.

    Raises:
        DatabaseUnknown: `database` is neither.
    """

    data: Path
    database: str | None = field(default=None, repr=False)

    def __post_init__(self) -> None:
        if not (self.postgres or self.database is None or self.database.startswith(_SQLITE)):
            raise DatabaseUnknown(
                "database: neither sqlite:///PATH nor postgresql://…; leave it out to keep the "
                "entries in the data folder",
                field="database",
            )

    @classmethod
    def of(cls, data: Path | None, database: str | None, environment: Mapping[str, str]) -> Self:
        """The settings from arguments, or else from `DATA` and `DATABASE_URL`.

        Raises:
            FolderRefused: no data folder is named.
            DatabaseUnknown: as the class.
        """
        folder = data or environment.get("DATA")
        if not folder:
            raise FolderRefused("data: no folder is named; give --data or set DATA", field="data")
        return cls(Path(folder), database or environment.get("DATABASE_URL") or None)

    @property
    def postgres(self) -> str | None:
        """The URL of the PostgreSQL database, if that is where the entries are."""
        return self.database if self.database and _POSTGRES.match(self.database) else None

    @property
    def sqlite(self) -> Path:
        """The SQLite file, unless `postgres` is set."""
        named = self.database and self.database.removeprefix(_SQLITE)
        return Path(named) if named else self.data / "ledger.sqlite"

    @property
    def keystore(self) -> Path:
        """The folder of the keys."""
        return self.data / "keystore"

    @property
    def documents(self) -> Path:
        """The folder of the sealed documents."""
        return self.data / "documents"

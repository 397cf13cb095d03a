"""A throw-away PostgreSQL server, started and ended by the tests that need one."""

import os
import pwd
import secrets
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
from psycopg import sql

from tests.ports import free_port

START_SECONDS = 60
"""How long a server may take to answer; a busy machine with two cores needs about two seconds."""

PORT_ATTEMPTS = 5
"""Another process may take a free port before our server does; then we try the next one."""

SETTINGS = {
    # Durability stays on: the tests of crashes and of commit order are about it.
    "fsync": "on",
    "listen_addresses": "127.0.0.1",
    "max_connections": "60",
    "shared_buffers": "32MB",
    "unix_socket_directories": "",
}


def find_programs() -> Path | None:
    """Return the folder that holds `initdb` and `postgres`, the newest version first, or None."""
    on_path = shutil.which("initdb")
    candidates = [Path(on_path).resolve().parent] if on_path else []
    debian = Path("/usr/lib/postgresql").glob("*/bin")
    candidates += sorted(debian, key=lambda folder: folder.parent.name.zfill(3), reverse=True)
    return next(
        (c for c in candidates if (c / "initdb").exists() and (c / "postgres").exists()), None
    )


@contextmanager
def server(programs: Path) -> Iterator[str]:
    """Run a new cluster in a temporary folder; yield the URL of its administrator.

    Raises:
        RuntimeError: the cluster cannot be made, or the server does not start.
    """
    folder = Path(tempfile.mkdtemp(prefix="countersign-postgres-"))
    user = _unprivileged_user()
    if user:
        shutil.chown(folder, user)
    try:
        password = _make_cluster(programs, folder, user)
        process, url = _start(programs, folder, user, password)
        try:
            yield url
        finally:
            _stop(process)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def database(server_url: str, like: str | None = None) -> Iterator[str]:
    """Create a database and yield its URL; drop it, whoever is still connected.

    It is empty, or a copy of the one whose URL is `like`, to which nobody may be connected.
    """
    name = f"countersign_{secrets.token_hex(8)}"
    template = urlsplit(like).path.removeprefix("/") if like else "template1"
    create = sql.SQL("CREATE DATABASE {} TEMPLATE {}")
    _administer(server_url, create.format(sql.Identifier(name), sql.Identifier(template)))
    try:
        yield urlsplit(server_url)._replace(path=f"/{name}").geturl()
    finally:
        drop = sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name))
        _administer(server_url, drop)


def _unprivileged_user() -> str | None:
    """Name the user to run as: PostgreSQL refuses to run as root. None: as ourselves."""
    if os.geteuid() != 0:
        return None
    known = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in known else "nobody"


def _make_cluster(programs: Path, folder: Path, user: str | None) -> str:
    """Make the cluster in `folder`/data; return its administrator's password."""
    password = secrets.token_hex(16)
    secret = folder / "password"
    secret.write_text(password, encoding="ascii")
    if user:
        shutil.chown(secret, user)
    made = subprocess.run(
        [
            programs / "initdb",
            "--pgdata",
            folder / "data",
            "--username",
            "postgres",
            "--pwfile",
            secret,
            "--auth",
            "scram-sha-256",
            "--encoding",
            "UTF8",
            "--locale",
            "C",
            "--no-sync",
        ],
        cwd=folder,
        user=user,
        capture_output=True,
        text=True,
        check=False,
    )
    if made.returncode != 0:
        raise RuntimeError(f"initdb failed: {made.stderr.strip()}")
    return password


def _start(
    programs: Path, folder: Path, user: str | None, password: str
) -> tuple[subprocess.Popen[bytes], str]:
    """Start the server as our child, on a free port, and wait until it answers."""
    for _ in range(PORT_ATTEMPTS):
        port = free_port()
        options = [f"--{name}={value}" for name, value in {**SETTINGS, "port": str(port)}.items()]
        with (folder / "log").open("wb") as log:
            process = subprocess.Popen(
                [programs / "postgres", "-D", folder / "data", *options],
                cwd=folder,
                user=user,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )
        url = f"postgresql://postgres:{password}@127.0.0.1:{port}/postgres"
        if _answers(process, url):
            return process, url
        _stop(process)
    tail = (folder / "log").read_text(encoding="utf-8", errors="replace")[-2000:]
    raise RuntimeError(f"PostgreSQL did not start: {tail}")


def _answers(process: subprocess.Popen[bytes], url: str) -> bool:
    """Wait until the server accepts connections; False when it ended or took too long."""
    deadline = time.monotonic() + START_SECONDS
    while process.poll() is None and time.monotonic() < deadline:
        try:
            psycopg.connect(url, connect_timeout=2).close()
        except psycopg.OperationalError:
            time.sleep(0.05)
        else:
            return True
    return False


def _stop(process: subprocess.Popen[bytes]) -> None:
    """End the server that we started: quickly, since its folder goes next."""
    if process.poll() is None:
        process.send_signal(signal.SIGINT)  # fast: SIGTERM would wait for every client
    try:
        process.wait(timeout=START_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _administer(server_url: str, statement: sql.Composed) -> None:
    """Run one statement outside a transaction, as creating and dropping databases requires."""
    with psycopg.connect(server_url, autocommit=True) as connection:
        connection.execute(statement)

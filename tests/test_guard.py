"""The guard itself, and the server that tests of PostgreSQL get."""

import socket

import psycopg
import pytest

from tests import guard


def test_another_computer_cannot_be_reached():
    before = len(guard.refused)

    with socket.socket() as out, pytest.raises(guard.OutsideConnection):
        out.connect(("192.0.2.1", 80))
    with pytest.raises(guard.OutsideConnection):
        socket.getaddrinfo("example.org", 443)

    assert len(guard.refused) == before + 2
    del guard.refused[before:]


def test_this_computer_can_be_reached():
    with socket.create_server(("127.0.0.1", 0)) as server:
        socket.create_connection(server.getsockname()).close()


@pytest.mark.parametrize(
    ("host", "local"),
    [("127.0.0.53", True), (b"localhost", True), ("::1", True), ("10.0.0.1", False)],
)
def test_local_hosts_are_told_apart(host: str | bytes, local: bool):  # noqa: FBT001
    assert guard.is_local(host) is local


@pytest.mark.postgresql
def test_a_database_of_its_own_is_empty(postgresql_url: str):
    with psycopg.connect(postgresql_url.replace("+psycopg", "")) as connection:
        row = connection.execute(
            "SELECT count(*) FROM information_schema.tables WHERE table_schema = 'public'"
        ).fetchone()

    assert row == (0,)

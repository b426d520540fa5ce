"""Sở Nội vụ's leave to look at blocs, given and taken back by the command line."""

import pytest

from tests.khoi.shell import Shell, shell

__all__ = ["shell"]


@pytest.fixture
def two(shell: Shell) -> Shell:
    """Two blocs, and an observer of the first."""
    shell.ok("year", "open", "2026", "--bloc", "Khối Một")
    shell.ok("bloc", "add", "Khối Hai")
    shell.ok("user", "add", "so.noivu", "--role", "observer", "--bloc", "khoi-mot")
    return shell


def test_a_second_bloc_is_given_and_taken_back(two: Shell) -> None:
    both = {"login": "so.noivu", "blocs": ["khoi-mot", "khoi-hai"]}
    assert two.ok("user", "grant", "so.noivu", "--bloc", "khoi-hai") == both
    assert two.ok("user", "grant", "So.NoiVu", "--bloc", "khoi-hai") == both
    assert two.ok("user", "revoke", "so.noivu", "--bloc", "khoi-mot")["blocs"] == ["khoi-hai"]
    assert two.ok("user", "revoke", "so.noivu", "--bloc", "khoi-hai")["blocs"] == []
    assert set(two.ok("journal", "verify")) == {"khoi-mot", "khoi-hai"}


def test_what_cannot_be_given_or_taken_back_is_refused(two: Shell) -> None:
    two.ok("agency", "add", "TTT", "Thanh tra tỉnh", "--bloc", "khoi-mot")
    two.ok("user", "add", "hoa", "--agency", "TTT", "--bloc", "khoi-mot")
    two.ok("user", "add", "van.hanh", "--role", "operator", "--bloc", "khoi-mot")
    before = two.dump()
    assert "không được giao" in two.refused("user", "revoke", "so.noivu", "--bloc", "khoi-hai")
    assert "ngoài các đơn vị" in two.refused("user", "grant", "ttt.hoa", "--bloc", "khoi-hai")
    assert "ngoài các đơn vị" in two.refused("user", "grant", "khong.co", "--bloc", "khoi-hai")
    assert "observer" in two.refused("user", "grant", "van.hanh", "--bloc", "khoi-hai")
    assert "--bloc" in two.refused("user", "grant", "so.noivu")
    assert two.dump() == before

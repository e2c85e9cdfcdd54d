"""The table of commands: what it names is there, and what is there is named."""

import argparse

import pytest

from waystation.__main__ import COMMANDS, parser


def names(whole: argparse.ArgumentParser) -> list[str]:
    (table,) = (
        one
        for one in whole._actions  # argparse tells its subcommands nowhere else
        if isinstance(one, argparse._SubParsersAction)
    )
    return list(table.choices)


def test_the_help_names_every_command_of_the_table_in_its_order():
    assert names(parser()) == list(COMMANDS)
    assert names(parser("no such command")) == list(COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_is_there_without_the_modules_of_others(name):
    assert name in names(parser(name))
    assert {COMMANDS[one] for one in names(parser(name))} == {COMMANDS[name]}

"""What the commands of practice say before anything has started."""

import pytest

from waystation.__main__ import main
from waystation.practice import library
from waystation.practice.labels import LABELS
from waystation.practice.terminal import Page


def test_a_directory_that_holds_something_is_refused_before_anything_is_said(
    tmp_path, capsys
):
    (tmp_path / "kept").touch()
    assert main(["practice", "run", "--directory", str(tmp_path)]) == 3
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith("waystation: practice.directory: ")


@pytest.mark.parametrize("name", library.names())
def test_the_cast_is_named_in_the_readers_language(name):
    lines = [*Page(LABELS["ko"], 100).opening(library.find(name))]
    words = {line.split()[0] for line in lines if line.startswith("  ")}
    assert "조직자" in words
    assert not {"organiser", "press", "gate", "centre"} & words

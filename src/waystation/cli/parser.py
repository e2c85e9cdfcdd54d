"""The parser of the whole command line."""

import argparse
import re

# Ids are random: one in sixty-four begins with a hyphen, and no option of ours looks so.
_ID = re.compile(r"-[\w-]{21}|-[\w-]{42}", re.ASCII)


class Parser(argparse.ArgumentParser):
    """A parser that takes an id for an id, whatever letter it begins with."""

    def _parse_optional(  # type: ignore[no-untyped-def]  # as the library spells it
        self, arg_string: str
    ):
        if _ID.fullmatch(arg_string) and arg_string not in self._option_string_actions:
            return None
        return super()._parse_optional(arg_string)

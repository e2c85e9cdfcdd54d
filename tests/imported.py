"""Every command's module, imported once for `tests.forked`."""

from waystation.__main__ import parser

parser()

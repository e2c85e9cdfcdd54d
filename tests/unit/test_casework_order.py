"""Whatever the order in which entries arrive, every fold comes to the same (C-4)."""

import importlib
import pkgutil
from functools import cache
from types import ModuleType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import Struct

from tests.casework_any import made
from tests.casework_history import desk, untimed
from waystation import casework
from waystation.casework.entries import KINDS, Act
from waystation.casework.journey import Journey
from waystation.casework.noted import Noted, run
from waystation.casework.table import Table
from waystation.desk import quotation

MODULES = {
    found.name: importlib.import_module(f"{casework.__name__}.{found.name}")
    for found in pkgutil.iter_modules(casework.__path__)
} | {"quotation": quotation}
FOLDS = sorted(noun for noun, module in MODULES.items() if hasattr(module, "fold"))


def kinds_of(module):
    """The kinds that a module names, or those modules that it folds with."""
    found = set()
    for one in vars(module).values():
        if isinstance(one, type) and issubclass(one, Act) and one is not Act:
            found.add(one.kind)
        if isinstance(one, ModuleType) and hasattr(one, "fold"):
            found |= kinds_of(one)
    return found


def begin(fold):
    shape = fold.__annotations__["state"]
    return Journey("j") if shape is Journey else shape()


def plain(value):
    """A state as values that do not say in which order they came."""
    if isinstance(value, Table):
        return {key: plain(one) for key, one in value.items() if one}
    if isinstance(value, Struct) and not isinstance(value, Noted):
        return {name: plain(getattr(value, name)) for name in value.__struct_fields__}
    return value


any_of = cache(lambda kind: made(KINDS[kind]))


@st.composite
def histories(draw, kinds):
    """What three humans wrote at four desks, having heard of each other or not.

    One of the desks may have gone on from an older copy: then a number is there twice.
    """
    acts = st.sampled_from(kinds).flatmap(any_of)
    desks = [desk("kim", "k1"), desk("kim", "k2"), desk("lee"), desk("mal")]
    told = []
    for _ in range(draw(st.integers(2, 8))):
        writer = draw(st.sampled_from(desks))
        writer.hears(*(one for one in told if draw(st.booleans())))
        told.append(writer.writes(draw(acts), hours=draw(st.integers(0, 5))))
    if draw(st.booleans()):
        told.append(desk("mal").writes(draw(acts)))
    return list({one.id: one for one in told}.values())


@pytest.mark.parametrize("noun", FOLDS)
@settings(untimed, max_examples=15)
@given(data=st.data())
def test_every_fold_comes_to_the_same_in_whatever_order_entries_arrive(noun, data):
    fold = MODULES[noun].fold
    told = data.draw(histories(sorted(kinds_of(MODULES[noun]))))
    shuffled = data.draw(st.permutations(told))
    once = plain(run(fold, begin(fold), told))
    assert plain(run(fold, begin(fold), [*shuffled, *shuffled[:2]])) == once

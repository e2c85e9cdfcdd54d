"""What every store of a relay promises of slips (spec/slip.md S-3, S-4, S-5, S-6)."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from tests.contract.test_relay_store import BOX, NOON, STORES, Bench, hashed
from tests.relay_process import ident, letter, token
from waystation.errors import ConflictError, NotFoundError
from waystation.relay.fsck import fsck
from waystation.relay.jobs import ClaimSlip, MakeSlip, RevokeSlip, Sweep
from waystation.relay.store_sqlite import SqliteStore

SLIP, OTHER_SLIP = ident("slip", 16), ident("other slip", 16)


@pytest.fixture(params=STORES)
def bench(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Bench]:
    made = Bench(STORES[request.param], tmp_path / "store")
    yield made
    made.store.close()
    assert fsck(made.path) == []


def made(**changes: object) -> MakeSlip:
    terms: dict[str, object] = {
        "slip": SLIP,
        "token": token("feed"),
        "token_hash": hashed("code"),
        "expires": NOON + timedelta(hours=1),
        "body": letter("slip"),
        "claimed": ((BOX, letter("opened")),),
        "locked": ((BOX, letter("locked")),),
    }
    return MakeSlip(**(terms | changes))  # type: ignore[arg-type]


def claim(code: str = "code", by: str = "phone") -> ClaimSlip:
    return ClaimSlip(SLIP, token(code), hashed(by))


def state(bench: Bench, by: str = "feed", now: datetime = NOON) -> str:
    return bench.store.read_slip(SLIP, token(by), now)


def test_a_slip_opens_once_and_its_owner_is_told_once(bench: Bench) -> None:
    bench.do(made(), made())
    assert state(bench) == "made"
    first, again = bench.do(claim(), claim())
    assert first.body == again.body == letter("slip")
    assert (first.news, again.news) == ((BOX,), ())
    assert bench.letters() == [letter("opened")]
    assert state(bench) == "claimed"
    bench.reopen()
    assert bench.do(claim())[0].body == letter("slip")
    assert bench.do(made())  # the same terms again change nothing
    assert state(bench) == "claimed"


def test_who_comes_second_is_told_that_it_is_dead_and_gets_nothing(bench: Bench) -> None:
    bench.do(made(), claim())
    assert bench.code(claim(by="another phone")) == "slip.claimed"
    assert bench.letters() == [letter("opened")]


def test_five_wrong_codes_lock_a_slip_and_the_owner_is_told(bench: Bench) -> None:
    bench.do(made())
    for _ in range(4):
        assert bench.code(claim("guess")) == "relay.no_such"
    bench.reopen()
    assert (state(bench), bench.letters()) == ("made", [])
    assert bench.code(claim("guess")) == "relay.no_such"
    assert (state(bench), bench.letters()) == ("locked", [letter("locked")])
    assert bench.code(claim()) == "relay.no_such"
    bench.do(RevokeSlip(SLIP, token("feed")))


def test_a_claim_and_a_revoke_exclude_each_other(bench: Bench) -> None:
    bench.do(made(), RevokeSlip(SLIP, token("feed")), RevokeSlip(SLIP, token("feed")))
    assert bench.code(claim()) == "slip.revoked"
    assert state(bench) == "revoked"
    bench.do(made(slip=OTHER_SLIP))
    bench.do(ClaimSlip(OTHER_SLIP, token("code"), hashed("phone")))
    assert bench.code(RevokeSlip(OTHER_SLIP, token("feed"))) == "slip.claimed"


def test_a_slip_is_over_when_it_expires_and_its_body_is_erased(bench: Bench) -> None:
    bench.do(made())
    late = NOON + timedelta(hours=1)
    assert state(bench, now=late) == "expired"
    with pytest.raises(ConflictError, match=r"slip\.expired"):
        bench.do(claim(), now=late)
    assert bench.do(Sweep(), now=late)[0].seqs == (1,)
    assert bench.code(claim(), now=late) == "slip.expired"
    bench.do(Sweep(), now=late + timedelta(days=91))
    with pytest.raises(NotFoundError):
        state(bench)


def test_only_the_feed_that_made_a_slip_reads_and_revokes_it(bench: Bench) -> None:
    bench.do(made())
    with pytest.raises(NotFoundError):
        state(bench, by="wrong")
    assert bench.code(RevokeSlip(SLIP, token("wrong"))) == "relay.no_such"
    assert bench.code(made(token=token("wrong"))) == "relay.no_such"
    assert bench.code(made(body=letter("another"))) == "slip.exists"
    assert bench.code(made(slip=OTHER_SLIP, claimed=((ident("no"), letter("x")),))) == (
        "relay.no_such"
    )


def test_a_store_of_the_first_version_opens_and_gets_slips(tmp_path: Path) -> None:
    path = tmp_path / "store"
    SqliteStore(path).close()
    with closing(sqlite3.connect(path / "relay.sqlite3")) as database:
        database.executescript(
            "DROP TABLE slip_notes; DROP TABLE slips;"
            "UPDATE meta SET value = 1 WHERE name = 'version'"
        )
    assert fsck(path) == []
    made_before = Bench(STORES["sqlite"], path)
    made_before.do(made(), claim())
    made_before.store.close()
    assert fsck(path) == []


def test_a_store_of_a_newer_version_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "store"
    SqliteStore(path).close()
    with closing(sqlite3.connect(path / "relay.sqlite3")) as database:
        database.execute("UPDATE meta SET value = 99 WHERE name = 'version'")
        database.commit()
    with pytest.raises(ConflictError, match=r"relay\.version"):
        SqliteStore(path)

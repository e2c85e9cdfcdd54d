"""`waystation desk` as a person runs it."""

import re
import signal
import subprocess
import sys

import httpx2

from waystation.desk.bootstrap import make_desk

PASSPHRASE = "seven quiet herons cross the winter field"


def test_the_desk_prints_an_address_that_opens_it_once_and_stops_on_ctrl_c(tmp_path):
    make_desk(tmp_path / "store", PASSPHRASE).close()
    secret = tmp_path / "passphrase"
    secret.write_text(PASSPHRASE + "\n")
    command = [
        sys.executable,
        "-m",
        "waystation",
        "desk",
        "--store",
        str(tmp_path / "store"),
    ]
    running = subprocess.Popen(
        [*command, "--passphrase-file", str(secret)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        assert running.stdout is not None
        lines = [running.stdout.readline() for _ in range(2)]
        found = re.search(r"http://127\.0\.0\.1:\d+/open\?token=[\w-]{43}", "".join(lines))
        assert found is not None
        with httpx2.Client(follow_redirects=True, trust_env=False) as client:
            assert "waystation organisation --help" in client.get(found[0]).text
        assert httpx2.get(found[0], trust_env=False).status_code == 401
    finally:
        running.send_signal(signal.SIGINT)
        out, err = running.communicate(timeout=90)
    assert running.returncode == 130
    assert (out, err) == ("", "")


def test_a_wrong_passphrase_opens_nothing_and_says_only_that(tmp_path):
    make_desk(tmp_path / "store", PASSPHRASE).close()
    secret = tmp_path / "passphrase"
    secret.write_text("another quiet heron crosses the winter field")
    done = subprocess.run(
        [
            *(sys.executable, "-m", "waystation", "desk"),
            *("--store", str(tmp_path / "store"), "--passphrase-file", str(secret)),
        ],
        capture_output=True,
        text=True,
        timeout=90,
        check=False,
    )
    assert done.returncode == 5
    assert "heron" not in done.stdout + done.stderr

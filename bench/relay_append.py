"""Durable appends of one frame, 16 clients, against a bare application on that server."""

from bench.relay_load import bare, commit_ms, relay, scratch, show, wrk

TARGET_RATIO = 0.40
TARGET_P99_MS = 25.0
ROUNDS = 11
SECONDS = 1


def run() -> list[dict[str, object]]:
    """Measure both in turn, many times, and show the pair whose ratio is the middle one.

    Two runs next to each other get the same of the machine; over a minute they may not.
    """
    with scratch() as directory, relay(directory) as ours, bare(directory) as peer:
        disk = commit_ms(directory)
        pairs = [(wrk(ours, 1, SECONDS), wrk(peer, 1, SECONDS)) for _ in range(ROUNDS)]
    pairs.sort(key=lambda pair: pair[0].per_second / pair[1].per_second)
    mine, bound = pairs[ROUNDS // 2]
    ratio = mine.per_second / bound.per_second
    failed = sum(pair[0].errors for pair in pairs)
    return [
        {
            "what": f"durable appends of 1 frame, 16 clients (disk commit {disk:.2f} ms)",
            "ours": f"{mine.per_second:.0f}/s",
            "limit": f"{bound.per_second:.0f}/s, bare ASGI",
            "ratio": f"{ratio:.2f}",
            "target": f">= {TARGET_RATIO:.2f}",
            "met": ratio >= TARGET_RATIO and failed == 0,
        },
        {
            "what": "the same, 99th percentile",
            "ours": f"{mine.p99_ms:.1f} ms (median {mine.p50_ms:.1f})",
            "limit": f"{bound.p99_ms:.1f} ms (median {bound.p50_ms:.1f})",
            "ratio": f"{mine.p99_ms / bound.p99_ms:.1f}",
            "target": f"< {TARGET_P99_MS:.0f} ms",
            "met": mine.p99_ms < TARGET_P99_MS,
        },
        {
            "what": "the same, processor time of the server for a request",
            "ours": f"{mine.cpu_us:.0f} us",
            "limit": f"{bound.cpu_us:.0f} us",
            "ratio": f"{bound.cpu_us / mine.cpu_us:.2f}",
        },
    ]


if __name__ == "__main__":
    show(run())

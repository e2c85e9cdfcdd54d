"""How the processes of a practice organisation reach their relay."""

import httpx2

from waystation.post.client import RelayClient

_KEPT_S = 1.0


def connect(url: str) -> RelayClient:
    """Return a client that gives up an idle connection well before its server does.

    A server closes one that was idle for five seconds; a request that is sent at that very
    moment fails, and here every desk is idle while another one works.
    """
    limits = httpx2.Limits(keepalive_expiry=_KEPT_S)
    return RelayClient(url, transport=httpx2.HTTPTransport(limits=limits))

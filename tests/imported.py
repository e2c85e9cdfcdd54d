"""Every command's module, imported once for `tests.forked`, and the certificates read."""

import uvicorn.lifespan.on
import uvicorn.loops.uvloop  # noqa: F401  # what the relay asks for once it serves

from waystation.__main__ import parser
from waystation.post.client import certificates

parser()
certificates()

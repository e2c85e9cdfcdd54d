"""Which reader an export is for: decided by its content, never by its name."""

import re

from waystation.importers.kakaotalk import read_text
from waystation.importers.kakaotalk_csv import read_csv
from waystation.importers.original import Original
from waystation.importers.row import Reading
from waystation.importers.telegram import read_export

# A page may show times as a chat's lines do; Telegram's is another export than its JSON.
_PAGE = re.compile(rb"\s*<(!doctype|html|\?xml)\b", re.IGNORECASE)
LOOKED_FOR = (
    "Telegram Desktop's result.json, KakaoTalk's text from Android, iOS or Windows, "
    "KakaoTalk's CSV from macOS, or a zip with one of them"
)


def read_as_known(source: Original) -> Reading | None:
    """Read the export with the reader it is for; None if it is for none.

    Raises:
        FormatError: the format is known and the bytes break it.
    """
    if _PAGE.match(source.utf8, source.begin):
        return None
    return read_csv(source) or read_text(source) or read_export(source)

"""Which reader an export is for: decided by its content, never by its name."""

from waystation.importers.kakaotalk import read_text
from waystation.importers.kakaotalk_csv import read_csv
from waystation.importers.original import Original
from waystation.importers.row import Reading
from waystation.importers.telegram import read_export

LOOKED_FOR = (
    "Telegram Desktop's result.json, KakaoTalk's text from Android, iOS or Windows, "
    "KakaoTalk's CSV from macOS, or a zip with one of them"
)


def read_as_known(source: Original) -> Reading | None:
    """Read the export with the reader it is for; None if it is for none.

    Raises:
        FormatError: the format is known and the bytes break it.
    """
    return read_csv(source) or read_text(source) or read_export(source)

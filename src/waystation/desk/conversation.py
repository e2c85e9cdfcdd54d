"""Conversations over any channel, each with its own risk; imported files among them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from waystation.casework import conversation
from waystation.casework.conversation import Conversation
from waystation.casework.entries import CallNoted, ChannelNoted, FileImported, MessageNoted
from waystation.casework.terms import Channel, ChannelRisk
from waystation.desk.case import STAFF
from waystation.desk.desk import Desk
from waystation.encoding import b64, unb64
from waystation.errors import ConflictError, LogIntegrityError
from waystation.post import delivery
from waystation.seal.blob import chunk_id, open_chunks, seal_chunks

_TOLD_EVERY = 1000


def _to_nobody(_count: int) -> None:
    """Tell nobody."""


@dataclass(frozen=True, slots=True)
class ImportedRow:
    """One row of an import, with where it lies in the original bytes."""

    who: str
    text: str
    written: str
    bytes: tuple[int, int]
    flags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ImportedFile:
    """An export as an importer read it: what it is, how much of it was not understood."""

    format: str
    data: bytes
    rows: Sequence[ImportedRow]
    unparsed: int = 0
    flags: tuple[str, ...] = ()


def note_channel(  # noqa: PLR0913  # each is a question that is asked about a channel
    desk: Desk,
    conversation_id: str,
    via: Channel,
    *,
    label: str = "",
    seen_by: tuple[str, ...] = (),
    risks: tuple[ChannelRisk, ...] = (),
    safety_asked: bool = False,
) -> str:
    """Note a way to reach somebody and what using it risks there; return its id."""
    with desk.acting():
        desk.require(*STAFF)
        channel = desk.random_id()
        desk.append(
            desk.find("conversation", conversation_id),
            ChannelNoted(
                channel=channel,
                via=via,
                label=label,
                seen_by=seen_by,
                risks=risks,
                safety_asked=safety_asked,
            ),
        )
        return channel


def note_message(
    desk: Desk,
    conversation_id: str,
    channel: str,
    who: str,
    text: str,
    said_at: datetime | None = None,
) -> str:
    """Note one message that came or went over a channel; return the entry's id."""
    with desk.acting():
        desk.require(*STAFF)
        act = MessageNoted(channel=channel, who=who, text=text, said_at=said_at)
        return desk.append(desk.find("conversation", conversation_id), act)


def note_call(desk: Desk, conversation_id: str, channel: str, who: str, text: str) -> str:
    """Note a call, typed down by who was in it; return its id."""
    with desk.acting():
        desk.require(*STAFF)
        call = desk.random_id()
        act = CallNoted(call=call, channel=channel, who=who, text=text, began=desk.now())
        desk.append(desk.find("conversation", conversation_id), act)
        return call


def import_file(
    desk: Desk,
    conversation_id: str,
    channel: str,
    file: ImportedFile,
    told: Callable[[int], None] = _to_nobody,
) -> str:
    """Keep an export: its bytes sealed in chunks, one entry for it, one for every row.

    All of it is one transaction: a file is imported or it is not. `told` hears now and then
    how many rows have been written.

    Raises:
        ConflictError: the conversation holds this very file; its rows would count twice.
    """
    with desk.acting():
        desk.require(*STAFF)
        opened = desk.find("conversation", conversation_id)
        digest = b64(sha256(file.data).digest())
        held = desk.read(opened, conversation.fold, Conversation()).files.values()
        if any(one.act.sha256 == digest for one in held):
            raise ConflictError(
                "import.kept_before",
                "this file is in the conversation already; nothing was added",
            )
        file_id, key = desk.random_id(), desk.ports.entropy.draw(32)
        chunks = seal_chunks(key, file.data)
        for chunk in chunks:
            delivery.save_chunk(desk.store.outbox, desk.membership.joined.feed_token, chunk)
        desk.append(
            opened,
            FileImported(
                file=file_id,
                channel=channel,
                format=file.format,
                sha256=digest,
                size_bytes=len(file.data),
                messages=len(file.rows),
                unparsed=file.unparsed,
                flags=file.flags,
                chunks=tuple(b64(chunk_id(chunk)) for chunk in chunks),
                key=b64(key),
            ),
        )
        for count, row in enumerate(file.rows):
            if count and count % _TOLD_EVERY == 0:
                told(count)
            desk.append(
                opened,
                MessageNoted(
                    channel=channel,
                    who=row.who,
                    text=row.text,
                    written=row.written,
                    file=file_id,
                    row=row.bytes,
                    flags=row.flags,
                ),
            )
        return file_id


def read(desk: Desk, conversation_id: str) -> Conversation:
    """Return a conversation as it was noted."""
    opened = desk.find("conversation", conversation_id)
    return desk.read(opened, conversation.fold, Conversation())


def original(desk: Desk, conversation_id: str, file_id: str) -> bytes:
    """Fetch the bytes of an imported file and check them against its hash.

    Raises:
        NotFoundError: no such file, or the relay does not have it.
        SealError: a chunk was changed.
        LogIntegrityError: the bytes are not those that were imported.
    """
    noted = read(desk, conversation_id).files[file_id]
    token = desk.membership.joined.feed_token
    chunks = [desk.relay.get_chunk(unb64(one), token) for one in noted.act.chunks]
    data = open_chunks(unb64(noted.act.key), chunks)
    if b64(sha256(data).digest()) != noted.act.sha256:
        raise LogIntegrityError("file.changed", "the bytes are not those imported")
    return data

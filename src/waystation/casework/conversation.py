"""Conversations: everything said over every channel, each with its own risk."""

from collections.abc import Iterable

from msgspec import Struct
from msgspec.structs import replace

from waystation.casework.entries import (
    Act,
    CallNoted,
    ChannelNoted,
    FileImported,
    LetterQuoted,
    MessageNoted,
)
from waystation.casework.noted import Newest, Noted, newest, run
from waystation.casework.table import Table
from waystation.casework.terms import CHANNEL_RISKS, ChannelRisk, Record


class Conversation(Struct, frozen=True):
    """Channels and files by their id; messages by record; letters by sender and letter."""

    channels: Newest[ChannelNoted] = Table()
    files: Newest[FileImported] = Table()
    calls: Newest[CallNoted] = Table()
    messages: Newest[MessageNoted] = Table()
    letters: Newest[LetterQuoted] = Table()


def fold(state: Conversation, record: Record, act: Act) -> Conversation:
    """Add one act of a conversation."""
    match act:
        case MessageNoted():
            messages = newest(state.messages, record.id, Noted(record, act))
            return replace(state, messages=messages)
        case LetterQuoted():
            # quoted by two desks that were both offline, a letter is one letter (K-4)
            key = f"{act.quoted.sender}.{act.quoted.letter}"
            return replace(state, letters=newest(state.letters, key, Noted(record, act)))
        case CallNoted():
            return replace(state, calls=newest(state.calls, act.call, Noted(record, act)))
        case ChannelNoted():
            channels = newest(state.channels, act.channel, Noted(record, act))
            return replace(state, channels=channels)
        case FileImported():
            return replace(state, files=newest(state.files, act.file, Noted(record, act)))
        case _:
            return state


def read(records: Iterable[Record]) -> Conversation:
    """Fold a conversation from its beginning."""
    return run(fold, Conversation(), records)


def in_order(state: Conversation) -> tuple[Noted[Act], ...]:
    """Return what was said, in fold order."""
    said: list[Noted[Act]] = [
        *state.messages.values(),
        *state.calls.values(),
        *state.letters.values(),
    ]
    return tuple(sorted(said, key=lambda one: one.order))


def risks(state: Conversation, channel: str) -> frozenset[ChannelRisk]:
    """Return what the channel gives away by its kind and by what was noted of it there."""
    noted = state.channels.get(channel)
    if noted is None:
        return frozenset(ChannelRisk)
    seen = {ChannelRisk.OTHER_CAN_SEE} if noted.act.seen_by else set()
    return CHANNEL_RISKS[noted.act.via] | seen | set(noted.act.risks)

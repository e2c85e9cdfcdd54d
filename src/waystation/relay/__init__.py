"""The relay: opaque bytes and timers. It imports nothing that opens a seal."""

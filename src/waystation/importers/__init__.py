"""Chat exports into rows: Telegram Desktop's `result.json` and KakaoTalk's text and CSV.

An export is what its exporter claims, not proof of who wrote it. Every row names the bytes
it was read from; nothing in a row is ever a path, a link or markup to act on.
"""

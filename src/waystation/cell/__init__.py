"""Cells: sealed append-only logs with their own keys and members (spec/cell.md)."""

"""Seals: identities, epochs, frames, boxes, phrases (spec/keys.md). Nothing about kinds."""

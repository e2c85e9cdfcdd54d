"""What the relay may see: sizes, records, requests. No I/O, nothing that opens a seal."""

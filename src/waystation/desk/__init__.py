"""What a caseworker can do: check the role, read entries, ask casework, append."""

"""One module for each family of rules; each has its rules in `RULES`."""

"""The desk's pages: loopback only, one signed-in person, two languages."""

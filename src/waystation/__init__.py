"""Waystation: the coordination desk of organisations that bring people to safety."""

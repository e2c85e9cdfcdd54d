"""The terminal's face of the desk: arguments in, text or JSON out."""

"""The practice organisation: real processes, simulated time, replays."""

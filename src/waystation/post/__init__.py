"""How a desk, a person and a helper write letters and keep in step with the relay."""

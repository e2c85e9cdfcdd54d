"""What happened and what may happen next: immutable acts, and pure folds over them."""

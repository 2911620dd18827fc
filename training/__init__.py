"""Scripts that make packaged weights from training data; no part of the installed program."""

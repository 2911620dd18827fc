"""The projection engine: facts plus stated assumptions become a figure that anyone can check."""

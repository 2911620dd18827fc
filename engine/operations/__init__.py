"""One small module for each family of operations of the specification."""

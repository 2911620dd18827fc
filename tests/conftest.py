"""Makes ``fakes`` importable from every test; pytest adds the folder of a conftest to the path."""

"""Who may see and do what: accounts, sessions, keys, collections of papers, and the one function that decides.

``rights.may`` decides and nothing else does; the stores beside it keep what it decides from, in one SQLite file
of the data folder. Passwords and tokens are kept as hashes only. The faces ask before they do anything, and the
library is narrowed to what a person may read before anything is searched.
"""

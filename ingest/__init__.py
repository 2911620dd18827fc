"""A file becomes a document with its structure, chunks that can be searched, and facts with their proof.

``parse`` reads a file in a child process; ``recognise`` says whose paper it is; ``facts`` are the figures
that it states. ``pipeline`` puts a document wholly in or leaves it out: SQLite is the truth, all else can be
made again from it. The upper rooms reach the stores through ``library`` alone.
"""

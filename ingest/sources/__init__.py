"""Places that papers come from and change in: folders, websites. A library is kept equal to them, run by run.

``model`` is the one port that every source has; ``sync`` does what is the same for all of them; a new source is one
module here and one line in ``registry``.
"""

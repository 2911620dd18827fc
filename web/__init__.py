"""The faces of Moothall: HTTP, pages and command line.

They see the assistant through ``web.facade`` and decide nothing themselves: requests are checked at the
door (``guard``), parsed into types that cannot be wrong, and what comes back is shown as JSON (``shapes``),
as pages (``views`` and ``templates``) or as lines on a terminal (``cli``).
"""

"""The library in PostgreSQL: the ports of ``ingest.holdings`` over a server.

The database brings candidates, this program ranks them, by the same sums as the embedded store: the same library gives the
same answers, to the byte. ``database`` has the connections, ``migrations`` the tables.
"""

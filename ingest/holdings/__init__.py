"""What a library holds, and the few questions it is asked, as protocols that every store of it answers alike.

``ports`` names them, ``extent`` says which papers a reading is over, ``embedded`` answers them from SQLite and Chroma;
``ingest.postgres`` answers them from a server. Nobody but ``opening`` knows which of the two it is.
"""

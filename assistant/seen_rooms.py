"""The rooms of those who may read only some papers: one for each set of papers, the last few kept ready."""

from __future__ import annotations

import threading
from collections import OrderedDict

from assistant.room import Room
from ingest.library import Library
from ingest.seen import SeenLibrary

KEPT = 6
"""So many sets of papers are kept ready; each has an index of its words in memory."""


class SeenRooms:
    """Rooms by the papers that are in them, so that nothing remembered for one set is told to another."""

    def __init__(self, whole: Library) -> None:
        self._whole = whole
        self._lock = threading.Lock()
        self._rooms: OrderedDict[frozenset[str], Room] = OrderedDict()

    def of(self, documents: frozenset[str]) -> Room:
        """The room with these papers in it."""
        with self._lock:
            room = self._rooms.get(documents)
            if room is None:
                room = self._rooms[documents] = Room(SeenLibrary(self._whole, documents))
            self._rooms.move_to_end(documents)
            while len(self._rooms) > KEPT:
                self._rooms.popitem(last=False)
            return room

"""A small library of two invented bodies for the tests of reading."""

from __future__ import annotations

from assistant.reading.known import Known, Label, Part
from ingest.model import Body

TARROWBY = Body("tarrowby", "Tarrowby Borough Council", "Tarrowby", "borough")
HOLLINSWICK = Body("hollinswick", "Hollinswick District Council", "Hollinswick", "district")
KNOWN = Known(
    bodies=(TARROWBY, HOLLINSWICK),
    labels=(
        Label("swimming lessons booked", "lesson", "", "tarrowby"),
        Label("turnover", "%", "leavers.rate", "tarrowby"),
        Label("headcount", "person", "workforce.headcount", "tarrowby"),
    ),
    parts=(Part("Highways", "tarrowby"), Part("Parks and Greens", "tarrowby")),
    latest="2024/25",
)

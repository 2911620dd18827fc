"""Why a file could not be taken in, one class per way of going wrong.

Refused                 a file was not taken in; ``str()`` is one sentence: which file, what, what to do
├── Empty               it has no bytes, or nothing but white space
├── NotWhatItSays       its name promises one format and its bytes are nothing readable
├── Unsupported         a format that is not read here (presentation, picture, old Word, ...)
├── Encrypted           it needs a password
├── Damaged             it is cut short or broken
├── NoText              it holds pictures of pages and needs text recognition first
├── TooLarge            it has more bytes, pages or characters than the limits allow
├── ZipBomb             it would unpack to far more than any real document
├── TookTooLong         reading it did not end within the time allowed
└── Unreadable          the reader gave up for another reason, such as lack of memory
"""

from __future__ import annotations


class Refused(Exception):
    """A file was not taken in; the message is one sentence fit to be shown to a person."""


class Empty(Refused):
    """The file has no bytes, or nothing but white space."""


class NotWhatItSays(Refused):
    """The name promises a document and the bytes are nothing that can be read."""


class Unsupported(Refused):
    """A known format that is not read here."""


class Encrypted(Refused):
    """The file needs a password."""


class Damaged(Refused):
    """The file is cut short or broken."""


class NoText(Refused):
    """The pages are pictures; they need text recognition first."""


class TooLarge(Refused):
    """The file has more bytes, pages or characters than the limits allow."""


class ZipBomb(Refused):
    """The file would unpack to far more than any real document."""


class TookTooLong(Refused):
    """Reading did not end within the time allowed."""


class Unreadable(Refused):
    """The reader gave up, for example because it ran out of memory."""


BY_NAME: dict[str, type[Refused]] = {
    cls.__name__: cls
    for cls in (
        Empty,
        NotWhatItSays,
        Unsupported,
        Encrypted,
        Damaged,
        NoText,
        TooLarge,
        ZipBomb,
        TookTooLong,
        Unreadable,
    )
}

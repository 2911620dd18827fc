"""How often: wrong passwords for an account from one place, and requests of one person or key; counted by ``limits``.

A wrong password counts against the pair of account and place, where a browser that the account has signed in from
before is a place of its own. So whoever sends wrong passwords locks out nobody but themselves.
"""

from __future__ import annotations

from limits import parse
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

WRONG = "5/15 minutes"
WRONG_FROM_ONE_PLACE = "40/15 minutes"


class Throttle:
    """Counts in memory: a server that starts anew has forgotten them."""

    def __init__(self, requests: str) -> None:
        """``requests`` is how many one person or key may send, such as "300/minute"."""
        self._limiter = MovingWindowRateLimiter(MemoryStorage())
        self._wrong, self._place = parse(WRONG), parse(WRONG_FROM_ONE_PLACE)
        self._requests = parse(requests)

    def may_try(self, name: str, place: str, *, known: bool) -> bool:
        """Count a try of a password; whether it may be made. ``known`` places have signed this account in before."""
        name = name.strip().casefold()
        mine = self._limiter.hit(self._wrong, name, place)
        return mine and (known or self._limiter.hit(self._place, place))

    def forget(self, name: str, place: str) -> None:
        """A password was right: the tries before it no longer count."""
        self._limiter.clear(self._wrong, name.strip().casefold(), place)

    def may_ask(self, who: str) -> bool:
        """Count a request of a person or key; whether it may be served."""
        return self._limiter.hit(self._requests, who)

"""The socket that a server listens on, taken before anything is opened or said."""

from __future__ import annotations

import errno
import socket


class NotFree(OSError):
    """The address cannot be listened on; the text is one sentence."""


def listen(host: str, port: int) -> socket.socket:
    """A socket that listens there. Raises NotFree when another program has the port, or it may not be had."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family, backlog=2048)
    except OSError as fault:
        raise NotFree(_why(fault, host, port)) from None


def _why(fault: OSError, host: str, port: int) -> str:
    if fault.errno == errno.EADDRINUSE:
        why = f"Port {port} on {host} is taken: another program, perhaps another Moothall, listens there."
        return f"{why} Stop it, or choose another port with --port."
    if fault.errno == errno.EACCES:
        return f"Port {port} on {host} may not be used by this user. Choose one above 1023 with --port."
    reason = (fault.strerror or str(fault)).partition(" (")[0]
    return f"Port {port} on {host} cannot be listened on: {reason}. Choose others with --host and --port."

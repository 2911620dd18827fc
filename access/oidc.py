"""Signing in with an OpenID provider: authorization code with PKCE, a nonce, and a state bound to one browser and used once.

The protocol is Authlib's and the checking of tokens joserfc's. What was begun is kept in the file, so that several tabs
may sign in at once, and a state that was used, is old or comes from another browser opens nothing.
"""

from __future__ import annotations

import logging
import threading
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import httpx
from authlib.integrations.base_client.errors import OAuthError
from authlib.integrations.httpx_client import OAuth2Client
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from access.file import AccessFile, hash_of, new_token
from access.model import AccessError
from access.oidc_claims import Claims

BEGUN_S = 600
KNOWN_S = 3600
TIMEOUT_S = 10.0
SKEW_S = 60
SIGNED_WITH = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"]
"""Keys of two halves alone: a provider's public key must never pass for a shared secret."""
log = logging.getLogger("moothall")


@dataclass(frozen=True, slots=True)
class Provider:
    """Who vouches for people: the issuer's address, and what this program is called there."""

    issuer: str
    client: str
    secret: str
    scopes: str


class Oidc:
    """The conversation with one provider; any thread may call it."""

    def __init__(self, file: AccessFile, provider: Provider) -> None:
        """Raises AccessError for a provider whose answers others could read on the way."""
        address = urlsplit(provider.issuer)
        if not provider.issuer or not provider.client:
            raise AccessError(
                "To sign in with a provider, set MOOTHALL_OIDC_ISSUER and MOOTHALL_OIDC_CLIENT."
            )
        if address.scheme != "https" and address.hostname not in ("127.0.0.1", "::1", "localhost"):
            raise AccessError(
                f"{provider.issuer} is not an https address: nobody could rely on what it says."
            )
        self._file, self._provider = file, provider
        self._lock = threading.Lock()
        self._known: tuple[float, dict[str, Any], KeySet] | None = None

    def begin(self, browser: str, back: str, redirect: str) -> str:
        """The address at the provider to send a browser to; ``browser`` is the token that it will come back with."""
        told, _ = self._metadata()
        state, nonce, verifier = new_token(), new_token(), new_token()
        now = self._file.clock()
        with self._file.write() as run:
            run.execute("DELETE FROM begun WHERE until < ?", (now,))
            run.execute(
                "INSERT INTO begun VALUES (?, ?, ?, ?, ?, ?)",
                (hash_of(state), hash_of(browser), nonce, verifier, back, now + BEGUN_S),
            )
        with self._client(redirect) as client:
            address, _ = client.create_authorization_url(
                told["authorization_endpoint"], state=state, nonce=nonce, code_verifier=verifier
            )
        return str(address)

    def finish(self, browser: str, state: str, code: str, redirect: str) -> tuple[Claims, str]:
        """What the provider says of whoever came back, and the page they asked for. Raises AccessError."""
        row = self._file.one(
            "SELECT nonce, verifier, back FROM begun WHERE hash = ? AND browser = ? AND until >= ?",
            (hash_of(state), hash_of(browser), self._file.clock()),
        )
        with self._file.write() as run:
            used = run.execute("DELETE FROM begun WHERE hash = ?", (hash_of(state),)).rowcount
        if row is None or not used:
            raise AccessError("This sign-in was used already, is too old, or was begun in another browser.")
        nonce, verifier, back = row
        told, keys = self._metadata()
        try:
            with self._client(redirect) as client:
                token = client.fetch_token(
                    told["token_endpoint"], grant_type="authorization_code", code=code, code_verifier=verifier
                )
            return self._checked(str(token.get("id_token", "")), keys, nonce), str(back)
        except (httpx.HTTPError, OAuthError, JoseError, ValueError) as fault:
            log.warning("signing in with %s failed: %s", self._provider.issuer, fault)
            raise AccessError("What the provider answered could not be relied on: begin again.") from None

    def _client(self, redirect: str) -> OAuth2Client:
        return OAuth2Client(
            self._provider.client,
            self._provider.secret or None,
            scope=self._provider.scopes,
            redirect_uri=redirect,
            code_challenge_method="S256",
            token_endpoint_auth_method="client_secret_basic" if self._provider.secret else "none",
            timeout=TIMEOUT_S,
        )

    def _metadata(self) -> tuple[dict[str, Any], KeySet]:
        """What the provider says of itself, and its keys; asked anew every hour. Raises AccessError."""
        with self._lock:
            now = self._file.clock()
            if self._known is None or now - self._known[0] > KNOWN_S:
                self._known = (now, *self._asked())
            return self._known[1], self._known[2]

    def _asked(self) -> tuple[dict[str, Any], KeySet]:
        issuer = self._provider.issuer.rstrip("/")
        try:
            with httpx.Client(timeout=TIMEOUT_S) as client:
                reply = client.get(f"{issuer}/.well-known/openid-configuration")
                told = reply.raise_for_status().json()
                keys = client.get(told["jwks_uri"]).raise_for_status().json()
            if str(told["issuer"]).rstrip("/") != issuer:
                raise AccessError(
                    f"{issuer} calls itself {told['issuer']}: set MOOTHALL_OIDC_ISSUER to that."
                )
            return told, KeySet.import_key_set(keys)
        except (httpx.HTTPError, JoseError, KeyError, ValueError) as fault:
            log.warning("asking %s failed: %s", issuer, fault)
            raise AccessError(f"The provider at {issuer} cannot be reached just now: try again.") from None

    def _checked(self, token: str, keys: KeySet, nonce: str) -> Claims:
        """What a token says that this provider signed, for this program, now, in answer to this request."""
        told = jwt.decode(token, keys, algorithms=SIGNED_WITH).claims
        registry = jwt.JWTClaimsRegistry(
            now=int(self._file.clock()),
            leeway=SKEW_S,
            iss={"essential": True, "values": [self._provider.issuer, self._provider.issuer.rstrip("/")]},
            aud={"essential": True, "value": self._provider.client},
            sub={"essential": True},
            exp={"essential": True},
            nonce={"essential": True, "value": nonce},
        )
        registry.validate(told)
        if (
            isinstance(told["aud"], list)
            and len(told["aud"]) > 1
            and told.get("azp") != self._provider.client
        ):
            raise ValueError("the token was made for another program")
        return Claims(told)

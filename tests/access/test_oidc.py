"""Signing in with an OpenID provider: over HTTP against a real one for tests, and token by token."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet, OctKey, RSAKey
from oidc_provider_mock import User, run_server_in_thread
from starlette.testclient import TestClient

from access.file import AccessFile
from access.model import AccessError, Role
from access.oidc import Oidc, Provider
from access.oidc_claims import Claims
from assistant.settings import Settings
from tests.fakes import FakeMoothall
from web.app import create_app
from web.door import COOKIE

USERS = (
    User(sub="s-ada", claims={"preferred_username": "ada@elm", "roles": ["Moothall.Administrator"]}),
    User(sub="s-rea", claims={"name": "Rea", "roles": ["Reader"], "groups": ["g-hr"]}),
    User(sub="s-non", claims={"name": "Non"}),
    User(sub="s-many", claims={"name": "Many", "_claim_names": {"groups": "src1"}}),
)


@dataclass
class Signing:
    """A browser, the application and the provider."""

    client: TestClient
    app: Any

    def begin(self, back: str = "/account") -> str:
        """Go to the provider; the address there."""
        reply = self.client.get("/sign-in/provider", params={"back": back}, follow_redirects=False)
        assert reply.status_code == 303, reply.text
        return str(reply.headers["location"])

    def allow(self, address: str, sub: str) -> str:
        """Say at the provider who one is; the address that it sends the browser back to."""
        reply = httpx.post(address, data={"sub": sub})
        assert reply.status_code == 302, reply.text
        return str(reply.headers["location"])

    def come_back(self, address: str) -> httpx.Response:
        return self.client.get(address, headers={"accept": "text/html"}, follow_redirects=False)


@pytest.fixture
def signing(tmp_path: Path) -> Iterator[Signing]:
    with run_server_in_thread(user_claims=USERS, require_nonce=True) as provider:
        settings = Settings(
            data=tmp_path,
            auth="oidc",
            oidc_issuer=f"http://localhost:{provider.server_port}",
            oidc_client="moothall",
            oidc_secret="secret",
        )
        app = create_app(FakeMoothall(tmp_path), settings)
        with TestClient(app, raise_server_exceptions=False, client=("127.0.0.1", 50_000)) as client:
            yield Signing(client, app)


def test_the_browser_is_sent_with_pkce_a_nonce_and_a_state(signing: Signing) -> None:
    asked = parse_qs(urlsplit(signing.begin()).query)

    assert asked["response_type"] == ["code"] and asked["code_challenge_method"] == ["S256"]
    assert all(len(asked[name][0]) >= 43 for name in ("state", "nonce", "code_challenge"))
    assert asked["redirect_uri"] == ["http://testserver/sign-in/back"]


def test_whoever_the_provider_vouches_for_is_taken_in_with_their_roles_and_groups(signing: Signing) -> None:
    reply = signing.come_back(signing.allow(signing.begin("/account?x=1"), "s-rea"))

    assert (reply.status_code, reply.headers["location"]) == (303, "/account?x=1")
    account = signing.app.state.door.desk.accounts.named("Rea")
    assert account.person.roles == {Role.READER}
    assert account.person.groups == {"g-hr", "Reader"}
    assert "Rea" in signing.client.get("/account").text


def test_a_second_sign_in_is_the_same_person_with_the_roles_of_today(signing: Signing) -> None:
    signing.come_back(signing.allow(signing.begin(), "s-ada"))
    signing.come_back(signing.allow(signing.begin(), "s-ada"))

    (account,) = signing.app.state.door.desk.accounts.list()
    assert (account.person.name, account.person.roles) == ("ada@elm", {Role.ADMINISTRATOR})


def test_two_tabs_sign_in_at_once_each_to_its_own_page(signing: Signing) -> None:
    first, second = signing.begin("/help"), signing.begin("/account")
    back = [signing.allow(address, "s-rea") for address in (first, second)]

    assert [signing.come_back(address).headers["location"] for address in reversed(back)] == [
        "/account",
        "/help",
    ]


def test_a_state_is_used_once(signing: Signing) -> None:
    back = signing.allow(signing.begin(), "s-rea")
    signing.come_back(back)

    again = signing.come_back(back)

    assert again.status_code == 403 and "used already" in again.text
    assert "You are not signed in" in again.text


def test_a_state_of_another_browser_opens_nothing(signing: Signing) -> None:
    back = signing.allow(signing.begin(), "s-ada")
    signing.client.cookies.clear()
    signing.begin()

    reply = signing.come_back(back)

    assert reply.status_code == 403 and COOKIE not in signing.client.cookies


def test_a_forged_state_and_a_refusal_at_the_provider_open_nothing(signing: Signing) -> None:
    signing.begin()

    for query in ("state=forged&code=x", "error=access_denied&state=x", "code=x", ""):
        reply = signing.client.get(f"/sign-in/back?{query}", follow_redirects=False)
        assert reply.status_code == 403, query
    assert COOKIE not in signing.client.cookies


def test_an_old_state_opens_nothing(signing: Signing) -> None:
    back = signing.allow(signing.begin(), "s-rea")
    file = signing.app.state.door.desk.file
    earlier = file.clock
    file.clock = lambda: earlier() + 601

    assert signing.come_back(back).status_code == 403


def test_whoever_has_no_role_is_told_what_to_ask_for(signing: Signing) -> None:
    reply = signing.come_back(signing.allow(signing.begin(), "s-non"))

    assert reply.status_code == 403 and "app roles Reader, Editor" in reply.text
    assert "left your groups out" not in reply.text
    assert signing.app.state.door.desk.accounts.list() == []


def test_whoever_is_in_too_many_groups_is_told_that_an_app_role_is_needed(signing: Signing) -> None:
    reply = signing.come_back(signing.allow(signing.begin(), "s-many"))

    assert reply.status_code == 403 and "left your groups out" in reply.text


def test_an_account_that_was_disabled_here_stays_out(signing: Signing) -> None:
    signing.come_back(signing.allow(signing.begin(), "s-rea"))
    signing.app.state.door.desk.accounts.disable("Rea")

    reply = signing.come_back(signing.allow(signing.begin(), "s-rea"))

    assert reply.status_code == 403 and "disabled here" in reply.text


def test_a_password_opens_nothing_where_a_provider_vouches(signing: Signing) -> None:
    reply = signing.client.post("/sign-in", data={"name": "ada", "password": "x"})

    assert reply.status_code == 404
    assert "Sign in with localhost" in signing.client.get("/sign-in").text


def test_a_provider_that_cannot_be_reached_is_named(tmp_path: Path) -> None:
    settings = Settings(data=tmp_path, auth="oidc", oidc_issuer="http://localhost:1", oidc_client="moothall")
    with TestClient(create_app(FakeMoothall(tmp_path), settings)) as client:
        reply = client.get("/sign-in/provider", follow_redirects=False)

    assert reply.status_code == 503 and "http://localhost:1 cannot be reached" in reply.text


def test_a_provider_without_tls_elsewhere_is_refused(tmp_path: Path) -> None:
    with pytest.raises(AccessError, match="no.* https|not an https"):
        Oidc(AccessFile.open(tmp_path), Provider("http://idp.example", "moothall", "", "openid"))


KEY, OTHER = RSAKey.generate_key(2048, {"kid": "a"}), RSAKey.generate_key(2048, {"kid": "a"})
SOUND = {"iss": "https://idp.example", "aud": "moothall", "sub": "s", "exp": 2_000, "nonce": "n"}


def checked(tmp_path: Path, token: str) -> Claims:
    """What is made of a token at second 1,000."""
    oidc = Oidc(
        AccessFile.open(tmp_path, lambda: 1_000.0), Provider("https://idp.example", "moothall", "", "openid")
    )
    return oidc._checked(token, KeySet([RSAKey.import_key(KEY.as_dict(private=False))]), "n")


def test_a_sound_token_is_believed(tmp_path: Path) -> None:
    token = jwt.encode({"alg": "RS256", "kid": "a"}, SOUND, KEY)

    assert checked(tmp_path, token).subject == "s"


@pytest.mark.parametrize(
    "wrong",
    [
        {"iss": "https://evil.example"},
        {"aud": "another"},
        {"aud": ["moothall", "another"]},
        {"aud": ["moothall", "another"], "azp": "another"},
        {"exp": 900},
        {"nonce": "m"},
        {"nonce": None},
        {"sub": None},
        {"exp": None},
    ],
)
def test_a_token_for_another_time_program_or_request_is_not(tmp_path: Path, wrong: dict[str, object]) -> None:
    told = {name: value for name, value in (SOUND | wrong).items() if value is not None}
    token = jwt.encode({"alg": "RS256", "kid": "a"}, told, KEY)

    with pytest.raises((JoseError, ValueError)):
        checked(tmp_path, token)


def test_a_token_that_the_provider_did_not_sign_is_not(tmp_path: Path) -> None:
    shared = OctKey.generate_key(256, {"kid": "a"})
    forged = [
        jwt.encode({"alg": "RS256", "kid": "a"}, SOUND, OTHER),
        jwt.encode({"alg": "HS256", "kid": "a"}, SOUND, shared),
        "eyJhbGciOiJub25lIn0.eyJzdWIiOiJzIn0.",
        "",
    ]

    for token in forged:
        with pytest.raises((JoseError, ValueError)):
            checked(tmp_path, token)


@pytest.mark.parametrize(
    ("told", "mapping", "roles"),
    [
        ({"roles": ["Moothall.Editor", "Reviewer"]}, (), {Role.EDITOR, Role.REVIEWER}),
        ({"roles": "reader"}, (), {Role.READER}),
        ({"roles": ["Boss"]}, ("administrator=Boss", "reader=All"), {Role.ADMINISTRATOR}),
        ({"groups": ["0f-1"]}, ("editor=0f-1",), {Role.EDITOR}),
        ({"groups": ["Administrator"]}, (), None),
        ({"roles": ["Administrator"]}, ("reader=All",), None),
        ({"roles": [1, None]}, (), None),
        ({}, (), None),
    ],
)
def test_app_roles_speak_for_themselves_and_groups_only_where_they_are_named(
    told: dict[str, object], mapping: tuple[str, ...], roles: set[Role] | None
) -> None:
    claims = Claims({"sub": "s", **told})

    if roles is None:
        with pytest.raises(AccessError):
            claims.roles(mapping)
    else:
        assert claims.roles(mapping) == roles

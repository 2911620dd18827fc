"""Settings: environment, then moothall.toml, then defaults; a bad one is one clear line."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.settings import BadSetting, Settings, read_settings


def test_without_anything_said_the_defaults_hold(tmp_path: Path) -> None:
    assert read_settings({}, tmp_path) == Settings()


def test_the_environment_wins_over_the_file_and_the_file_over_the_default(tmp_path: Path) -> None:
    (tmp_path / "moothall.toml").write_text('port = 9000\ncouncil_name = "Elmford"\n')

    settings = read_settings({"MOOTHALL_PORT": "9001"}, tmp_path)

    assert (settings.port, settings.council_name, settings.host) == (9001, "Elmford", "127.0.0.1")


def test_the_command_line_wins_over_all(tmp_path: Path) -> None:
    settings = read_settings({"MOOTHALL_DATA": "a"}, tmp_path, data="b", port=None)

    assert settings.data == Path("b")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("MOOTHALL_PORT", "99999"),
        ("MOOTHALL_PORT", "http"),
        ("MOOTHALL_COLOUR", "teal"),
        ("MOOTHALL_MODEL", "gpt"),
        ("MOOTHALL_HOST", "a b"),
        ("MOOTHALL_MODEL_TIMEOUT_S", "0"),
        ("MOOTHALL_COUNCIL_NAME", "two\nlines"),
    ],
)
def test_an_impossible_value_is_one_line_with_key_and_value(tmp_path: Path, name: str, value: str) -> None:
    with pytest.raises(BadSetting) as caught:
        read_settings({name: value}, tmp_path)

    assert name in str(caught.value) and repr(value) in str(caught.value)
    assert "\n" not in str(caught.value)


def test_an_unknown_key_is_named_with_the_known_ones(tmp_path: Path) -> None:
    with pytest.raises(BadSetting, match="Unknown setting 'colur'.*colour"):
        read_settings({"MOOTHALL_COLUR": "#000000"}, tmp_path)


def test_a_file_that_is_not_toml_is_named(tmp_path: Path) -> None:
    (tmp_path / "moothall.toml").write_text("port = = 1")

    with pytest.raises(BadSetting, match=r"moothall\.toml cannot be read as TOML"):
        read_settings({}, tmp_path)


def test_a_key_for_the_model_is_never_shown(tmp_path: Path) -> None:
    with pytest.raises(BadSetting) as caught:
        read_settings({"MOOTHALL_MODEL_KEY": "secret\nkey"}, tmp_path)

    assert "secret" not in str(caught.value)


def test_other_programs_variables_are_left_alone(tmp_path: Path) -> None:
    assert read_settings({"PATH": "/bin", "MOOT": "x"}, tmp_path) == Settings()


@pytest.mark.parametrize(
    ("name", "value", "read"),
    [
        ("AUTH", "OIDC", "oidc"),
        ("OPEN_TO_ALL", "yes", True),
        ("OPEN_TO_ALL", "no", False),
        ("OIDC_ROLES", "administrator=A, reader=B", ("administrator=A", "reader=B")),
    ],
)
def test_who_signs_in_is_read(tmp_path: Path, name: str, value: str, read: object) -> None:
    assert getattr(read_settings({f"MOOTHALL_{name}": value}, tmp_path), name.lower()) == read


@pytest.mark.parametrize(
    ("name", "value"),
    [("AUTH", "ldap"), ("OPEN_TO_ALL", "perhaps"), ("OIDC_ROLES", "boss=A"), ("OIDC_ISSUER", "idp.example")],
)
def test_what_cannot_be_read_of_it_is_refused(tmp_path: Path, name: str, value: str) -> None:
    with pytest.raises(BadSetting, match=f"MOOTHALL_{name} is '{value}'"):
        read_settings({f"MOOTHALL_{name}": value}, tmp_path)


def test_the_secret_of_the_provider_is_never_shown(tmp_path: Path) -> None:
    with pytest.raises(BadSetting) as caught:
        read_settings({"MOOTHALL_OIDC_SECRET": "hush\nhush"}, tmp_path)

    assert "hush" not in str(caught.value)

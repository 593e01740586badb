import os
from pathlib import Path

import pytest

from agent.errors import SettingsError
from agent.settings import Settings, found, load, unknown, wants_colour


@pytest.fixture(autouse=True)
def _nowhere(tmp_path, monkeypatch):
    """An empty working folder and an empty home."""
    (tmp_path / "home").mkdir()
    (tmp_path / "cwd").mkdir()
    monkeypatch.chdir(tmp_path / "cwd")
    for name in list(os.environ):
        if name.startswith("XDG_"):
            monkeypatch.delenv(name)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))


def write(text: str, path: str = "fairwitness.toml") -> Path:
    Path(path).write_text(text, "utf-8")
    return Path(path)


def test_defaults_need_nothing():
    settings = load({})
    assert (settings.words, settings.embedder, settings.api_key) == (200, "minilm", None)
    assert settings.store.endswith("news.store")
    assert settings.store.startswith(str(Path.home()))


def test_each_source_wins_over_the_one_before():
    write("words = 10\nstore = '/from/toml'\nembed_model = 'toml'")
    environ = {"FAIRWITNESS_WORDS": "20", "FAIRWITNESS_STORE": "/from/env"}
    settings = load(environ, flags={"words": 30, "store": None})
    assert (settings.words, settings.store, settings.embed_model) == (30, "/from/env", "toml")


def test_the_working_folder_wins_over_the_users_settings(tmp_path):
    home = tmp_path / "home/.config/fairwitness"
    home.mkdir(parents=True)
    write("words = 1", str(home / "fairwitness.toml"))
    assert load({}).words == 1
    write("words = 2")
    assert load({}).words == 2
    assert found() == Path("fairwitness.toml")


def test_a_named_file_is_read_instead(tmp_path):
    write("words = 1")
    write("words = 2", "other.toml")
    assert load({}, config=Path("other.toml")).words == 2


def test_relative_paths_of_a_file_are_relative_to_it(tmp_path):
    folder = tmp_path / "project"
    folder.mkdir()
    write("store = 'news.store'", str(folder / "fairwitness.toml"))
    assert load({}, config=folder / "fairwitness.toml").store == str(folder / "news.store")


@pytest.mark.parametrize("store", ["http://localhost:8000", "/abs/news.store"])
def test_addresses_and_absolute_paths_of_a_file_stay_as_they_are(store):
    write(f"store = '{store}'")
    assert load({}).store == store


def test_a_tilde_is_the_home_folder():
    assert load({"FAIRWITNESS_STORE": "~/s"}).store == str(Path.home() / "s")


def test_an_empty_variable_counts_as_not_set():
    assert load({"FAIRWITNESS_WORDS": ""}).words == 200


def test_a_key_is_never_shown():
    settings = load({"FAIRWITNESS_API_KEY": "sesame"})
    assert settings.api_key.get_secret_value() == "sesame"
    assert "sesame" not in repr(settings) + str(settings) + settings.model_dump_json()


@pytest.mark.parametrize(
    ("toml", "environ", "flags", "parts"),
    [
        ("", {"FAIRWITNESS_WORDS": "many"}, {}, ["FAIRWITNESS_WORDS", "'many'", "1 or more"]),
        ("", {}, {"words": 0}, ["--words", "0", "1 or more"]),
        ("embedder = 'big'", {}, {}, ["'embedder'", "fairwitness.toml", "'big'", "'minilm'"]),
        ("wrods = 3", {}, {}, ["'wrods'", "fairwitness.toml", "not a setting", "words"]),
        ("words = x", {}, {}, ["fairwitness.toml", "not TOML", "line 1"]),
        ("store = ''", {}, {}, ["'store'", "''", "folder"]),
        ("", {"FAIRWITNESS_BASE_URL": "localhost"}, {}, ["FAIRWITNESS_BASE_URL", "'localhost'", "http://"]),
        ("", {"FAIRWITNESS_EMBEDDER": "endpoint"}, {}, ["base_url", "embed_model"]),
    ],
)
def test_what_is_wrong_is_said_in_one_line_that_names_its_source(toml, environ, flags, parts):
    write(toml)
    with pytest.raises(SettingsError) as error:
        load(environ, flags=flags)
    message = str(error.value)
    assert "\n" not in message
    assert all(part in message for part in parts), message


def test_a_bad_key_is_not_repeated_in_the_error():
    write("api_key = 424242")
    with pytest.raises(SettingsError) as error:
        load({})
    assert "424242" not in str(error.value)


@pytest.mark.parametrize("content", [None, b"\xff\xfe\x00bad"])
def test_an_unreadable_file_is_named(content):
    if content:
        Path("x.toml").write_bytes(content)
    with pytest.raises(SettingsError, match=r"x\.toml"):
        load({}, config=Path("x.toml"))


def test_misspelt_variables_are_found():
    assert unknown({"FAIRWITNESS_STOER": "x", "FAIRWITNESS_STORE": "x", "PATH": "x"}) == (
        "FAIRWITNESS_STOER",
    )


def test_settings_are_frozen():
    with pytest.raises(ValueError, match="frozen"):
        Settings().words = 3


def test_colours_can_be_refused():
    assert wants_colour({"TERM": "xterm"})
    assert wants_colour({"NO_COLOR": "", "TERM": "xterm"})
    assert not wants_colour({"NO_COLOR": "1", "TERM": "xterm"})
    assert not wants_colour({"TERM": "dumb"})


LOCAL = {"FAIRWITNESS_BASE_URL": "http://localhost:1/v1"}
OPENAI = {"OPENAI_API_KEY": "sesame"}


@pytest.mark.parametrize(
    ("environ", "engine", "checker"),
    [
        ({}, "extractive", "local"),
        (OPENAI, "llm", "both"),
        (LOCAL, "llm", "both"),
        (LOCAL | {"FAIRWITNESS_EMBED_MODEL": "e"}, "extractive", "local"),
        (LOCAL | {"FAIRWITNESS_EMBED_MODEL": "e", "FAIRWITNESS_MODEL": "m"}, "llm", "both"),
        (LOCAL | {"FAIRWITNESS_EMBED_MODEL": "e", "FAIRWITNESS_ENGINE": "llm"}, "llm", "both"),
        (LOCAL | OPENAI | {"FAIRWITNESS_EMBED_MODEL": "e"}, "extractive", "local"),
        (OPENAI | {"FAIRWITNESS_ENGINE": "extractive"}, "extractive", "local"),
        (OPENAI | {"FAIRWITNESS_CHECKER": "local"}, "llm", "local"),
        ({"FAIRWITNESS_API_KEY": "sesame"}, "extractive", "local"),
    ],
)
def test_the_engine_and_the_checker_follow_from_what_is_configured(environ, engine, checker):
    settings = load(environ)
    assert (settings.engine_in_force, settings.checker_in_force) == (engine, checker)


def test_a_key_for_one_endpoint_is_never_meant_for_another():
    both = OPENAI | {"FAIRWITNESS_API_KEY": "abracadabra", "FAIRWITNESS_MODEL": "m"}
    assert load(both).target.key.get_secret_value() == "sesame"
    assert load(both | LOCAL).target.key.get_secret_value() == "abracadabra"
    assert load(OPENAI | LOCAL | {"FAIRWITNESS_MODEL": "m"}).target.key is None


def test_openai_needs_no_name_of_a_model():
    target = load(OPENAI).target
    assert (target.base_url, target.model) == (None, "gpt-4.1-mini")


@pytest.mark.parametrize(
    ("environ", "words"),
    [
        ({"FAIRWITNESS_ENGINE": "llm"}, "OPENAI_API_KEY"),
        ({"FAIRWITNESS_ENGINE": "llm", "FAIRWITNESS_API_KEY": "sesame"}, "OPENAI_API_KEY"),
        (LOCAL, "--model"),
    ],
)
def test_an_engine_without_endpoint_or_model_names_the_remedy(environ, words):
    with pytest.raises(SettingsError, match=words):
        _ = load(environ).target


@pytest.mark.parametrize("checker", ["llm", "both"])
def test_a_checker_without_endpoint_names_the_remedy(checker):
    with pytest.raises(SettingsError, match="OPENAI_API_KEY"):
        _ = load({"FAIRWITNESS_CHECKER": checker}).checker_in_force

import io
import json
import os
import pty
import shlex
import subprocess
import sys
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from agent.cli import main
from agent.cli.session import embedder
from agent.settings import Settings
from vectorstore.embed import HashEmbedder, MiniLM

BRIDGE = Path(__file__).parents[2] / "vectorstore/data/corpus/harbour-bridge"
WIRE, GANNET = str(BRIDGE / "corriden-wire.txt"), str(BRIDGE / "daily-gannet.txt")
COMMANDS = [
    "",
    *("demo", "ingest", "search", "ask", "summarize", "report", "verify", "doctor"),
    *("sources", "sources list", "sources show", "sources remove"),
    *("prompts", "prompts list", "prompts show"),
]


@dataclass(frozen=True)
class Ran:
    code: int
    out: str
    err: str

    @property
    def json(self) -> dict:
        return json.loads(self.out)


@pytest.fixture
def run(tmp_path, monkeypatch, capsys):
    """Runs a command in an empty folder with an empty home, with an embedder that needs no model."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    for name in list(os.environ):
        if name.startswith("XDG_"):
            monkeypatch.delenv(name)

    def command(*argv: str, stdin: bytes = b"", embedder=HashEmbedder, **environ: str) -> Ran:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        capsys.readouterr()
        code = main(
            argv, environ=environ, embedder=lambda settings: embedder(), today=lambda: date(2026, 4, 1)
        )
        shown = capsys.readouterr()
        return Ran(code, shown.out, shown.err)

    return command


def citations(value: object) -> list[dict]:
    if isinstance(value, list):
        return [found for each in value for found in citations(each)]
    if not isinstance(value, dict):
        return []
    found = [found for each in value.values() for found in citations(each)]
    return [*found, value] if "quote" in value else found


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself_with_an_example(run, command):
    shown = run(*command.split(), "--help")
    assert (shown.code, shown.err) == (0, "")
    assert f"Examples:\n    fairwitness {command}".rstrip() in shown.out


def test_help_loads_nothing_heavy():
    heavy = "{'pydantic', 'chromadb', 'onnxruntime', 'openai', 'numpy', 'trafilatura', 'rich', 'langchain'}"
    code = (
        f"import sys; from agent.cli import main; main(['--help']); sys.exit(str({heavy} & set(sys.modules)))"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert ran.stderr == "set()\n"


def test_a_summary_of_paths_needs_no_store(run, tmp_path):
    shown = run("summarize", str(BRIDGE), "--json", "--words", "120")
    assert (shown.code, shown.err) == (0, "")
    assert shown.json["schema"] == "fairwitness.summary/1"
    assert len({each["publisher"] for each in shown.json["articles"]}) >= 4
    assert shown.json["sentences"]
    assert not list(tmp_path.rglob("*.store"))


def test_summaries_come_as_text_markdown_and_json(run):
    assert "\nCitations\n  [1] " in run("summarize", WIRE, GANNET).out
    assert "\n## Citations\n\n1. " in run("summarize", WIRE, GANNET, "--format", "markdown").out
    as_json = run("summarize", WIRE, GANNET, "--format", "json").out
    assert as_json == run("summarize", WIRE, GANNET, "--json").out


def test_a_page_is_written_and_its_place_shown(run, tmp_path):
    shown = run("report", WIRE, GANNET)
    assert (shown.code, shown.out, shown.err) == (0, "summary.html\n", "")
    page = (tmp_path / "summary.html").read_text("utf-8")
    assert page.startswith("<!doctype html>")
    assert run("summarize", WIRE, GANNET, "--format", "html").out == page
    assert run("summarize", WIRE, GANNET, "--format", "html", "--out", "other.html").out == "other.html\n"
    assert (tmp_path / "other.html").read_text("utf-8") == page


def test_a_page_shows_a_summary_that_was_made_before(run, tmp_path):
    run("summarize", WIRE, GANNET, "--words", "40", "--json", "--out", "summary.json")

    assert run("report", WIRE, GANNET, "--summary", "summary.json", "--out", "page.html").code == 0
    run("report", WIRE, GANNET, "--words", "40")
    assert (tmp_path / "page.html").read_bytes() == (tmp_path / "summary.html").read_bytes()
    other = run("report", GANNET, "--summary", "summary.json")
    assert (other.code, "not held by these articles" in other.err) == (1, True)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("report", WIRE, "--out", "no/page.html"), "cannot write 'no/page.html': No such file or directory"),
        (("report", "none.txt", "--out", "no/page.html"), "cannot write 'no/page.html'"),
        (("summarize", "none.txt", "--out", "."), "cannot write '.': Is a directory"),
        (("verify", "The dam broke. " * 200, "--in", "none.txt"), "check one statement at a time"),
        (("report", WIRE, "--summary", "no.json"), "'no.json' cannot be read: No such file or directory"),
    ],
)
def test_what_cannot_be_read_or_written_is_told_in_one_line(run, words, told):
    shown = run(*words)
    assert (shown.code, shown.out, shown.err.count("\n")) == (1, "", 1)
    assert told in shown.err


def test_every_citation_is_exact_text_of_its_file(run):
    texts = {path: Path(path).read_bytes().decode("utf-8-sig") for path in (WIRE, GANNET)}
    for shown in (
        run("summarize", WIRE, GANNET, "--json"),
        run("ask", "When did the bridge open?", "--in", WIRE, GANNET, "--json"),
        run("verify", "The bridge opened in 1968.", "--in", WIRE, "--in", GANNET, "--json"),
    ):
        paths = {each["id"]: each["path"] for each in shown.json["articles"]}
        found = citations(shown.json)
        assert found
        assert all(
            texts[paths[each["article"]]][each["start"] : each["end"]] == each["quote"] for each in found
        )


def test_articles_are_ingested_once(run):
    first = run("ingest", WIRE, GANNET, "--store", "news", "--json").json
    again = run("ingest", WIRE, GANNET, "--store", "news", "--json").json
    assert (first["schema"], len(first["added"]), first["unchanged"]) == ("fairwitness.ingest/1", 2, 0)
    assert (len(again["added"]), again["unchanged"]) == (0, 2)


def test_a_store_can_be_listed_shown_searched_and_emptied(run):
    run("ingest", WIRE, GANNET, FAIRWITNESS_STORE="news")
    listed = run("sources", "list", "--store", "news", "--json").json["articles"]
    gannet = next(each for each in listed if each["path"] == GANNET)
    prefix = gannet["id"][:8]
    assert prefix in run("sources", "list", "--store", "news").out
    assert "Daily Gannet" in run("sources", "show", prefix, "--store", "news").out
    text = run("sources", "show", prefix, "--text", "--store", "news").out
    assert text == Path(GANNET).read_bytes().decode("utf-8-sig")
    hits = run("search", "lorries on the bridge", "-k", "3", "--store", "news", "--json").json["hits"]
    assert 0 < len(hits) <= 3
    assert run("sources", "remove", prefix, "--store", "news").code == 0
    left = run("sources", "list", "--store", "news", "--json").json["articles"]
    assert [each["path"] for each in left] == [WIRE]


def test_flags_say_what_a_text_does_not(run):
    flags = ["--publisher", "The Paper", "--title", "A day", "--published", "2026-03-31", "--author", "A. B."]
    article = run("ingest", "-", *flags, "--json", stdin=Path(WIRE).read_bytes()).json["added"][0]
    assert (article["publisher"], article["title"], article["author"]) == ("The Paper", "A day", "A. B.")
    assert article["published"].startswith("2026-03-31")


def test_claims_come_from_a_file_and_from_standard_input(run, tmp_path):
    (tmp_path / "claims.txt").write_text("The bridge opened in 1968.\nA whale sang.\n", "utf-8")
    from_file = run("verify", "--claims", "claims.txt", "--in", WIRE, "--json").json
    assert [each["claim"] for each in from_file["verdicts"]] == [
        "The bridge opened in 1968.",
        "A whale sang.",
    ]
    piped = run("verify", "-", "--in", WIRE, "--json", stdin=b'{"claim": "A whale sang."}\n').json
    assert piped["verdicts"] == from_file["verdicts"][1:]
    assert "NOT ENOUGH EVIDENCE: A whale sang." in run("verify", "A whale sang.", "--in", WIRE).out


def test_a_question_may_follow_the_paths(run):
    before = run("ask", "When did the bridge open?", "--in", WIRE, GANNET)
    after = run("ask", "--in", WIRE, GANNET, "When did the bridge open?")
    assert (before.code, before.out) == (0, after.out)


@pytest.mark.parametrize("command", ["summarize {}", "ask Who? --in {}", "verify Yes. --in {}", "ingest {}"])
def test_a_bad_file_is_named_and_the_rest_is_done(run, tmp_path, command):
    (tmp_path / "broken.json").write_text('{"text": ', "utf-8")
    shown = run(*command.format(shlex.join([WIRE, "broken.json"])).split(), "--json")
    assert shown.code == 1
    assert shown.json["schema"].startswith("fairwitness.")
    assert shown.err.startswith("fairwitness: broken.json: ")
    assert shown.err.count("\n") == 1


@pytest.mark.parametrize(
    "command",
    [
        "summarize nowhere.txt",
        "ask Who? --in nowhere.txt",
        "ingest nowhere.txt",
        "sources show 123",
        "sources remove 123",
        "verify --claims nowhere.txt",
        "summarize",
        "--config nowhere.toml doctor",
    ],
)
def test_an_expected_error_is_a_line_and_no_traceback(run, command):
    shown = run(*command.split())
    assert shown.code == 1
    assert shown.err.startswith("fairwitness: ")
    assert "Traceback" not in shown.err
    assert all(line.startswith("fairwitness: ") for line in shown.err.splitlines())


@pytest.mark.parametrize(
    ("command", "told"),
    [
        ("summarize nowhere.txt", "nowhere.txt: there is no such file; check the path"),
        ("chat --in nowhere.txt", "nowhere.txt: there is no such file; check the path"),
        ("ask Who? --in .", "no article in '.'; name files or folders of .txt .md .html .json .jsonl"),
    ],
)
def test_paths_without_an_article_are_told_once(run, command, told):
    shown = run(*command.split())
    assert (shown.code, shown.out, shown.err) == (1, "", f"fairwitness: {told}\n")


LONG = "Why did the bridge fall? " * 20


@pytest.mark.parametrize(
    ("argv", "code"),
    [
        (("ask", "--in", WIRE, LONG), 0),
        (("ask", "Why?", "--store", LONG), 1),
        (("doctor", "--store", LONG), 0),
        (("eval", "run", LONG), 1),
        (("eval", "run", "retrieval", "--limit", "1", "--out", LONG), 1),
    ],
)
def test_what_cannot_be_the_name_of_a_file_is_no_crash(run, argv, code):
    shown = run(*argv)
    assert shown.code == code
    assert shown.err.count("\n") == code


def test_a_summary_of_nothing_that_can_be_used_says_so(run, tmp_path):
    (tmp_path / "short.txt").write_text("A dam broke.", "utf-8")
    told = "No summary: no sentence of the articles can stand in one"
    assert told in run("summarize", "short.txt").out
    assert told in run("summarize", "short.txt", "--format", "markdown").out


def test_a_bad_setting_names_its_source(run):
    shown = run("doctor", FAIRWITNESS_WORDS="lots")
    assert (shown.code, shown.out) == (1, "")
    assert (
        shown.err
        == "fairwitness: FAIRWITNESS_WORDS is 'lots'; give length of a summary in words, 1 or more\n"
    )


@pytest.mark.parametrize(
    "argv", [[], ["ask"], ["verify"], ["search"], ["--nonsense"], ["search", "x", "-k", "0"]]
)
def test_wrong_usage_exits_with_2(run, argv):
    shown = run(*argv)
    assert (shown.code, shown.out) == (2, "")
    assert "Usage: fairwitness" in shown.err


def test_standard_input_holds_claims_or_an_article_not_both(run):
    assert run("verify", "-", "--in", "-", stdin=b"x").code == 2


def test_an_interrupt_is_one_line(run):
    def interrupted():
        raise KeyboardInterrupt

    shown = run("summarize", WIRE, embedder=interrupted)
    assert (shown.code, shown.out, shown.err) == (130, "", "fairwitness: interrupted\n")


def test_control_characters_of_an_article_reach_no_terminal(run, tmp_path):
    text = (
        "Mill burns\n\nThe mill \x1b[2Jburned on\u202e Monday. Twelve\x07 workers fled the fire at the mill."
    )
    (tmp_path / "mill.txt").write_text(text, "utf-8")
    for argv in (
        ["summarize", "mill.txt"],
        ["summarize", "mill.txt", "--json"],
        ["summarize", "mill.txt", "--format", "markdown"],
        ["ask", "Who fled the fire?", "--in", "mill.txt"],
        ["verify", "Twelve workers fled.", "--in", "mill.txt"],
        ["ingest", "mill.txt"],
        ["search", "mill"],
    ):
        shown = run(*argv)
        assert not {"\x1b", "\u202e", "\x07"} & set(shown.out + shown.err)


def on_a_terminal(**environ: str) -> str:
    """What `doctor` writes to a terminal."""
    ours, theirs = pty.openpty()
    clean = {name: value for name, value in os.environ.items() if name not in {"NO_COLOR", "COLUMNS"}}
    program = [sys.executable, "-m", "agent", "doctor", "--offline"]
    subprocess.run(program, stdout=theirs, env={**clean, "TERM": "xterm", **environ}, check=True)
    os.close(theirs)
    shown = os.read(ours, 65536).decode()
    os.close(ours)
    return shown


def test_colours_are_for_terminals_that_want_them(run):
    os.chdir(Path(__file__).parents[2])
    assert "\x1b[36m" in on_a_terminal()
    assert "\x1b" not in on_a_terminal(NO_COLOR="1")
    assert "\x1b" not in on_a_terminal(TERM="dumb")
    assert "\x1b" not in run("doctor").out


def test_a_reader_that_goes_away_is_no_error():
    reading, writing = os.pipe()
    os.close(reading)
    program = [sys.executable, "-m", "agent", "doctor", "--offline"]
    ran = subprocess.run(program, stdout=writing, stderr=-1, check=False)
    os.close(writing)
    assert (ran.returncode, ran.stderr) == (1, b"")


def test_the_doctor_opens_nothing_offline_and_shows_no_secret(run, tmp_path):
    shown = run(
        *("doctor", "--offline"),
        OPENAI_API_KEY="abracadabra",
        FAIRWITNESS_API_KEY="sesame",
        FAIRWITNESS_BASE_URL="http://user:pw@localhost:1/v1",
        FAIRWITNESS_MODEL="small",
        FAIRWITNESS_STOER="x",
    )
    assert shown.code == 0
    assert not any(secret in shown.out for secret in ("sesame", "pw", "abracadabra"))
    assert "http://localhost:1/v1 (not contacted)" in shown.out
    assert "FAIRWITNESS_STOER" in shown.out
    assert not list(tmp_path.rglob("*"))


def test_the_settings_choose_the_embedder(tmp_path):
    local = embedder(Settings(cache_dir=str(tmp_path)))
    remote = embedder(
        Settings(
            cache_dir=str(tmp_path), embedder="endpoint", base_url="http://localhost:1/v1", embed_model="m"
        )
    )
    assert (local.name, remote.name) == (MiniLM.name, "endpoint:m")


def test_the_version_is_shown(run):
    assert run("--version").out.startswith("fairwitness ")


def test_the_demo_runs_twice(run):
    first, second = run("demo", "--json"), run("demo", "--json")
    assert (first.code, second.code) == (0, 0)
    assert first.json["ingest"]["added"]
    assert second.json["ingest"]["added"] == []
    assert first.json["summary"] == second.json["summary"]
    told = run("demo").out
    assert all(part in told for part in ("$ fairwitness summarize", "Citations", "What next", "demo.store"))
    verdicts = {each["claim"]: each["label"] for each in first.json["verdicts"]["verdicts"]}
    assert list(verdicts.values()) == ["supported", "refuted", "not_enough_evidence"]


def test_prompts_are_listed_with_their_hashes_and_shown_word_for_word(run):
    listed = run("prompts", "list", "--json").json["prompts"]
    shown = run("prompts", "show", "answer").out
    unknown = run("prompts", "show", "answer/v99")

    assert {"answer/v1", "summarize/v1"} <= {each["id"] for each in listed}
    assert all(len(each["sha256"]) == 64 for each in listed)
    assert listed[0]["sha256"] in run("prompts", "list").out
    assert "You answer questions from passages" in shown
    assert (unknown.code, unknown.out) == (1, "")
    assert unknown.err.count("\n") == 1


def test_a_misspelt_variable_is_told_by_every_command(run):
    told = run("ask", "Who closed it?", "--in", WIRE, FAIRWITNESS_BASEURL="http://localhost:1/v1")

    assert told.code == 0
    assert "FAIRWITNESS_BASEURL" in told.err


def test_a_chat_model_without_an_endpoint_is_an_error_and_not_ignored(run):
    told = run("summarize", WIRE, "--model", "some-model")

    assert (told.code, told.out) == (1, "")
    assert "needs an endpoint" in told.err

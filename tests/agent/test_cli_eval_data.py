import gzip
import json
from datetime import date
from pathlib import Path

import pytest

from agent.cli import main
from vectorstore.embed import HashEmbedder

FERRY = Path(__file__).parents[2] / "vectorstore/data/corpus/ferry-rescue"
DAM = "The Esk dam broke on Monday, killing twelve people. Divers found four boats in the mud of the lake."
PAIRS = [
    {"document": DAM, "claim": "The Esk dam broke on Monday.", "label": "supported"},
    {"document": DAM, "claim": "A choir sang in the old mill of Brask.", "label": "unsupported"},
]
ITEM = {
    "id": "esk",
    "articles": [{"title": "Dam breaks", "text": DAM}],
    "reference": {"title": "Dam", "text": "The Esk dam broke."},
}
PAIR_KEYS = "file n unscored balanced_accuracy balanced_accuracy_ci roc_auc roc_auc_ci pairs_per_second"
SUMMARY_KEYS = "file n unscored rouge1 rouge2 rougeL loaded_per_100_inputs loaded_per_100_summary items"


@pytest.fixture
def run(tmp_path, monkeypatch, capsys):
    """Runs an `eval` command in an empty folder, with an embedder that needs no model."""
    monkeypatch.chdir(tmp_path)

    def command(*argv):
        code = main(
            ["eval", *map(str, argv)],
            environ={},
            embedder=lambda settings: HashEmbedder(),
            today=lambda: date(2026, 1, 1),
        )
        shown = capsys.readouterr()
        return code, shown.out, shown.err

    return command


def written(name, rows):
    path = Path(name)
    data = "".join(f"{json.dumps(row)}\n" for row in rows).encode()
    path.write_bytes(gzip.compress(data) if path.suffix == ".gz" else data)
    return name


@pytest.mark.parametrize("command", ["pairs", "summaries", "check", "show"])
def test_every_command_explains_itself_with_an_example(run, command):
    code, out, err = run(command, "--help")

    assert (code, err) == (0, "")
    assert f"fairwitness eval {command}" in out.split("Examples:")[1]


def test_pairs_prints_a_line_for_each_file(run):
    files = [written("a.jsonl", PAIRS), written("b.jsonl.gz", PAIRS * 2)]

    code, out, err = run("pairs", *files)

    assert (code, err) == (0, "")
    head, first, second = out.splitlines()
    assert head.split() == ["file", "n", "unscored", "balanced", "accuracy", "ROC-AUC", "pairs/s"]
    assert first.startswith("a.jsonl     2  0         1.000 [1.000, 1.000]  1.000 [1.000, 1.000]")
    assert second.startswith("b.jsonl.gz  4")


def test_pairs_prints_one_json_document(run):
    code, out, _ = run("pairs", written("a.jsonl", PAIRS), "--json", "--limit", 1, "--seed", 3, "--jobs", 1)

    document = json.loads(out)
    (file,) = document["files"]
    assert (code, document["schema"], list(file)) == (0, "fairwitness.eval-pairs/1", PAIR_KEYS.split())
    assert (file["n"], file["roc_auc"], file["roc_auc_ci"]) == (1, None, None)


def test_what_cannot_be_read_is_one_line_each_and_the_rest_goes_on(run):
    code, out, err = run("pairs", "none.jsonl", written("a.jsonl", [{"document": DAM}, *PAIRS]))

    assert code == 1
    assert out.splitlines()[1].startswith("a.jsonl  2  1 ")
    assert err.splitlines() == [
        "fairwitness: none.jsonl: cannot be read (No such file or directory); check the path",
        "fairwitness: a.jsonl:1: key 'claim' is missing; add it",
    ]


def test_what_cannot_be_scored_is_told_and_is_no_error(run):
    code, _, err = run("pairs", written("a.jsonl", [*PAIRS, {**PAIRS[0], "document": ""}]))

    assert (code, err) == (0, "fairwitness: a.jsonl:3: the document is empty\n")


def test_summaries_prints_figures_and_what_was_written(run):
    file = written("items.jsonl.gz", [ITEM])

    _, table, _ = run("summaries", file)
    code, out, err = run("summaries", file, "--json", "--words", 12)

    (found,) = json.loads(out)["files"]
    assert (code, err, list(found)) == (0, "", SUMMARY_KEYS.split())
    assert found["items"][0]["summary"].startswith("The Esk dam broke on Monday")
    assert table.splitlines()[1].split()[:3] == [file, "1", "0"]


def test_the_gold_set_is_checked_and_counted(run):
    code, out, err = run("check", FERRY)

    counts = {line[:28].strip(): line[28:].split() for line in out.splitlines()}
    assert (code, err) == (0, "")
    assert counts["kind"] == ["dev", "test", "all"]
    assert counts["claim, disputed"] == ["8", "0", "8"]


def test_a_quote_out_of_place_is_one_line_and_exits_with_1(run):
    facts = json.loads((FERRY / "facts.json").read_text("utf-8"))
    facts["claims"][0]["evidence"][0]["start"] -= 1
    Path("facts.json").write_text(json.dumps(facts), "utf-8")

    code, out, err = run("check", "facts.json")

    assert (code, out.splitlines()[0].split()) == (1, ["kind", "dev", "test", "all"])
    assert all(line.startswith("fairwitness: facts.json: ") for line in err.splitlines())


def test_an_item_is_shown_in_its_passage(run):
    code, out, _ = run("show", FERRY, "--id", "fr-q01")

    lines = out.splitlines()
    assert code == 0
    assert lines[0] == "fr-q01 · question, answerable · ferry-rescue, dev"
    assert "  norcable.txt 542-618" in lines
    assert "⟦the operation, which was led by" in out
    assert all(len(line) <= 80 for line in lines)


def test_every_item_of_an_event_is_shown(run):
    code, out, _ = run("show", FERRY / "facts.json")

    assert code == 0
    assert out.count(" · ferry-rescue, dev\n") == 112


@pytest.mark.parametrize(
    ("argv", "told"),
    [
        (("show", "--id", "x-9"), "no item has id 'x-9'; leave out --id to see all"),
        (("show", "none"), "facts 'none' cannot be read: No such file or directory; check the path"),
        (("check", "none"), "facts 'none' cannot be read: No such file or directory; check the path"),
    ],
)
def test_an_error_is_one_line(run, argv, told):
    assert run(*argv) == (1, "", f"fairwitness: {told}\n")

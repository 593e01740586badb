import gzip
import json

import pytest

from agent.check_local import LocalChecker
from agent.check_local.head import SUPPORT
from evals.lines import read
from evals.pairs import Pair, score, score_file
from vectorstore.embed import HashEmbedder

DAM = "The Esk dam broke on Monday, killing twelve people. Divers found four boats in the mud of the lake."
SHIP = "The ferry Anselma sailed for Oban at noon on Friday. Nobody was on board of it but the captain."
ROWS = [
    {"document": DAM, "claim": "The Esk dam broke on Monday.", "label": "supported"},
    {"document": SHIP, "claim": "The ferry sailed for Oban at noon.", "label": "supported"},
    {"document": DAM, "claim": "The Esk dam broke on Monday, killing 90 people.", "label": "refuted"},
    {"document": SHIP, "claim": "A choir sang in the old mill of Brask.", "label": "not_enough_info"},
    {
        "document": DAM,
        "claim": "The Esk dam broke on Monday. A choir sang in the old mill of Brask.",
        "label": "unsupported",
    },
]
CHECKER = LocalChecker(HashEmbedder())


def written(path, rows):
    text = "".join(f"{row if isinstance(row, str) else json.dumps(row)}\n" for row in rows)
    path.write_bytes(gzip.compress(text.encode(), mtime=0) if path.suffix == ".gz" else text.encode())
    return path


def scored(path, **options):
    ticks = iter(range(100))
    return score_file(path, CHECKER, lambda: next(ticks), **options)


@pytest.fixture
def file(tmp_path):
    return written(tmp_path / "pairs.jsonl", ROWS)


def test_every_label_but_supported_is_unsupported(file):
    assert [pair.supported for pair in read(file, Pair).items] == [True, True, False, False, False]


def test_plain_and_gzipped_files_are_read_alike(file, tmp_path):
    packed = written(tmp_path / "pairs.jsonl.gz", ROWS)

    assert read(packed, Pair) == read(file, Pair)


def test_a_sample_is_drawn_by_seed_and_keeps_the_order_of_the_file(file):
    drawn = {seed: [p.line for p in read(file, Pair, limit=3, seed=seed).items] for seed in range(8)}

    assert all(lines == sorted(set(lines)) and len(lines) == 3 for lines in drawn.values())
    assert len({tuple(lines) for lines in drawn.values()}) > 1
    assert drawn[3] == [pair.line for pair in read(file, Pair, limit=3, seed=3).items]
    assert len(read(file, Pair, limit=99).items) == len(ROWS)


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{", "is not JSON"),
        ("[1]", "is a JSON list, not an object"),
        ('{"document": "a", "label": "supported"}', "key 'claim' is missing; add it"),
        ('{"document": "a", "claim": "b", "label": 1}', "key 'label' is 1: input should be a valid string"),
    ],
)
def test_a_bad_line_is_named_and_the_rest_goes_on(tmp_path, line, reason):
    file = written(tmp_path / "pairs.jsonl", [*ROWS, "", line])

    found = scored(file)

    (problem,) = found.problems
    assert problem.path == f"{file}:{len(ROWS) + 2}"
    assert problem.reason.startswith(reason)
    assert (found.scores.n, found.scores.unscored) == (len(ROWS), 1)


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("none.jsonl", None, "cannot be read"),
        ("empty.jsonl", b"\n", "holds no item"),
        ("plain.jsonl.gz", b"{}\n", "is not gzip"),
        ("short.jsonl.gz", gzip.compress(b'{"document": "a"}\n' * 99, mtime=0)[:-12], "is damaged gzip"),
    ],
)
def test_a_file_that_cannot_be_read_is_named(tmp_path, name, content, reason):
    if content is not None:
        (tmp_path / name).write_bytes(content)

    problem = scored(tmp_path / name).problems[-1]

    assert problem.path == str(tmp_path / name)
    assert problem.reason.startswith(reason)


def test_a_pair_is_supported_where_the_checker_finds_that_its_document_supports_it(file):
    rows = score(read(file, Pair).items, CHECKER)

    assert [row.id for row in rows] == ["1", "2", "3", "4", "5"]
    assert [row.score >= SUPPORT for row in rows] == [True, True, False, False, False]


def test_the_weakest_sentence_of_a_claim_decides(file):
    first, *_, both = score(read(file, Pair).items, CHECKER)

    assert both.score < SUPPORT <= first.score


def test_rows_are_the_same_with_more_threads(tmp_path):
    file = written(tmp_path / "pairs.jsonl", ROWS * 20)
    pairs = read(file, Pair).items

    assert score(pairs, CHECKER, jobs=3) == score(pairs, CHECKER)


def test_the_figures_of_a_file_come_with_intervals_and_speed(file):
    scores = scored(file).scores

    assert scores.file == str(file)
    assert (scores.n, scores.unscored, scores.pairs_per_second) == (5, 0, 5)
    assert scores.balanced_accuracy == scores.roc_auc == 1
    assert scores.roc_auc_ci == scores.balanced_accuracy_ci == (1, 1)


def test_a_pair_that_cannot_be_scored_is_counted_and_counts_for_nothing(tmp_path):
    odd = [
        {"document": " ", "claim": "It rained.", "label": "supported"},
        {"document": DAM, "claim": "", "label": "supported"},
        {"document": DAM, "claim": "It rained. " * 300, "label": "supported"},
    ]
    file = written(tmp_path / "pairs.jsonl", [*ROWS, *odd])

    found = scored(file)

    assert (found.scores.n, found.scores.unscored, found.scores.roc_auc) == (5, 3, 1)
    assert [note.split(": ")[1].split(" ")[1] for note in found.notes] == ["document", "claim", "claim"]


def test_figures_of_one_class_are_undefined_and_say_why(tmp_path):
    found = scored(written(tmp_path / "pairs.jsonl", ROWS[:2]))

    assert found.scores.n == 2
    assert found.scores.balanced_accuracy is found.scores.roc_auc is found.scores.roc_auc_ci is None
    assert "2 supported and 0 unsupported pairs" in found.notes[0]

import gzip
import json

import pytest

from evals.pairs import balanced_accuracy, load, roc_auc


def test_balanced_accuracy_is_the_mean_over_both_classes():
    # Supported: .9 right, .4 wrong; unsupported: .1, .2, .3 right, .8 wrong: (1/2 + 3/4) / 2.
    scores = [0.9, 0.4, 0.1, 0.2, 0.3, 0.8]
    labels = [True, True, False, False, False, False]
    assert balanced_accuracy(scores, labels, 0.5) == pytest.approx(0.625)


def test_roc_auc_counts_ordered_pairs_and_half_of_the_ties():
    # Pairs: .9>.5, .9>.1, .5=.5 (half), .5>.1.
    assert roc_auc([0.9, 0.5, 0.5, 0.1], [True, True, False, False]) == pytest.approx(3.5 / 4)


def test_one_class_alone_is_an_error():
    with pytest.raises(ValueError, match="1 supported and 0 unsupported"):
        roc_auc([0.5], [True])


def test_every_label_but_supported_is_unsupported(tmp_path):
    path = tmp_path / "pairs.jsonl.gz"
    rows = [{"document": "d", "claim": "c", "label": label} for label in ("supported", "refuted")]
    with gzip.open(path, "wt", encoding="utf-8") as file:
        file.write("\n".join(map(json.dumps, rows)))
    assert [pair.supported for pair in load(path)] == [True, False]

import gzip
import json

from evals.pairs import load


def test_every_label_but_supported_is_unsupported(tmp_path):
    path = tmp_path / "pairs.jsonl.gz"
    rows = [{"document": "d", "claim": "c", "label": label} for label in ("supported", "refuted")]
    with gzip.open(path, "wt", encoding="utf-8") as file:
        file.write("\n".join(map(json.dumps, rows)))
    assert [pair.supported for pair in load(path)] == [True, False]

import hashlib
import os
import subprocess
import sys
from importlib.resources import files
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from vectorstore.embed import Embedder, HashEmbedder, MiniLM, unit_rows

ROOT = Path(__file__).parents[2]
DATA = Path(str(files("vectorstore"))) / "data" / "minilm"


@pytest.fixture(scope="module")
def minilm() -> MiniLM:
    return MiniLM()


@pytest.fixture(params=["hash", "minilm"])
def embedder(request: pytest.FixtureRequest, minilm: MiniLM) -> Embedder:
    return minilm if request.param == "minilm" else HashEmbedder()


def test_the_local_model_keeps_no_record_of_its_use(tmp_path: Path) -> None:
    program = "from vectorstore.embed import MiniLM; MiniLM(threads=1).embed(['The pier closed.'])"
    home = {"HOME": str(tmp_path), "XDG_CACHE_HOME": str(tmp_path), "PATH": os.environ["PATH"]}

    subprocess.run([sys.executable, "-c", program], env=home, cwd=ROOT, check=True)

    assert list(tmp_path.iterdir()) == []


def test_the_tokenizer_is_the_published_file() -> None:
    digest, name = (DATA / "SHA256SUMS").read_text().split()

    assert name == "tokenizer.json"
    assert hashlib.sha256((DATA / name).read_bytes()).hexdigest() == digest
    assert "Apache License" in (DATA / "LICENSE").read_text()


def test_no_texts_give_no_rows(embedder: Embedder) -> None:
    assert embedder.embed([]).shape == (0, embedder.dimension)


def test_rows_are_float32_directions_of_the_promised_length(embedder: Embedder) -> None:
    rows = embedder.embed(
        ["The bridge was closed on Monday.", "", " \n", "橋が閉鎖された", "a\ud83d b", "x " * 3000]
    )

    assert rows.dtype == np.float32
    assert rows.shape == (6, embedder.dimension)
    np.testing.assert_allclose(np.linalg.norm(rows, axis=1), 1, atol=1e-5)


def test_order_is_kept_whatever_the_lengths(embedder: Embedder) -> None:
    texts = [f"{word} " * count for count in range(12, 0, -1) for word in ("ferry", "tram")]

    together = embedder.embed(texts)
    alone = np.concatenate([embedder.embed([text]) for text in texts])

    np.testing.assert_allclose(together, alone, atol=1e-6)


def test_closer_in_meaning_is_closer_in_angle(minilm: MiniLM) -> None:
    question, related, unrelated = minilm.embed(
        ["How many people were hurt?", "Twelve passengers suffered injuries.", "The bakery sells rye bread."]
    )

    assert question @ related > question @ unrelated + 0.2


def test_text_beyond_256_pieces_does_not_count(minilm: MiniLM) -> None:
    first, second = minilm.embed(["storm " * 254 + "bread", "storm " * 254 + "tram"])

    np.testing.assert_allclose(first, second, atol=1e-6)


def test_the_model_reads_as_published(minilm: MiniLM) -> None:
    # First numbers of the fp32 model's vector for this sentence, to the precision of its int8 weights.
    (vector,) = minilm.embed(["This is an example sentence"])

    np.testing.assert_allclose(vector[:5], [0.0676, 0.0635, 0.0487, 0.0793, 0.0374], atol=0.006)


def test_shared_words_bring_hashed_texts_closer() -> None:
    storm, storms, bread = HashEmbedder().embed(
        ["the storm hit the coast", "Storms hit coasts", "rye bread for sale"]
    )

    assert storm @ storms > storm @ bread


@given(st.lists(st.text()))
def test_hashing_gives_a_direction_to_every_text(texts: list[str]) -> None:
    rows = HashEmbedder(16).embed(texts)

    np.testing.assert_allclose(np.linalg.norm(rows, axis=1), 1, atol=1e-5)
    assert np.array_equal(rows, HashEmbedder(16).embed(texts))


def test_a_row_of_zeros_becomes_the_first_axis() -> None:
    np.testing.assert_array_equal(
        unit_rows(np.array([[0.0, 0.0], [3.0, 4.0]])), np.float32([[1, 0], [0.6, 0.8]])
    )

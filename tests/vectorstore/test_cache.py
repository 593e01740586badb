import multiprocessing
import sqlite3
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from vectorstore.cache import Cached
from vectorstore.embed import HashEmbedder, Vectors


class Counting(HashEmbedder):
    """Remembers which texts it was asked for."""

    def __init__(self, dimension: int = 16) -> None:
        super().__init__(dimension)
        self.asked: list[str] = []

    def embed(self, texts: Sequence[str]) -> Vectors:
        self.asked.extend(texts)
        return super().embed(texts)


def test_each_distinct_text_is_embedded_once_and_order_is_kept(tmp_path: Path) -> None:
    inner = Counting()
    with Cached(inner, tmp_path / "deep" / "vectors.sqlite") as cached:
        first = cached.embed(["ferry", "tram", "ferry"])
        second = cached.embed(["mayor", "tram"])

    assert inner.asked == ["ferry", "tram", "mayor"]
    np.testing.assert_array_equal(first, HashEmbedder(16).embed(["ferry", "tram", "ferry"]))
    np.testing.assert_array_equal(second, HashEmbedder(16).embed(["mayor", "tram"]))
    assert (cached.name, cached.dimension) == (inner.name, 16)


def test_no_texts_give_no_rows() -> None:
    assert Cached(HashEmbedder(16)).embed([]).shape == (0, 16)


def test_vectors_outlive_the_process_that_made_them(tmp_path: Path) -> None:
    texts = [f"storm {number}" for number in range(1200)]
    with Cached(Counting(), tmp_path / "vectors.sqlite") as cached:
        before = cached.embed(texts)

    inner = Counting()
    with Cached(inner, tmp_path / "vectors.sqlite") as cached:
        after = cached.embed(texts)

    assert inner.asked == []
    np.testing.assert_array_equal(before, after)


def test_embedders_of_other_names_do_not_share_vectors(tmp_path: Path) -> None:
    with Cached(HashEmbedder(16), tmp_path / "vectors.sqlite") as cached:
        cached.embed(["ferry"])

    with Cached(Counting(32), tmp_path / "vectors.sqlite") as other:
        assert other.embed(["ferry"]).shape == (1, 32)


def test_memory_is_bounded_and_forgets_the_least_recently_used() -> None:
    inner = Counting()
    cached = Cached(inner, capacity=2)

    cached.embed(["ferry", "tram"])
    cached.embed(["ferry"])
    cached.embed(["mayor"])
    cached.embed(["ferry", "tram"])

    assert inner.asked == ["ferry", "tram", "mayor", "tram"]
    assert cached.embed([f"storm {number}" for number in range(5)]).shape == (5, 16)


@pytest.mark.parametrize(
    "content", [b"this is not a database at all, " * 9, b"SQLite format 3\0" + b"\xff" * 4096]
)
def test_a_damaged_file_is_started_anew(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "vectors.sqlite"
    path.write_bytes(content)

    with Cached(Counting(), path) as cached:
        rows = cached.embed(["ferry"])
        cached.embed(["tram"])

    inner = Counting()
    with Cached(inner, path) as again:
        again.embed(["tram"])
    assert inner.asked == []
    np.testing.assert_array_equal(rows, HashEmbedder(16).embed(["ferry"]))


def test_a_file_that_cannot_be_used_is_bypassed(tmp_path: Path) -> None:
    (tmp_path / "plain").write_text("a file where a folder is wanted")
    with sqlite3.connect(tmp_path / "other.sqlite") as other:
        other.execute("CREATE TABLE vectors (unrelated TEXT)")
    other.close()

    for path in (tmp_path, tmp_path / "plain" / "vectors.sqlite", tmp_path / "other.sqlite"):
        with Cached(HashEmbedder(16), path) as cached:
            assert cached.embed(["ferry"]).shape == (1, 16)


def test_a_vector_of_the_wrong_size_is_embedded_again(tmp_path: Path) -> None:
    path = tmp_path / "vectors.sqlite"
    with Cached(HashEmbedder(16), path) as cached:
        cached.embed(["ferry"])
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE vectors SET vector = x'00'")
    connection.close()

    inner = Counting()
    with Cached(inner, path) as again:
        again.embed(["ferry"])

    assert inner.asked == ["ferry"]


def _fill(path: Path, offset: int) -> None:
    with Cached(HashEmbedder(16), path) as cached:
        for number in range(30):
            cached.embed([f"storm {number + offset}", f"shared {number}"])


def test_processes_share_one_file(tmp_path: Path) -> None:
    path = tmp_path / "vectors.sqlite"
    spawn = multiprocessing.get_context("spawn")
    workers = [spawn.Process(target=_fill, args=(path, 100 * number)) for number in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()

    inner = Counting()
    with Cached(inner, path) as cached:
        cached.embed([f"storm {number + offset}" for number in range(30) for offset in (0, 100)])

    assert [worker.exitcode for worker in workers] == [0, 0]
    assert inner.asked == []

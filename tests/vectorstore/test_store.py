import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.vectorstore.building import article, entry
from vectorstore.embed import HashEmbedder
from vectorstore.errors import StoreError
from vectorstore.store import ChromaStore, Entry, MemoryStore, Store
from vectorstore.store.records import Record, pack, unpack

ENVIRONMENT = {**os.environ, "PYTHONPATH": os.fspath(Path(__file__).parents[2])}
NAME = HashEmbedder(32).name
FERRY = article(
    "ferry.txt", "The ferry left the harbour late. " * 5, published=datetime(2031, 4, 2, 9, tzinfo=UTC)
)
TRAM = article(
    "news.jsonl:3",
    "Trams stood still — “again”, said the union.\r\n\r\nنص 橋 👩‍🚒 e\u0301 " * 2,
    origin="wire",
)
MAYOR = article("news.jsonl:10", "The mayor called it a great day for the town.")


@pytest.fixture(params=["memory", "folder", pytest.param("server", marks=pytest.mark.socket)])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "server":
        return str(request.getfixturevalue("chroma_server"))
    return "" if request.param == "memory" else str(tmp_path / "news.store")


@pytest.fixture
def store(place: str) -> Iterator[Store]:
    with ChromaStore.open(place, NAME, rebuild=True) if place else MemoryStore() as opened:
        yield opened


@pytest.fixture
def reopened(place: str, store: Store) -> Callable[[], Store]:
    """What somebody sees who opens the store now."""
    readers: list[Store] = []

    def reopen() -> Store:
        if not place:
            return store
        readers.append(ChromaStore.open(place))
        return readers[-1]

    yield reopen
    for reader in readers:
        reader.close()


def seen(store: Store) -> tuple[object, ...]:
    passages = store.passages()
    vectors = store.vectors([passage.id for passage in passages]).tolist()
    return store.articles(), passages, vectors, store.sketches()


def test_what_was_put_comes_back_exactly_and_in_order(store: Store, reopened: Callable[[], Store]) -> None:
    entries = [entry(FERRY, sketch=(0, 2**32 - 1)), entry(TRAM, sketch=range(200)), entry(MAYOR)]

    store.put(entries[:2])
    store.put(entries[2:])

    for each in (store, reopened()):
        assert each.articles() == (FERRY, MAYOR, TRAM)
        assert each.passages() == tuple(
            passage for number in (0, 2, 1) for passage in entries[number].passages
        )
        assert each.passages([TRAM.id, "unknown"]) == entries[1].passages
        assert each.sketches()[TRAM.id] == tuple(range(200))
        np.testing.assert_array_equal(
            each.vectors([passage.id for passage in reversed(entries[0].passages)]), entries[0].vectors[::-1]
        )


def test_an_empty_store_holds_nothing(store: Store) -> None:
    store.put([])

    assert seen(store) == ((), (), [], {})
    assert store.nearest(np.ones(32, dtype=np.float32), 5) == ()
    assert store.remove("unknown") is False
    store.relabel({"unknown": "wire"})


def test_putting_again_changes_nothing(store: Store, reopened: Callable[[], Store]) -> None:
    store.put([entry(FERRY), entry(TRAM)])
    before = seen(store)

    store.put([entry(TRAM)])
    store.put([entry(FERRY), entry(TRAM), entry(FERRY)])

    assert seen(store) == before
    assert seen(reopened()) == before


def test_another_article_at_the_same_path_takes_its_place(
    store: Store, reopened: Callable[[], Store]
) -> None:
    corrected = article(TRAM.path, "Trams run again, said the union.")
    store.put([entry(FERRY), entry(TRAM), entry(MAYOR)])

    store.put([entry(corrected)])

    for each in (store, reopened()):
        assert {found.id for found in each.articles()} == {FERRY.id, MAYOR.id, corrected.id}
        assert not [passage for passage in each.passages() if passage.article == TRAM.id]


def test_of_two_articles_for_one_path_in_one_call_the_later_stays(store: Store) -> None:
    corrected = article(TRAM.path, "Trams run again, said the union.")

    store.put([entry(TRAM), entry(corrected)])

    assert store.articles() == (corrected,)


def test_an_article_that_moved_is_kept_once(store: Store, reopened: Callable[[], Store]) -> None:
    moved = FERRY.model_copy(update={"path": "archive/ferry.txt"})
    store.put([entry(FERRY)])

    store.put([entry(moved)])

    assert store.articles() == reopened().articles() == (moved,)


def test_other_passages_of_the_same_article_replace_the_old(
    store: Store, reopened: Callable[[], Store]
) -> None:
    store.put([entry(FERRY, size=40)])

    store.put([entry(FERRY, size=70)])

    for each in (store, reopened()):
        assert each.passages() == entry(FERRY, size=70).passages


def test_remove_takes_everything_of_one_article(store: Store, reopened: Callable[[], Store]) -> None:
    store.put([entry(FERRY), entry(TRAM)])

    assert store.remove(FERRY.id) is True
    assert store.remove(FERRY.id) is False

    for each in (store, reopened()):
        assert each.articles() == (TRAM,)
        assert each.passages() == entry(TRAM).passages
        assert list(each.sketches()) == [TRAM.id]
        with pytest.raises(StoreError, match="no passage"):
            each.vectors([entry(FERRY).passages[0].id])


def test_relabel_changes_the_origin_and_nothing_else(store: Store, reopened: Callable[[], Store]) -> None:
    store.put([entry(FERRY), entry(TRAM)])
    passages = store.passages()

    store.relabel({FERRY.id: "wire", TRAM.id: "wire", "unknown": "wire"})

    for each in (store, reopened()):
        assert each.articles() == (FERRY.model_copy(update={"origin": "wire"}), TRAM)
        assert each.passages() == passages


def test_nearest_is_exact_ordered_and_filtered(store: Store) -> None:
    entries = [entry(FERRY), entry(TRAM), entry(MAYOR)]
    store.put(entries)
    question = HashEmbedder(32).embed(["the mayor of the town"])[0]
    matrix = store.vectors([passage.id for passage in store.passages()])

    hits = store.nearest(question * 3, 4)

    expected = np.argsort(-(matrix @ question), kind="stable")[:4]
    assert [hit.passage for hit in hits] == [store.passages()[row] for row in expected]
    np.testing.assert_allclose([hit.similarity for hit in hits], (matrix @ question)[expected], atol=1e-6)
    assert all(hit.score == max(0, hit.similarity) for hit in hits)
    assert {hit.passage.article for hit in store.nearest(question, 99, [FERRY.id])} == {FERRY.id}
    assert len(store.nearest(question, 99)) == len(store.passages())
    assert store.nearest(question, 99, []) == ()
    assert store.nearest(question, 0) == ()


def test_a_vector_of_another_length_is_refused(store: Store) -> None:
    store.put([entry(FERRY)])

    with pytest.raises(StoreError, match="32"):
        store.nearest(np.ones(8, dtype=np.float32), 3)
    with pytest.raises(StoreError, match="8"):
        store.put([entry(TRAM, embedder=HashEmbedder(8))])
    assert store.articles() == (FERRY,)


def test_the_version_grows_with_each_change(store: Store) -> None:
    versions = [store.version]
    for change in (
        lambda: store.put([entry(FERRY)]),
        lambda: store.relabel({FERRY.id: "wire"}),
        lambda: store.remove(FERRY.id),
    ):
        change()
        versions.append(store.version)

    assert versions == sorted(set(versions))


@pytest.mark.parametrize("change", ["passage", "order", "vectors", "length", "nothing"])
def test_an_entry_whose_parts_do_not_belong_together_is_refused(change: str) -> None:
    good = entry(FERRY)
    passages, vectors = good.passages, good.vectors
    match change:
        case "passage":
            passages = (passages[0].model_copy(update={"text": "Another text."}), *passages[1:])
        case "order":
            passages = passages[::-1]
        case "vectors":
            vectors = vectors[1:]
        case "length":
            vectors = vectors * 2
        case "nothing":
            passages, vectors = (), vectors[:0]

    with pytest.raises(ValueError, match=FERRY.id):
        Entry(FERRY, passages, vectors=vectors)


@given(
    text=st.text(min_size=1),
    title=st.text(),
    published=st.none() | st.datetimes(timezones=st.just(UTC)),
    sketch=st.lists(st.integers(0, 2**32 - 1)),
)
def test_records_survive_packing(
    text: str, title: str, published: datetime | None, sketch: list[int]
) -> None:
    whole = article("a.txt", text, published=published).model_copy(update={"title": title})
    record = Record(whole, entry(whole, size=7).passages, tuple(sketch))

    back, sequence = unpack(pack(record, 5))

    assert (back.article, back.passages, back.sketch, sequence) == (whole, record.passages, record.sketch, 5)


def test_records_survive_packing_with_half_a_surrogate_pair() -> None:
    whole = article("a.txt", "half \ud83d of it")

    packed = pack(Record(whole, ()), 1)

    assert packed.encode()
    assert unpack(packed)[0].article == whole


@given(st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("uvwxyz"), st.booleans()), max_size=12))
@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_folder_and_memory_agree_after_any_changes(
    tmp_path: Path, changes: list[tuple[str, str, bool]]
) -> None:
    with ChromaStore.open(str(tmp_path / "a.store"), NAME, rebuild=True) as disk, MemoryStore() as memory:
        for path, text, kept in changes:
            whole = article(path, f"{text} is what it says. " * 3)
            for store in (disk, memory):
                if kept:
                    store.put([entry(whole)])
                else:
                    store.remove(whole.id)
        with ChromaStore.open(str(tmp_path / "a.store")) as again:
            assert seen(memory) == seen(disk) == seen(again)


def test_another_embedder_is_refused_until_rebuilt(tmp_path: Path) -> None:
    place = str(tmp_path / "news.store")
    with ChromaStore.open(place, NAME) as store:
        store.put([entry(FERRY)])

    with pytest.raises(StoreError, match=r"'hash/32', not 'other'.*--rebuild"):
        ChromaStore.open(place, "other")
    with ChromaStore.open(place) as store:
        assert store.embedder == NAME
    with ChromaStore.open(place, "other", rebuild=True) as store:
        assert store.articles() == ()
        store.put([entry(TRAM, embedder=HashEmbedder(8))])
    with ChromaStore.open(place, "other") as store:
        assert store.articles() == (TRAM,)


def test_a_new_store_without_an_embedder_cannot_be_written(tmp_path: Path) -> None:
    with ChromaStore.open(str(tmp_path / "news.store")) as store, pytest.raises(StoreError, match="embedder"):
        store.put([entry(FERRY)])


def test_reading_makes_no_files(tmp_path: Path) -> None:
    with ChromaStore.open(str(tmp_path / "news.store"), NAME) as store:
        assert store.articles() == ()
        assert store.remove("unknown") is False

    assert list(tmp_path.iterdir()) == []


def test_a_store_that_must_exist_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="fairwitness ingest"):
        ChromaStore.open(str(tmp_path / "news.store"), must_exist=True)


def _file(place: Path) -> None:
    place.write_text("not a folder")


def _photos(place: Path) -> None:
    place.mkdir()
    (place / "photo.jpg").write_text("not a store")


def _garbage(place: Path) -> None:
    place.mkdir()
    (place / "chroma.sqlite3").write_bytes(b"garbage" * 1000)


def _torn(place: Path) -> None:
    with ChromaStore.open(str(place), NAME) as store:
        store.put([entry(FERRY)])
    with (place / "chroma.sqlite3").open("r+b") as file:
        file.seek(20_000)
        file.write(b"\xff" * 80_000)


@pytest.mark.parametrize("damage", [_file, _photos, _garbage, _torn])
def test_what_is_no_store_is_refused_in_one_line(tmp_path: Path, damage: Callable[[Path], None]) -> None:
    damage(tmp_path / "news.store")

    with pytest.raises(StoreError, match=r"news\.store") as caught:
        ChromaStore.open(str(tmp_path / "news.store"), NAME)

    assert "\n" not in str(caught.value)


@pytest.mark.socket
@pytest.mark.parametrize(
    "location", ["http://127.0.0.1:9", "http://127.0.0.1:x", "http://", "http://host/path", "https://a@b"]
)
def test_a_server_that_does_not_answer_is_refused_in_one_line(location: str) -> None:
    with pytest.raises(StoreError, match="chroma run") as caught:
        ChromaStore.open(location)

    assert "\n" not in str(caught.value)


def test_a_damaged_record_is_refused(tmp_path: Path) -> None:
    place = str(tmp_path / "news.store")
    with ChromaStore.open(place, NAME) as store:
        store.put([entry(FERRY)])
        store._client.label("articles", [(FERRY.id, {"record": json.dumps({"article": 3})})])

    with pytest.raises(StoreError, match="damaged"):
        ChromaStore.open(place)


def test_a_collection_of_another_program_is_left_alone(tmp_path: Path) -> None:
    place = str(tmp_path / "news.store")
    with ChromaStore.open(place, NAME) as store:
        store.put([entry(FERRY)])
        store._client._collections["articles"].modify(metadata={"theirs": 1})

    for rebuild in (False, True):
        with pytest.raises(StoreError, match="another program"):
            ChromaStore.open(place, NAME, rebuild=rebuild)


@pytest.mark.parametrize("setting", ["CHROMA_SERVER_NOFILE=abc", "CHROMA_API_IMPL=nonsense"])
def test_a_bad_setting_of_chroma_is_our_error(tmp_path: Path, setting: str) -> None:
    (tmp_path / ".env").write_text(setting)
    with ChromaStore.open(str(tmp_path / "news.store"), NAME) as store:
        store.put([entry(FERRY)])
    code = f"""
from vectorstore.errors import StoreError
from vectorstore.store import ChromaStore
try:
    print(len(ChromaStore.open({str(tmp_path / "news.store")!r}).articles()))
except StoreError as error:
    print(error)
"""

    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        env=ENVIRONMENT,
        capture_output=True,
        text=True,
        check=True,
    )

    assert done.stdout.count("\n") == 1
    assert "1" in done.stdout or "CHROMA_" in done.stdout


def test_a_second_writer_is_refused_at_once_and_a_reader_is_not(tmp_path: Path) -> None:
    place = str(tmp_path / "news.store")
    with ChromaStore.open(place, NAME) as first, ChromaStore.open(place, NAME) as second:
        first.put([entry(FERRY)])

        with pytest.raises(StoreError, match="another process"):
            second.put([entry(TRAM)])
        with pytest.raises(StoreError, match="another process"):
            ChromaStore.open(place, NAME, rebuild=True)
        with ChromaStore.open(place) as reader:
            assert reader.articles() == (FERRY,)

        first.close()
        second.put([entry(TRAM)])
        assert second.articles() == (FERRY, TRAM)


def test_a_folder_opens_no_socket(tmp_path: Path, refused: list[str]) -> None:
    with ChromaStore.open(str(tmp_path / "news.store"), NAME) as store:
        store.put([entry(FERRY)])
        assert store.nearest(entry(FERRY).vectors[0], 1)

    assert refused == []

import random
import signal
import time
from multiprocessing.context import ForkServerContext
from pathlib import Path

import pytest

from tests.vectorstore.ingesting import EMBEDDER, ingest, touch, wanted
from vectorstore.store import ChromaStore

KILLS = 12


@pytest.fixture(scope="module")
def forks() -> ForkServerContext:
    """Starts processes from a clean one that has Chroma imported already."""
    context = ForkServerContext()
    context.set_forkserver_preload(["chromadb", "tests.vectorstore.ingesting"])
    return context


def run(forks: ForkServerContext, place: Path, edition: int, limit: float | None = None) -> tuple[int, float]:
    """Exit code, and seconds of writing, of an ingest that is killed after `limit` seconds of writing."""
    heard, told = forks.Pipe(duplex=False)
    worker = forks.Process(target=ingest, args=(str(place), edition, told))
    worker.start()
    told.close()
    heard.recv()
    started = time.monotonic()
    worker.join(limit)
    worker.kill()
    worker.join()
    heard.close()
    assert worker.exitcode is not None
    return worker.exitcode, time.monotonic() - started


def held(place: Path) -> tuple[object, ...]:
    """All that is committed, and all that lies about."""
    with ChromaStore.open(str(place), EMBEDDER.name) as store:
        passages = store.passages()
        vectors = store.vectors([passage.id for passage in passages]).tolist()
        rows = [sorted(store._client.ids(name)) for name in ("articles", "passages")]
        return store.articles(), passages, vectors, store.sketches(), rows


def test_an_ingest_killed_at_random_moments_ends_in_the_same_store(
    tmp_path: Path, forks: ForkServerContext
) -> None:
    chance = random.Random(20310402)
    spared, killed = tmp_path / "spared.store", tmp_path / "killed.store"
    code, seconds = run(forks, spared, 1)
    assert code == 0
    assert run(forks, spared, 2)[0] == 0

    codes = []
    for number in range(KILLS):
        edition = 1 if number < KILLS // 2 else 2
        codes.append(run(forks, killed, edition, chance.uniform(0, 0.5) * seconds)[0])
        with ChromaStore.open(str(killed), EMBEDDER.name) as store:
            articles = store.articles()
            assert len({each.path for each in articles}) == len(articles)
            assert {passage.article for passage in store.passages()} == {each.id for each in articles}
            assert len(store.vectors([each.id for each in store.passages()])) == len(store.passages())
    assert run(forks, killed, 2)[0] == 0
    touch(str(killed))

    assert -signal.SIGKILL in codes
    assert {each.id for each in wanted(2)} == {each.id for each in held(killed)[0]}
    assert held(killed) == held(spared)

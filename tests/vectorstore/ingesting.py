"""A small resumable ingest, run in processes that are killed."""

from multiprocessing.connection import Connection

from tests.vectorstore.building import article, entry
from vectorstore.embed import HashEmbedder
from vectorstore.store import ChromaStore
from vectorstore.values import Article

EMBEDDER = HashEmbedder(32)


def wanted(edition: int) -> list[Article]:
    """Forty articles, of which each fourth differs from edition to edition."""
    return [
        article(f"story-{number}.txt", f"Story {number}, edition {edition if number % 4 == 0 else 0}. " * 9)
        for number in range(40)
    ]


def ingest(place: str, edition: int, started: Connection) -> None:
    """Put what is not there yet, two articles at a time."""
    with ChromaStore.open(place, EMBEDDER.name) as store:
        known = {each.id for each in store.articles()}
        new = [entry(each, embedder=EMBEDDER) for each in wanted(edition) if each.id not in known]
        started.send(len(new))
        for first in range(0, len(new), 2):
            store.put(new[first : first + 2])


def touch(place: str) -> None:
    """Be a writer once more, which removes what a killed one left."""
    with ChromaStore.open(place, EMBEDDER.name) as store:
        store.put([entry(wanted(0)[1], embedder=EMBEDDER)])

"""How often each independent origin is heard in a summary, and how much of the articles is its own.

Reprints of one story are one voice: a sentence that three of them carry hears their origin once.
"""

from collections import Counter
from collections.abc import Mapping, Sequence

from agent.values import SummarySentence
from vectorstore.values import Article


def heard(sentences: Sequence[SummarySentence], origins: Mapping[str, str]) -> Counter[str]:
    """In how many sentences each origin is cited.

    Args:
        sentences: Of a summary.
        origins: The origin of each article by its id; citations of other articles are not counted.
    """
    return Counter(
        origin
        for sentence in sentences
        for origin in sorted({origins[c.article] for c in sentence.citations if c.article in origins})
    )


def written(articles: Sequence[Article]) -> Counter[str]:
    """Words of each origin: those of its longest article, since its others say the same again."""
    most = Counter[str]()
    for article in articles:
        size = sum(len(span.of(article.text).split()) for span in article.body)
        most[article.origin] = max(most[article.origin], size)
    return most


def named(articles: Sequence[Article]) -> dict[str, str]:
    """Each origin as it is shown: the publishers that carry its story."""
    publishers: dict[str, set[str]] = {}
    for article in articles:
        publishers.setdefault(article.origin, set()).add(article.publisher)
    return {origin: " + ".join(sorted(names)) for origin, names in publishers.items()}

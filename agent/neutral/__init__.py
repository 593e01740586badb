"""How loaded a text is and how evenly a summary draws on its sources."""

from collections import Counter
from collections.abc import Sequence

from agent.language.quotes import masked
from agent.language.words import tokens
from agent.neutral.lexicon import loaded, per_hundred, slanted
from agent.neutral.voices import heard, named, written
from agent.values import Neutrality, SummarySentence
from vectorstore.values import Article

__all__ = ["heard", "loaded", "neutrality", "per_hundred", "slanted"]


def _figure(texts: Sequence[str]) -> float:
    """`per_hundred` to two places; texts that say nothing outside quotations have no loaded word."""
    return round(per_hundred(texts), 2) if any(tokens(masked(text)) for text in texts) else 0.0


def neutrality(sentences: Sequence[SummarySentence], articles: Sequence[Article]) -> Neutrality:
    """Figures about the tone and balance of a summary of `articles`."""
    bodies = [span.of(article.text) for article in articles for span in article.body]
    texts = [sentence.text for sentence in sentences]
    origins = {article.id: article.origin for article in articles}
    cited = heard(sentences, origins)
    return Neutrality(
        loaded_per_100_inputs=_figure(bodies),
        loaded_per_100_summary=_figure(texts),
        loaded_words=tuple(dict.fromkeys(word for text in texts for word in loaded(text))),
        origins_used=len(cited),
        origins_total=len(set(origins.values())),
        shares=_shares(cited, articles),
        shares_inputs=_shares(written(articles), articles),
    )


def _shares(counts: Counter[str], articles: Sequence[Article]) -> dict[str, float]:
    """The part of the whole that falls to each origin, under the names of its publishers."""
    total, shares = counts.total() or 1, Counter[str]()
    for origin, name in named(articles).items():
        shares[name] += counts[origin]
    return {name: round(count / total, 3) for name, count in sorted(shares.items())}

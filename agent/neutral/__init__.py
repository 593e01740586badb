"""How loaded a text is and how evenly a summary draws on its sources."""

from collections import Counter
from collections.abc import Sequence

from agent.language.quotes import masked
from agent.language.words import tokens
from agent.neutral.lexicon import loaded, per_hundred, slanted
from agent.values import Neutrality, SummarySentence
from vectorstore.values import Article

__all__ = ["loaded", "neutrality", "per_hundred", "slanted"]


def _figure(texts: Sequence[str]) -> float:
    """`per_hundred` to two places; texts that say nothing outside quotations have no loaded word."""
    return round(per_hundred(texts), 2) if any(tokens(masked(text)) for text in texts) else 0.0


def neutrality(sentences: Sequence[SummarySentence], articles: Sequence[Article]) -> Neutrality:
    """Figures about the tone and balance of a summary of `articles`."""
    bodies = [span.of(article.text) for article in articles for span in article.body]
    texts = [sentence.text for sentence in sentences]
    cited = Counter(citation.article for sentence in sentences for citation in sentence.citations)
    total = sum(cited.values()) or 1
    used = {article.origin for article in articles if cited[article.id]}
    shares, written = Counter[str](), Counter[str]()
    for article in articles:
        shares[article.publisher] += cited[article.id]
        written[article.publisher] += sum(len(span.of(article.text).split()) for span in article.body)
    size = sum(written.values()) or 1
    return Neutrality(
        loaded_per_100_inputs=_figure(bodies),
        loaded_per_100_summary=_figure(texts),
        loaded_words=tuple(dict.fromkeys(word for text in texts for word in loaded(text))),
        origins_used=len(used),
        origins_total=len({article.origin for article in articles}),
        shares={publisher: round(count / total, 3) for publisher, count in sorted(shares.items())},
        shares_inputs={publisher: round(count / size, 3) for publisher, count in sorted(written.items())},
    )

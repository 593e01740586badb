"""How loaded a text is and how evenly a summary draws on its sources.

A word counts as loaded if its stem is in `agent/data/loaded.txt`, a lexicon written for this project, or it
belongs to a loaded phrase, and it stands outside quotation marks: what somebody said is theirs.
"""

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files

from agent.language.quotes import masked
from agent.language.words import stem, tokens
from agent.values import Neutrality, SummarySentence
from vectorstore.values import Article


@lru_cache(maxsize=1)
def _lexicon() -> frozenset[str]:
    text = (files("agent") / "data" / "loaded.txt").read_text("utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    return frozenset(stem(word) for word in " ".join(lines).split())


_PHRASES = re.compile(
    r"\b(?:doubl\w+ down|so-called|self-(?:styled|proclaimed)|far[- ](?:left|right)|witch[- ]hunt"
    r"|jaw-dropping|penny-pinching|smooth-talking)\b",
    re.IGNORECASE,
)


def loaded(text: str) -> tuple[str, ...]:
    """The loaded words of `text`, in order, quotations left out."""
    plain = masked(text)
    found = [(token.start, token.text) for token in tokens(plain) if token.stem in _lexicon()]
    found += [(match.start(), match.group()) for match in _PHRASES.finditer(plain)]
    return tuple(word for _, word in sorted(found))


def per_hundred(texts: Sequence[str]) -> float:
    """Loaded words per 100 words of `texts` taken together, quotations left out of both; 0 is neutral.

    Raises:
        ValueError: If there is no word: undefined, not zero.
    """
    words = sum(len(tokens(masked(text))) for text in texts)
    if not words:
        raise ValueError("no words to count loaded ones in")
    return 100 * sum(len(loaded(text)) for text in texts) / words


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
    shares: Counter[str] = Counter()
    for article in articles:
        shares[article.publisher] += cited[article.id]
    return Neutrality(
        loaded_per_100_inputs=_figure(bodies),
        loaded_per_100_summary=_figure(texts),
        loaded_words=tuple(dict.fromkeys(word for text in texts for word in loaded(text))),
        origins_used=len(used),
        origins_total=len({article.origin for article in articles}),
        shares={publisher: round(count / total, 3) for publisher, count in sorted(shares.items())},
    )

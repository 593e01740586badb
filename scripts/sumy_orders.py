"""Reads a JSON list of lists of sentences, and prints the order in which sumy ranks each.

Run by `python -m evals.baselines --sumy PYTHON`, with an interpreter that has sumy.
"""

import json
import re
import sys

from sumy.models.dom import ObjectDocumentModel, Paragraph, Sentence
from sumy.nlp.stemmers import Stemmer
from sumy.summarizers.lex_rank import LexRankSummarizer
from sumy.summarizers.text_rank import TextRankSummarizer


class Words:
    """Splits a sentence, which is all that a ranking asks of a tokenizer."""

    def to_words(self, text: str) -> tuple[str, ...]:
        """The words of a sentence."""
        return tuple(re.findall(r"[^\W_]+", text))


def order(kind: type, sentences: list[str]) -> list[str]:
    """The sentences, the highest ranked first."""
    words, best = Words(), []

    class Ranking(kind):
        def _get_best_sentences(self, sentences, count, rating, *args, **kwargs):
            rate = rating if callable(rating) else rating.__getitem__
            best.extend(sorted(sentences, key=lambda one: -rate(one)))
            return ()

    document = ObjectDocumentModel([Paragraph([Sentence(text, words) for text in sentences])])
    Ranking(Stemmer("english"))(document, len(sentences))
    return [str(each) for each in best]


def main() -> None:
    """Rank what standard input holds."""
    given = json.load(sys.stdin)
    kinds = {"LexRank (sumy)": LexRankSummarizer, "TextRank (sumy)": TextRankSummarizer}
    json.dump({name: [order(kind, each) for each in given] for name, kind in kinds.items()}, sys.stdout)


if __name__ == "__main__":
    main()

"""Whether one clause of a sentence carries a claim, and not words that stand in several of them.

"Five were in favour; Lund would have waited." holds all words of "Lund was in favour", and no clause of it
does. On the corpus's development events and four more this silences 4 sentences of sources, each of which
seemed to support what it does not say, and none that is right.
"""

from agent.check_local.candidates import context
from agent.check_local.comparison import Comparison, View
from agent.check_local.signals import compare
from agent.check_local.stance import SUPPORT, Reading, probability
from agent.claims.clauses import clauses
from agent.claims.piece import Piece
from agent.values import Stance
from vectorstore.embed import Embedder

_SCATTERED = "its words stand in different clauses of the source"


def narrowed(reading: Reading, asked: View, compared: Comparison, embedder: Embedder) -> Reading:
    """A reading, or silence where it supports a claim of one clause that no clause of the sentence carries.

    Args:
        reading: How the sentence stands to the claim.
        asked: What the claim is compared with.
        compared: The sentence, compared with the claim.
        embedder: Embeds the clauses.
    """
    if reading.stance is not Stance.SUPPORTS or asked.speaker:
        return reading
    source = asked.sources[compared.source]
    text = source.statements[compared.place].claim.text
    found = clauses(Piece.of(text))
    if len(found) < 2 or len(clauses(Piece.of(asked.said))) > 1:
        return reading
    vectors = embedder.embed([asked.said, *(each.sentence for each in found)])
    earlier = f"{source.article.title} {context(source.statements, compared.place).removesuffix(text)} "
    best = 0.0
    for each, cosine in zip(found, vectors[1:] @ vectors[0], strict=True):
        window = earlier + text[: each.span.end if each.span else None]
        signals = compare(
            asked.said, asked.cover, each.sentence, window, float(cosine), source.article.published
        )
        best = max(best, probability(signals))
    return reading if best >= SUPPORT else Reading(Stance.SILENT, best, None, (_SCATTERED,))

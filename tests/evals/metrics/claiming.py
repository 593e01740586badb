"""Rows of claims for tests, and what they are in scikit-learn's terms."""

from hypothesis import strategies as st

from agent.values import Label
from evals.rows import ClaimRow

SUPPORTED, REFUTED, DISPUTED = Label.SUPPORTED, Label.REFUTED, Label.DISPUTED


def claim(
    gold: Label,
    predicted: Label,
    *,
    score: float = 0.0,
    confidence: float = 0.0,
    span_right: bool | None = None,
) -> ClaimRow:
    return ClaimRow(
        id="c", gold=gold, predicted=predicted, score=score, confidence=confidence, span_right=span_right
    )


# 2 of 3 supported and 1 of 2 refuted claims are right; one of each is taken for the other.
WORKED = (
    claim(SUPPORTED, SUPPORTED, score=0.9, confidence=0.95, span_right=True),
    claim(SUPPORTED, SUPPORTED, score=0.7, confidence=0.75, span_right=False),
    claim(SUPPORTED, REFUTED, score=0.2, confidence=0.55, span_right=False),
    claim(REFUTED, REFUTED, score=0.1, confidence=0.95, span_right=True),
    claim(REFUTED, SUPPORTED, score=0.7, confidence=0.75, span_right=False),
)

claims = st.lists(
    st.builds(
        claim,
        st.sampled_from(Label),
        st.sampled_from(Label),
        score=st.sampled_from([0.0, 0.25, 0.5, 1.0]),
        confidence=st.floats(0, 1),
        span_right=st.sampled_from([True, False, None]),
    ),
    min_size=1,
    max_size=30,
)

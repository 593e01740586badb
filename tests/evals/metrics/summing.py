"""Rows of summaries for tests."""

from evals.rows import SentenceRow, SummaryRow


def sentence(
    *,
    supported: bool = True,
    needed: tuple[bool, ...] = (True,),
    reported: bool = False,
    attributed: bool = False,
    quotations: int = 0,
    intact: int = 0,
) -> SentenceRow:
    return SentenceRow(
        text="It rained.",
        supported=supported,
        needed=needed,
        reported=reported,
        attributed=attributed,
        quotations=quotations,
        intact=intact,
    )


def summary(*sentences: SentenceRow) -> SummaryRow:
    return SummaryRow(id="s", sentences=sentences)

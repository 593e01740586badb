from agent.gate import Accepted
from agent.summary.alleged import Alleged
from tests.agent.writing import sentences, source
from vectorstore.values import cite

PLAIN = source("The brewery will fill 40,000 barrels a year.", "plain")
SAID = source("Owner Ada Brook said the brewery would fill 40,000 barrels a year.", "said")
WISH = source("The owner wants the brewery to fill 40,000 barrels a year.", "wish")
FACT = source("Every year 40,000 barrels are filled at the brewery.", "fact")
OTHER = source("The owner wants a road of 40,000 metres.", "other")


def accepted(speaker: str | None = None) -> Accepted:
    citation = cite(PLAIN.article, sentences(PLAIN)[0])
    return Accepted(text=PLAIN.article.text, citations=(citation,), speaker=speaker)


def test_a_figure_that_two_other_origins_only_attribute_is_no_plain_fact() -> None:
    assert Alleged([PLAIN, SAID, WISH]).holds(accepted())


def test_one_other_origin_or_one_that_speaks_of_something_else_is_not_enough() -> None:
    assert not Alleged([PLAIN, SAID]).holds(accepted())
    assert not Alleged([PLAIN, SAID, OTHER]).holds(accepted())


def test_what_two_origins_state_plainly_or_somebody_says_may_be_told() -> None:
    assert not Alleged([PLAIN, FACT, SAID, WISH]).holds(accepted())
    assert not Alleged([PLAIN, SAID, WISH]).holds(accepted("Ada Brook"))

import json
from collections.abc import Sequence

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from agent.answer import Respondent, answer
from agent.check_local import LocalChecker
from agent.draft_llm import Inquiry
from agent.errors import BudgetSpent, Overflow, Unavailable, Unusable
from agent.gate import unsupported
from agent.llm.scripted import Line, Scripted
from agent.values import Answer, Label, Provenance
from tests.agent.scripts import NOTHING, repaired, sentence, shown
from tests.agent.scripts import answer as says
from tests.agent.writing import source
from vectorstore.embed import Embedder
from vectorstore.values import Span

MADE = Provenance(engine="extractive", embedder="e", checker="c", index="1")
POST = source(
    "The Arden toll bridge reopened on Monday after two years of repairs. "
    "The repairs cost 48 million crowns. "
    "Engineer Otto Vale led the repairs of the bridge. "
    "“The old rivets were rusted through,” said Vale. "
    "He thanked the town for its patience.",
    "post",
    title="Arden toll bridge reopens",
)
MAIL = source(
    "The town spent 48 million crowns on repairs of the Arden toll bridge. "
    "Mayor Ines Corvin said that the toll would fall to three crowns.",
    "mail",
    title="Toll to fall in Arden",
)
COST = "How much did the repairs of the Arden toll bridge cost?"
SPENT = "The town spent 48 million crowns on repairs of the Arden toll bridge."
UNANSWERABLE = json.dumps({"answerable": False, "sentences": []})


def ask(
    minilm: Embedder, question: str, *lines: Line, earlier: Sequence[str] = (), context: int = 8192
) -> tuple[Answer, Scripted]:
    sources, model = [POST, MAIL], Scripted(lines, context=context)
    whole = {each.article.id: [Span(start=0, end=len(each.article.text))] for each in sources}
    selected = answer(question, sources, whole, minilm, MADE)
    passages = [(each, span) for each in sources for span in whole[each.article.id]]
    respondent = Respondent(passages, LocalChecker(minilm), Inquiry(model))
    return respondent.answer(question, selected, earlier), model


def test_a_good_answer_names_its_publisher_and_is_cited(minilm: Embedder) -> None:
    found, model = ask(minilm, COST, says((SPENT, "The town spent")))

    assert found.text == f"The Mail: {SPENT}"
    assert [citation.quote for citation in found.citations] == [SPENT]
    assert found.verdict is Label.SUPPORTED
    assert (found.provenance.engine, found.provenance.tokens) == ("llm", 1)
    assert set(found.provenance.prompts) == {"answer/v1"}
    assert found.provenance.notes == ()
    assert len(model.asked) == 1


def test_reported_words_are_attributed(minilm: Embedder) -> None:
    said = "The toll would fall to three crowns."
    found, _ = ask(minilm, "How much will the toll be?", says((said, "the toll would fall")))

    assert found.text == "The Mail: According to Mayor Ines Corvin, the toll would fall to three crowns."
    assert found.verdict is Label.ATTRIBUTED


@pytest.mark.parametrize(
    "wrong",
    [
        "The town spent 84 million crowns on repairs of the Arden toll bridge.",
        "Norland spent 48 million crowns on repairs of the Arden toll bridge.",
        "The town earned 48 million crowns on repairs of the Arden toll bridge.",
    ],
)
def test_a_false_sentence_is_sent_back_once_and_never_shown(minilm: Embedder, wrong: str) -> None:
    mended, model = ask(minilm, COST, says((wrong, "The town spent")), repaired(SPENT, "The town spent"))
    dropped, _ = ask(minilm, COST, says((wrong, "The town spent")), NOTHING)

    assert mended.text == f"The Mail: {SPENT}"
    assert set(mended.provenance.prompts) == {"answer/v1", "repair/v1"}
    assert len(model.asked) == 2
    assert wrong not in dropped.text
    assert dropped.provenance.engine == "extractive"
    assert dropped.provenance.notes[-1] == "no sentence of the model's answer stands"


@pytest.mark.parametrize(
    ("question", "text", "key", "reason"),
    [
        (
            COST,
            "Engineer Otto Vale led the repairs of the bridge.",
            "Otto Vale",
            "it does not have the number",
        ),
        ("Who is the mayor of Norland?", SPENT, "The town", "its source does not speak of Norland"),
        ("How many boats sank?", SPENT, "The town", "it is not about what the question asks"),
    ],
)
def test_a_true_sentence_that_does_not_answer_is_not_shown(
    minilm: Embedder, question: str, text: str, key: str, reason: str
) -> None:
    found, _ = ask(minilm, question, says((text, key)), NOTHING)

    assert text not in found.text
    assert reason in " ".join(found.provenance.notes)


def test_an_invented_id_is_no_citation(minilm: Embedder) -> None:
    reply = json.dumps({"answerable": True, "sentences": [sentence(SPENT, "p7")]})

    found, _ = ask(minilm, COST, reply, NOTHING)

    assert found.provenance.engine == "extractive"
    assert "a passage that was not offered: 'p7'" in found.provenance.notes[0]


def test_a_model_that_finds_nothing_does_not_hide_an_answer(minilm: Embedder) -> None:
    found, _ = ask(minilm, COST, UNANSWERABLE)

    assert "48 million crowns" in found.text
    assert found.provenance.engine == "extractive"
    assert found.provenance.notes == ("the model found no answer in the passages",)


def test_both_abstain(minilm: Embedder) -> None:
    found, _ = ask(minilm, "Who is the king of Norland?", UNANSWERABLE)

    assert found.abstained
    assert found.reason == "no passage speaks of Norland"
    assert found.provenance.notes == ()


@pytest.mark.parametrize("error", [BudgetSpent("spent"), Unavailable("gone"), Unusable("odd")])
def test_a_failing_model_leaves_the_selected_answer_and_a_note(
    minilm: Embedder, error: BudgetSpent | Unavailable | Unusable
) -> None:
    found, _ = ask(minilm, COST, error)

    assert "48 million crowns" in found.text
    assert found.provenance.notes == (f"the model gave no answer: {error}",)


def test_what_overflows_is_asked_with_fewer_passages(minilm: Embedder) -> None:
    found, model = ask(minilm, "Who led the repairs of the bridge?", Overflow("long"), UNANSWERABLE)

    assert [len(shown(each)) for each in model.asked] == [2, 1]
    assert "Otto Vale" in found.text


def test_a_prompt_that_always_overflows_gives_the_selected_answer(minilm: Embedder) -> None:
    found, model = ask(minilm, COST, *[Overflow("long")] * 5)

    assert len(model.asked) == 3
    assert found.provenance.notes == ("the model gave no answer: long",)


def test_the_model_sees_what_was_asked_before(minilm: Embedder) -> None:
    _, model = ask(minilm, COST, UNANSWERABLE, earlier=["When did the bridge reopen?"])

    asked = model.asked[0][-1].text
    assert asked.index("When did the bridge reopen?") < asked.index(COST)


WORDS = f"{POST.article.text} {MAIL.article.text}".split()
DRAFT = st.builds(
    sentence,
    st.lists(
        st.one_of(
            st.builds(
                lambda at, size: " ".join(WORDS[at : at + size]), st.integers(0, 50), st.integers(2, 15)
            ),
            st.sampled_from(["not", "84 million", "Ines Corvin", "on Friday", "said Nora Lind", "“rusted”"]),
        ),
        max_size=3,
    ).map(" ".join),
    st.sampled_from(["p1", "p2", "p3", ""]),
    speaker=st.sampled_from([None, "Otto Vale"]),
)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    question=st.sampled_from([COST, "Who led the repairs of the bridge?", "What did Vale say?"]),
    drafts=st.lists(DRAFT, max_size=4),
    fixes=st.lists(DRAFT, max_size=4),
)
def test_whatever_the_model_writes_the_answer_rests_on_what_it_cites(
    minilm: Embedder, question: str, drafts: list[dict[str, object]], fixes: list[dict[str, object]]
) -> None:
    texts = {each.article.id: each.article.text for each in (POST, MAIL)}
    reply = json.dumps({"answerable": True, "sentences": drafts})

    found, _ = ask(minilm, question, reply, *map(json.dumps, fixes))

    assert found.abstained or found.citations
    assert all(texts[c.article][c.start : c.end] == c.quote for c in found.citations)
    said = found.text.replace("The Post: ", "").replace("The Mail: ", "")
    assert unsupported(said, found.citations) is None

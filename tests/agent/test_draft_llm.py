import json
from collections.abc import Sequence

import pytest

from agent.check import read
from agent.draft import Extractive
from agent.draft_llm import ChatWriter, Drafted, Inquiry
from agent.draft_llm.passages import passages, points, window
from agent.draft_llm.replies import Sentence, plain
from agent.draft_llm.replies import written as written_as
from agent.errors import BudgetSpent, CutOff, Overflow, Unavailable
from agent.llm.scripted import Line, Scripted
from agent.prompts import Message
from agent.values import Provenance
from tests.agent.scripts import NOTHING, repaired, sentence, shown, summary
from tests.agent.test_summary_llm import CREW, LEAD, MAIL, NETS, POST
from tests.agent.writing import source, spot
from vectorstore.embed import Embedder
from vectorstore.values import Span

BOTH = [POST, MAIL]
MADE = Provenance(engine="extractive", embedder="e", checker="c", index="1")


def written(
    minilm: Embedder, *lines: Line, words: int = 60, context: int = 8192
) -> tuple[tuple[Drafted, ...], Scripted, Inquiry]:
    model = Scripted(lines, context=context)
    inquiry = Inquiry(model)
    offers = Extractive(minilm).write(BOTH)
    return ChatWriter(inquiry).write(offers, BOTH, words), model, inquiry


def texts(drafts: Sequence[Drafted]) -> list[str]:
    return [each.draft.text for each in drafts]


def everything(messages: Sequence[Message]) -> str:
    """A draft that repeats the first sentence of every passage."""
    first = {name: text.split(". ")[0].rstrip(".") + "." for name, text in shown(messages).items()}
    return json.dumps({"sentences": [sentence(text, name) for name, text in first.items()]})


def notes(inquiry: Inquiry) -> tuple[str, ...]:
    return inquiry.provenance(MADE).notes


def test_a_draft_rests_on_the_exact_sentence_of_the_passage_it_cites(minilm: Embedder) -> None:
    (drafted,), _, _ = written(minilm, summary(("Fishermen of the town lost about 300 nets", "300 nets")))

    assert drafted.draft.text == "Fishermen of the town lost about 300 nets."
    assert drafted.draft.free
    assert [span.of(POST.article.text) for span in drafted.draft.spans] == [NETS]
    assert drafted.fault is None


def test_two_sentences_in_one_are_two_drafts(minilm: Embedder) -> None:
    drafts, _, _ = written(minilm, summary((f"{LEAD} {NETS}", "Monday and cut")))

    assert texts(drafts) == [LEAD, NETS]


def test_an_endless_sentence_fails_and_is_read_no_further_than_any_of_a_source(minilm: Embedder) -> None:
    endless = "“The boats are near,” said Ines Corvin and " * 400

    (drafted,), _, _ = written(minilm, summary((endless, "300 nets")))

    assert drafted.fault == "a sentence of more than 1000 characters"
    assert len(drafted.draft.text) <= 1001


def test_control_characters_do_not_get_into_a_draft(minilm: Embedder) -> None:
    drafts, _, _ = written(minilm, summary((f"\x07{NETS}\n\u202e", "300 nets")))

    assert texts(drafts) == [NETS]


def test_passages_hold_twice_as_many_points_as_fit_from_several_publishers(minilm: Embedder) -> None:
    offers = Extractive(minilm).write(BOTH)

    picked = points(offers, 30)
    offered = passages([offers[place] for place in picked], BOTH)

    assert 60 <= sum(len(offers[place].drafts[0].text.split()) for place in picked) <= 80
    assert offers[picked[0]].origins == 2
    assert {each.article.id for each, _ in offered[:2]} == {"post", "mail"}
    assert len({(each.article.id, span.start) for each, span in offered}) == len(offered)


def test_a_passage_does_not_cross_what_is_not_the_article() -> None:
    text = "The port of Velden closed on Monday. Buy our boats now! The crews moored nine boats."
    whole = source(text)
    ad = spot(whole, "Buy our boats now!")
    body = (Span(start=0, end=ad.start), Span(start=ad.end, end=len(text)))
    broken = read(whole.article.model_copy(update={"body": body}))

    assert window(broken, spot(whole, "The port")).of(text) == "The port of Velden closed on Monday."
    assert window(broken, spot(whole, "The crews")).of(text) == "The crews moored nine boats."


def test_articles_reach_the_prompt_fenced_under_ids_only(minilm: Embedder) -> None:
    _, model, _ = written(minilm, '{"sentences": []}')

    system, user = model.asked[0]
    assert all(each.article.id not in user.text for each in BOTH)
    assert set(shown([user])) == {f"p{n}" for n in range(1, len(shown([user])) + 1)}
    assert "Velden" not in system.text


def test_a_long_input_is_summarized_in_batches_and_then_as_one(minilm: Embedder) -> None:
    drafts, model, _ = written(minilm, *[everything] * 9, words=60, context=1024)

    batches, merged = model.asked[:-1], model.asked[-1]
    assert len(batches) >= 2
    assert len(shown(merged)) < sum(len(shown(each)) for each in batches)
    assert len(drafts) == len(shown(merged))
    assert all(each.fault is None for each in drafts)


def test_a_prompt_that_overflows_is_asked_in_parts(minilm: Embedder) -> None:
    drafts, model, inquiry = written(minilm, Overflow("too long"), *[everything] * 9)

    first, *batches, _ = model.asked
    assert [name for each in batches for name in shown(each)] == list(shown(first))
    assert len(batches) > 1
    assert drafts
    assert notes(inquiry) == ()


def test_a_prompt_that_always_overflows_ends_drafting(minilm: Embedder) -> None:
    drafts, model, inquiry = written(minilm, *[Overflow("too long")] * 9)

    assert drafts == ()
    assert len(model.asked) == 3
    assert notes(inquiry) == ("the model stopped drafting: too long",)


def test_what_was_drafted_before_the_budget_ran_out_is_kept(minilm: Embedder) -> None:
    drafts, model, inquiry = written(minilm, everything, BudgetSpent("no tokens left"), context=1024)

    assert texts(drafts) == [text.split(". ")[0].rstrip(".") + "." for text in shown(model.asked[0]).values()]
    assert notes(inquiry) == ("the model stopped drafting: no tokens left",)


def test_a_merge_that_fails_leaves_the_drafts_of_the_batches(minilm: Embedder) -> None:
    batches = len(written(minilm, *[everything] * 9, context=1024)[1].asked) - 1

    drafts, _, inquiry = written(minilm, *[everything] * batches, Unavailable("gone"), context=1024)

    assert len(drafts) >= batches
    assert notes(inquiry) == ("the model stopped drafting: gone",)


def test_a_draft_that_is_cut_off_is_used_as_far_as_it_was_finished(minilm: Embedder) -> None:
    reply = json.dumps(
        {"sentences": [sentence(LEAD, "p1", "p2"), sentence(NETS, "p1"), sentence(CREW, "p1")]}
    )

    drafts, _, inquiry = written(minilm, CutOff("too long", reply[:-30]))
    nothing, _, other = written(minilm, CutOff("too long", reply[:40]))

    assert texts(drafts) == [LEAD, NETS]
    assert notes(inquiry) == ("a draft was cut off for its length; what was finished of it was used",)
    assert nothing == ()
    assert notes(other) == ("the model stopped drafting: too long",)


def test_a_repair_is_resolved_like_a_draft_and_an_empty_one_is_none(minilm: Embedder) -> None:
    model = Scripted([summary((LEAD, "300 nets")), repaired(NETS, "300 nets"), NOTHING])
    writer = ChatWriter(Inquiry(model))
    (drafted,) = writer.write(Extractive(minilm).write(BOTH), BOTH, 60)

    better = writer.repair(drafted, "it is odd")
    nothing = writer.repair(drafted, "it is odd")

    assert better is not None
    assert better.draft.text == NETS
    assert nothing is None
    assert "it is odd" in model.asked[1][-1].text


@pytest.mark.parametrize("error", [BudgetSpent("spent"), Unavailable("gone")])
def test_no_repair_is_asked_for_once_the_endpoint_is_gone(
    minilm: Embedder, error: BudgetSpent | Unavailable
) -> None:
    model = Scripted([summary((CREW, "trawler")), error, NOTHING])
    inquiry = Inquiry(model)
    writer = ChatWriter(inquiry)
    (drafted,) = writer.write(Extractive(minilm).write(BOTH), BOTH, 60)

    assert [writer.repair(drafted, "odd"), writer.repair(drafted, "odd")] == [None, None]
    assert len(model.asked) == 2
    assert notes(inquiry) == (f"the model did not repair a sentence: {error}",)


def test_a_listener_is_told_sentences_and_no_json() -> None:
    told: list[str] = []
    listener = plain(told.append)
    assert listener is not None
    reply = json.dumps(
        {"sentences": [sentence("A storm “closed” it.", "p1"), sentence("Two\nmore \x07.", "p2")]}
    )

    for end in range(len(reply) + 1):
        listener(reply[:end])
    listener("no JSON at all")

    assert told[0] == "A"
    assert told[-1] == "A storm “closed” it. Two more ."
    assert all(told[-1].startswith(each) for each in told)
    assert plain(None) is None


def test_an_account_holds_what_one_result_took() -> None:
    model = Scripted([NOTHING] * 2)
    asked = (Message(role="user", text="Anything."),)
    first = Inquiry(model)
    first.note("twice")
    first.note("twice")
    model.ask(asked, Sentence, most=9)
    second = Inquiry(model)
    model.ask(asked, Sentence, most=9)

    assert first.provenance(MADE).tokens == 2
    assert first.provenance(MADE).notes == ("twice",)
    assert second.provenance(MADE).tokens == 1
    assert second.provenance(MADE, "extractive").engine == "extractive"


def test_the_schema_of_a_reply_knows_only_what_was_offered_but_reads_anything() -> None:
    schema = written_as(["p1", "p2"], 5)
    described = schema.model_json_schema()

    assert described["properties"]["sentences"]["maxItems"] == 5
    assert described["$defs"]["Sentence"]["properties"]["ids"]["items"]["enum"] == ["p1", "p2"]
    read = schema.model_validate({"sentences": [sentence("A storm.", "p9")] * 6})
    assert [each.ids for each in read.sentences] == [["p9"]] * 6

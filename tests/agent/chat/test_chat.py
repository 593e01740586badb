import re

import pytest

from agent.agent import Agent
from agent.chat.chat import HELP, Quit
from agent.errors import AgentError
from agent.llm import Scripted
from tests.agent.chat.holding import agent, chatting


@pytest.fixture
def over(tmp_path) -> Agent:
    return agent(tmp_path)


@pytest.fixture
def chat(over):
    """A chat, and what it showed since it was last asked."""
    with chatting(over) as (talk, out):

        def take(*messages: str) -> str:
            out.shown.clear()
            for message in messages:
                talk.take(message)
            return out.text

        yield take


def test_sources_are_listed_under_numbers_that_open_them(chat):
    listed = chat("/sources")

    assert re.findall(r"^\[(\d)\]  ", listed, re.MULTILINE) == ["1", "2", "3"]
    assert "The fire brigade sent forty firefighters to Oder." in chat("/open 1")


def test_open_shows_the_cited_words_marked_in_their_article(chat):
    shown = chat("How many firefighters were sent to Oder?")
    assert "\n    [1] globe," in shown

    opened = chat("/open 1")
    assert "\n> The fire brigade sent forty firefighters to Oder.\n" in opened
    assert "Ines Okafor said the mill would reopen in May." in opened


def test_why_shows_each_source_with_its_reasons(chat):
    chat("/verify Twelve workers were hurt in the fire at the mill.")

    shown = chat("/why 1")

    assert shown.startswith("DISPUTED: Twelve workers were hurt")
    assert re.search(r"supports: herald \(\d\.\d\d\): ", shown)
    assert re.search(r"refutes: post \(\d\.\d\d\): ", shown)
    assert "silent: globe" in shown


@pytest.mark.parametrize("first", ["/summarize", "How many firefighters were sent to Oder?"])
def test_why_takes_a_sentence_of_a_summary_or_answer(chat, first):
    chat(first)

    assert re.match(r"(SUPPORTED|DISPUTED): [A-Z]", chat("/why 1"))


def test_conflicts_show_both_sides(chat):
    shown = chat("/conflicts")

    assert "number: " in shown
    assert {"Twelve workers", "Nine workers"} <= {line.strip("- ") for line in shown.splitlines()}


def test_one_article_differs_from_none(tmp_path):
    with chatting(agent(tmp_path, articles={"only": "Fire\n\nTwelve workers were hurt in a fire."})) as (
        chat,
        out,
    ):
        chat.take("compare the sources")

    assert out.text == "The sources were not found to differ.\n\n"


def test_a_summary_can_be_asked_for_on_a_topic(chat):
    assert "\nCitations\n" in chat("/summarize the mill fire")
    assert chat("/summarize zebra quark").startswith("Not done: no article is about")


def test_a_completed_question_is_shown(chat):
    assert (
        chat("How many workers were hurt?", "and firefighters?").count("→ How many firefighters were hurt?")
        == 1
    )


def test_search_shows_passages_under_numbers(chat):
    assert chat("search firefighters").startswith("[1] globe, Inquiry into blaze, ")


def test_unknown_commands_name_the_nearest_one(chat):
    with pytest.raises(AgentError, match=r"^there is no command '/sorces'; did you mean /sources\?$"):
        chat("/sorces")
    with pytest.raises(AgentError, match="see /help"):
        chat("/zzz")


@pytest.mark.parametrize("command", ["/open", "/why", "/verify", "/export"])
def test_commands_say_what_they_lack(chat, command):
    if command == "/why":
        chat("list sources", "/verify Nine workers were hurt.")
    with pytest.raises(AgentError, match=rf"^something is missing; write {command} "):
        chat(command)


def test_why_refuses_sentences_that_are_not_there(chat):
    with pytest.raises(AgentError, match="ask something first"):
        chat("/why 1")
    chat("/verify Nine workers were hurt.")
    for number in ("0", "2", "x", "²"):
        with pytest.raises(AgentError, match="a number from 1 to 1"):
            chat(f"/why {number}")


def test_help_lists_every_command_and_every_command_is_there(chat):
    shown = chat("/help")

    assert all(usage.split()[0] in shown for usage in HELP)
    assert chat("?") == chat("help") == shown


@pytest.mark.parametrize("word", ["/quit", "quit", "exit", "/EXIT"])
def test_a_session_can_be_ended_in_words(chat, word):
    with pytest.raises(Quit):
        chat(word)


def test_without_a_model_there_is_one_engine_and_no_cost(chat):
    assert re.search(r"engine +extractive", chat("/engine"))
    with pytest.raises(AgentError, match="no endpoint is set; start again with --base-url"):
        chat("/engine llm")
    with pytest.raises(AgentError, match="no engine 'gpt'"):
        chat("/engine gpt")
    with pytest.raises(AgentError, match="nothing was spent"):
        chat("/cost")


def test_the_engine_can_be_changed_and_what_it_took_is_shown(over):
    model = Scripted(['{"tool": "list_sources", "arguments": {}}', "null"])
    with chatting(over, model=model) as (chat, out):
        chat.take("list sources")
        assert model.asked == []
        chat.take("/engine llm")
        assert re.search(r"engine +llm\n(.*\n)*model +scripted\nendpoint +http://localhost:1/v1", out.text)
        chat.take("list sources")
        chat.take("/cost")
        chat.take("/engine extractive")

    assert len(model.asked) == 2
    assert re.search(r"calls +2\n(.*\n)*tokens left +98 of 100\n", out.text)
    assert "scripted (not used)" in out.text


def test_a_conversation_is_exported_once(over, tmp_path):
    file = tmp_path / "chat.md"
    kept = tmp_path / "chat.sqlite"
    with chatting(over, kept) as (chat, _):
        chat.take("How many *workers* were hurt?")
    with chatting(over, kept) as (chat, out):
        for message in (
            "How many firefighters were sent to Oder?",
            "/summarize",
            "/sources",
            f"/export {file}",
        ):
            chat.take(message)
        assert out.noted == [f"the conversation is in {str(file)!r}"]
        with pytest.raises(AgentError, match="is there already; name another file"):
            chat.take(f"/export {file}")
        with pytest.raises(AgentError, match="cannot be written"):
            chat.take(f"/export {tmp_path}/no/folder.md")

    text = file.read_text("utf-8")
    assert text.startswith("# Conversation\n\n## How many \\*workers\\* were hurt?\n\n*answer: ")
    assert "\n## How many firefighters were sent to Oder?\n\nglobe: The fire brigade sent forty" in text
    assert "\n##### Citations\n" not in text
    assert "\n#### Citations\n" in text
    assert "\n    [1]  -  globe  " in text


def test_an_export_says_how_a_follow_up_was_understood(chat, tmp_path):
    chat("How many workers were hurt?", "and firefighters?", f"/export {tmp_path}/chat.md")

    text = (tmp_path / "chat.md").read_text("utf-8")
    assert text.count("Understood as") == 1
    assert "## and firefighters?\n\n*Understood as: How many firefighters were hurt?*\n" in text


def test_markup_of_articles_is_not_markup_in_the_export(tmp_path):
    evil = "Title\n\nThe mill sent **bold** [link](http://evil.test) <b>firefighters</b> to Oder.\n\x1b[2J"
    file = tmp_path / "chat.md"
    with chatting(agent(tmp_path, articles={"evil": evil})) as (chat, out):
        for message in (
            "Who sent firefighters to Oder?",
            "search firefighters",
            "/open 1",
            f"/export {file}",
        ):
            chat.take(message)

    assert "\x1b" not in out.text
    lines = [line for line in file.read_text("utf-8").splitlines() if "bold" in line]
    assert len(lines) >= 2
    assert all(line.startswith("    ") or "\\*\\*bold\\*\\* \\[link\\]" in line for line in lines)

import pytest

from agent.chat.rules import asked, call, plan
from agent.chat.values import Step
from agent.llm import Call


@pytest.mark.parametrize(
    ("text", "tool", "arguments"),
    [
        ("How many workers were hurt?", "answer", {"question": "How many workers were hurt?"}),
        ("summarise", "summarize", {"topic": None}),
        ("Give me a summary of all the articles", "summarize", {"topic": None}),
        ("Summarize the articles about the mill, please", "summarize", {"topic": "the mill"}),
        ("sum up the news", "summarize", {"topic": None}),
        ("Is it true that nobody was hurt?", "verify", {"statement": "Nobody was hurt."}),
        ("verify: the mill closed", "verify", {"statement": "The mill closed."}),
        ("Check whether the mill closed.", "verify", {"statement": "The mill closed."}),
        ("compare the sources", "compare_sources", {"topic": None}),
        ("Where do they differ?", "compare_sources", {"topic": None}),
        ("Where do the papers disagree about the fire?", "compare_sources", {"topic": "the fire"}),
        ("Please compare what they say on the fire", "compare_sources", {"topic": "the fire"}),
        ("contradictions", "compare_sources", {"topic": None}),
        ("list sources", "list_sources", {}),
        ("Which articles do you have?", "list_sources", {}),
        ("show passages about tear gas", "search", {"query": "tear gas"}),
        ("find quotes on the mill", "search", {"query": "the mill"}),
        ("search mill", "search", {"query": "mill"}),
        ("read 2", "read", {"id": "2"}),
        ("open [3]", "read", {"id": "3"}),
        ("Which articles mention the mill?", "answer", {"question": "Which articles mention the mill?"}),
        ("Find out who did it", "answer", {"question": "Find out who did it"}),
    ],
)
def test_a_message_names_its_tool(text, tool, arguments):
    assert call(text) == Call(tool=tool, arguments=arguments)


def test_one_tool_is_called_for_each_message():
    said, done = Step(text="list sources"), Step(text="3", call=Call(tool="list_sources", arguments={}))

    assert plan([said]) == done.call
    assert plan([said, done]) is None
    assert plan([]) is None


def test_a_follow_up_leans_on_what_was_understood_and_not_on_what_was_opened():
    first = Call(tool="answer", arguments={"question": "How many workers were hurt?"})
    steps = [
        Step(text="how many?"),
        Step(text="…", call=first),
        Step(text="read 1"),
        Step(text="…", call=Call(tool="read", arguments={"id": "1"})),
    ]

    assert asked(steps) == ("How many workers were hurt?",)
    assert plan([*steps, Step(text="and firefighters?")]) == Call(
        tool="answer", arguments={"question": "How many firefighters were hurt?"}
    )

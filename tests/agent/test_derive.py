"""What a model may do to a sentence of a source: leave whole parts out, and nothing else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.derive import underived
from tests.agent.writing import source

BRIDGE = "The Lantern Bridge, which opened in 1974, carries about 31,000 vehicles a day."
VOTE = "The council voted 7 to 2 on Tuesday to close the bridge, citing new cracks."
SHUT = "The whole crossing was shut, police said, after two girders cracked."


@pytest.mark.parametrize(
    ("held", "written"),
    [
        (BRIDGE, BRIDGE),
        (BRIDGE, "The Lantern Bridge carries about 31,000 vehicles a day."),
        (VOTE, "The council voted 7 to 2 on Tuesday to close the bridge."),
        (VOTE, "On Tuesday, the council voted 7 to 2 to close the bridge."),
        ("On Tuesday, the council shut the old bridge.", "The council shut the old bridge on Tuesday."),
        ("Troops arrived Saturday in the harbour.", "Troops arrived on Saturday in the harbour."),
        (SHUT, "Police said the whole crossing was shut after two girders cracked."),
        (SHUT, "According to police, the whole crossing was shut."),
        ('"We will rebuild it," Mayor Ana Lund said.', 'Mayor Ana Lund said, "We will rebuild it."'),
        ("But workers found 14 cracks in the deck.", "Workers found 14 cracks in the deck."),
        ("Meanwhile, workers found 14 cracks there.", "Workers found 14 cracks there."),
        ("Ana Lund, 54, the mayor of Skerry, signed it.", "Ana Lund signed it."),
    ],
)
def test_a_sentence_with_whole_parts_left_out_derives(held: str, written: str) -> None:
    assert underived(written, source(held)) is None


@pytest.mark.parametrize(
    ("held", "written"),
    [
        ("A man who shot the mayor fled north.", "The mayor fled north."),
        ("Mayor Lund sued Governor Holt over it.", "Governor Holt sued Mayor Lund over it."),
        ("The governor's brother was arrested.", "The governor was arrested."),
        ("If the vote passes, the bridge will close in May.", "The bridge will close in May."),
        ("The bridge will close in May if the vote passes.", "The bridge will close in May."),
        ("The council plans to close the bridge.", "The council closes the bridge."),
        ("The court did not uphold the ban.", "The court did uphold the ban."),
        ("It is not true, officials say, that the bridge fell down.", "The bridge fell down."),
        ("The former mayor was found guilty.", "The mayor was found guilty."),
        ("Two of the nine workers were hurt.", "The nine workers were hurt."),
        ('He called it an "illegal" act of the council.', "He called it an illegal act of the council."),
        ("Lund denied that workers had been warned.", "Workers had been warned."),
        ("The bridge, a landmark of Skerry, fell down.", "A landmark of Skerry fell down."),
        ("Nobody was hurt, but two cars fell into the river.", "Two cars fell into the river."),
        ("In a video that was later shown to be fake, the mayor wept.", "The mayor wept in a video."),
        ("The storm killed at least nine people on the coast.", "The storm killed on the coast."),
        ("John Hale, a nurse, shot Bob Reed, and died.", "John Hale, a nurse, and died."),
        ("Nine people died. The deck fell down.", "Nine people fell down."),
        (BRIDGE, f"{BRIDGE} It is old."),
        (BRIDGE, "The Lantern Bridge."),
        (BRIDGE, ""),
    ],
)
def test_what_changes_the_meaning_or_is_no_sentence_does_not_derive(held: str, written: str) -> None:
    assert underived(written, source(held))


@pytest.mark.parametrize(
    ("held", "written"),
    [
        ("The twins may have killed nine people.", "The twins have killed nine people."),
        ("The Black Friday sales fell to nine million.", "The Black sales fell to nine million."),
        ("The Sunday Times named the two spies.", "The Times named the two spies."),
        ("No one was killed after the police arrived.", "No one was killed."),
        ("Nobody has seen Ana Lund since Tuesday.", "Nobody has seen Ana Lund."),
        ("The council did not vote on Tuesday.", "The council did not vote."),
        ("All of the trains were stopped in Norway.", "All of the trains were stopped."),
        ("It is the largest steel bridge in Norway.", "It is the largest steel bridge."),
        ("In Norway, nobody was hurt by it.", "Nobody was hurt by it."),
    ],
)
def test_the_bounds_of_all_and_none_and_the_parts_of_names_are_not_left_out(held: str, written: str) -> None:
    assert underived(written, source(held))


@pytest.mark.parametrize(
    ("held", "written"),
    [
        ("Ana Lund was charged in May and cleared in June.", "Ana Lund was charged."),
        ("So long as the council agrees, the bridge will close.", "The bridge will close."),
        ("In case of a flood, the bridge will close.", "The bridge will close."),
        ("In the event of a flood, the bridge will close.", "The bridge will close."),
        ("Besides Ana Lund, the mayor voted for it.", "The mayor voted for it."),
        ("In theory, the bridge could carry 900 trucks.", "The bridge could carry 900 trucks."),
        ("In the view of critics, the mayor is corrupt.", "The mayor is corrupt."),
        ("The mayor took bribes, the joke goes.", "The mayor took bribes."),
        ("The mayor took bribes, the prosecutor suspects.", "The mayor took bribes."),
        ("The mayor took bribes, which turned out to be a hoax.", "The mayor took bribes."),
        ("The blast killed nine people, a figure Holt disputes.", "The blast killed nine people."),
        ("Every member voted for it, excluding Ana Lund.", "Every member voted for it."),
        ("The bridge will stay open, for now.", "The bridge will stay open."),
        ("Holt was a great hero, to Lund.", "Holt was a great hero."),
        ("Lund ran the mill, by all appearances.", "Lund ran the mill."),
        ("A crash killed the mayor, her aide's notes suggest.", "A crash killed the mayor."),
        ("Protesters burned Ana Lund in effigy.", "Protesters burned Ana Lund."),
        ("The drug stopped the cancer in mice.", "The drug stopped the cancer."),
        ("The former mayor of Skerry is on trial.", "The former mayor of Skerry is."),
        ("Police in Skerry shot at the car.", "Police in Skerry shot."),
        ("Prices in the town were higher than in May.", "Prices in the town were higher than."),
        ("The fine was halted before it took effect.", "The fine was halted."),
    ],
)
def test_conditions_doubts_and_what_a_verb_needs_are_not_left_out(held: str, written: str) -> None:
    assert underived(written, source(held))


@pytest.mark.parametrize(
    ("held", "written"),
    [
        ("In Berlin, Ana Lund condemned the attack.", "Ana Lund condemned the attack in Berlin."),
        ("The man who was shot in Texas died.", "In Texas, the man who was shot died."),
        ("The bank that failed in May was sold.", "In May, the bank that failed was sold."),
        ("Lund arrived Monday and Holt left Tuesday.", "Lund arrived and Holt left Tuesday."),
        ("The mill was shut Monday to Friday.", "The mill was shut to Friday."),
        ("Reed said that, in May, Holt had sold it.", "Reed said in May that Holt had sold it."),
        ("Ana Lund vowed to close it on Tuesday.", "On Tuesday, Ana Lund vowed to close it."),
        ("Lund said it had closed on Tuesday.", "On Tuesday, Lund said it had closed."),
        ("On Tuesday, Lund said it had closed.", "Lund said it had closed on Tuesday."),
        ("Lund said it had closed on Tuesday.", "Lund said on Tuesday that it had closed."),
        ("Lund said on Tuesday that it had closed.", "Lund said it had closed on Tuesday."),
        ("On Tuesday, Lund said the bridge had closed.", "On Tuesday, the bridge had closed."),
    ],
)
def test_no_place_and_no_day_passes_from_one_clause_to_another(held: str, written: str) -> None:
    assert underived(written, source(held))


@pytest.mark.parametrize(
    ("held", "written"),
    [
        ("The soldiers who fled were shot.", "The soldiers, who fled, were shot."),
        ("The soldiers, who fled, were shot.", "The soldiers who fled were shot."),
        ("The mayor, Ana Lund said, had lied.", "The mayor Ana Lund said had lied."),
        ("The workers' leaders met the mayor.", "The workers leaders met the mayor."),
        ("It fell to -5 degrees in Skerry.", "It fell to 5 degrees in Skerry."),
        ("About 5 % of the voters agreed.", "About 5 of the voters agreed."),
        ("Did the mayor lie to the council?", "Did the mayor lie to the council."),
        ("They told us to leave the town.", "They told US to leave the town."),
        ("They cut it so that it would fall.", "They cut it so it would fall."),
    ],
)
def test_commas_signs_and_acronyms_stay_as_they_are(held: str, written: str) -> None:
    assert underived(written, source(held))


def test_the_words_of_one_speaker_are_not_taken_for_those_of_another() -> None:
    held = source("Lund said the deck was safe, and Holt said the river was rising fast.")

    assert underived("The river was rising fast.", held)
    assert underived("Lund said the river was rising fast.", held)


@given(st.permutations("nurse harbour signed treaty council blocked quarry".split()))
def test_no_other_order_of_the_words_derives(order: list[str]) -> None:
    held = "nurse harbour signed treaty council blocked quarry"
    written = " ".join(order)

    assert (underived(f"The {written}.", source(f"The {held}.")) is None) == (written == held)


@given(st.integers(0, 12), st.sampled_from(["not", "Holt", "former", "900", "nearly", "allegedly"]))
def test_no_word_can_be_put_in(place: int, word: str) -> None:
    words = BRIDGE.split()
    written = " ".join([*words[:place], word, *words[place:]])

    assert underived(written, source(BRIDGE))


def test_the_distance_that_a_source_keeps_is_not_left_out() -> None:
    held = source("Lund said Holt had sold the bridge, falsely claiming that it was his.")

    assert underived("Lund said Holt had sold the bridge.", held)


@pytest.mark.parametrize(
    "written",
    [
        "Wat Heddle, a known liar, said the crew had left the bridge.",
        "Wat Heddle admitted the crew had left the bridge.",
        "Wat said the crew had left the bridge.",
    ],
)
def test_the_words_that_name_the_speaker_say_no_more_and_no_less_of_him(written: str) -> None:
    held = source("The crew had left the bridge, Wat Heddle said on Monday.")

    assert underived("Wat Heddle said the crew had left the bridge.", held) is None
    assert underived(written, held)


@pytest.mark.parametrize(
    ("held", "written"),
    [
        ("The deck was safe, a former mate said.", "The deck was safe, a mate said."),
        ("The deck was safe, former Mayor Ana Lund said.", "The deck was safe, Mayor Ana Lund said."),
        ("The deck was safe, the mayor's lawyer said.", "The deck was safe, the lawyer said."),
        ("Bob Holt accused the crew of saving only the mayor.", "The crew of saving only the mayor."),
        ("Holt claimed, in May, that the old deck was safe.", "Holt claimed, in May, that."),
        ("Lund would bet that house prices in Skerry rise by a tenth.", "Lund would bet that house prices."),
        ("They were told in May that it was weak, and went on.", "They were told, and went on."),
        ("Investigators are now looking at the old jacks.", "Investigators are now looking."),
    ],
)
def test_no_other_role_and_no_half_of_an_accusation_derives(held: str, written: str) -> None:
    assert underived(written, source(held))


@pytest.mark.parametrize("name", ["Mayor Lund", "Ana Lund", "Mayor Ana Lund"])
def test_a_speaker_may_be_named_more_briefly(name: str) -> None:
    held = source("The whole deck was safe, Mayor Ana Lund said.")

    assert underived(f"{name} said the whole deck was safe.", held) is None

from concurrent.futures import ThreadPoolExecutor

from hypothesis import given
from hypothesis import strategies as st

from agent.language.words import concept, concepts, glued, opposites, stem, tokens


def test_near_synonyms_share_a_concept_and_opposites_do_not():
    assert concept(stem("sued")) == concept(stem("lawsuit"))
    assert stem("fall") in opposites(stem("rise"))


def test_a_glued_word_is_read_as_two():
    assert [token.text for token in tokens("run byOfficials")] == ["run", "by", "Officials"]
    assert glued("byOfficials")


def test_stopwords_carry_no_concept():
    assert concepts("it is of the") == frozenset()


@given(st.text(max_size=80))
def test_tokens_lie_inside_any_text(text):
    assert all(text[token.start : token.end] == token.text for token in tokens(text))


def test_words_are_stemmed_alike_in_several_threads():
    endings = ("ing", "ation", "fulness", "ically", "ements", "edly")
    words = [f"{chr(97 + n % 26)}{chr(97 + n // 26 % 26)}ort{end}" for n in range(400) for end in endings]
    alone = [stem(word) for word in words]
    stem.cache_clear()

    with ThreadPoolExecutor(8) as pool:
        together = list(pool.map(stem, words))

    assert together == alone

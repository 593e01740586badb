from evals.orders import central, cut, first, lexrank, textrank

ONE = ["A storm closed the port of Velden.", "Ferries stayed in the harbour.", "Cats slept."]
TWO = ["The port of Velden was closed by a storm.", "The storm tore a roof off."]


def test_first_sentences_are_taken_in_turn() -> None:
    assert first([ONE, TWO]) == [ONE[0], TWO[0], ONE[1], TWO[1], ONE[2]]


def test_the_central_article_is_the_one_most_like_all() -> None:
    assert central([ONE, TWO, ["A bakery gave away bread."]]) in (ONE, TWO)
    assert central([]) == []


def test_rankings_put_what_is_said_twice_before_what_nobody_shares() -> None:
    for rank in (lexrank, textrank):
        order = rank([ONE, TWO])
        assert sorted(order) == sorted([*ONE, *TWO])
        assert order.index("Cats slept.") > order.index(TWO[0])
        assert rank([]) == []


def test_a_summary_is_cut_to_its_words() -> None:
    assert cut(ONE, 9) == "A storm closed the port of Velden. Ferries stayed"

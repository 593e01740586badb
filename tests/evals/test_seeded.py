from agent.values import GateCounts, Neutrality, Provenance, Summary, SummarySentence
from evals.seeded import counted, report
from vectorstore.values import Citation


def summary(engine: str, text: str, gate: GateCounts) -> Summary:
    cited = Citation(article="a" * 16, publisher="The Post", start=0, end=5, quote="A “q”")
    made = Provenance(engine=engine, embedder="e", checker="c", index="1")
    figures = Neutrality(loaded_per_100_inputs=0, loaded_per_100_summary=0, origins_used=1, origins_total=1)
    said = SummarySentence(text=text, verdict="supported", origins=1, citations=(cited,))
    return Summary(headline=text, sentences=(said,), neutrality=figures, gate=gate, provenance=made)


def test_what_gates_did_is_summed() -> None:
    gates = [GateCounts(drafted=3, accepted=1, dropped=2), GateCounts(drafted=2, replaced=2)]

    assert counted(gates) == ("5 drafted, 1 accepted, 0 attributed, 0 repaired, 2 replaced, 2 dropped")


def test_each_distinct_sentence_stands_once_above_what_it_cites() -> None:
    gate = GateCounts(drafted=1, accepted=1)
    told = report([summary("llm", "It rained.", gate), summary("extractive", "It rained.", gate)])

    assert "1 summaries kept the model's sentences, 1 fell back" in told
    assert "2 sentences printed, 1 of them distinct" in told
    assert told.endswith('- It rained.\n    "A “q”"\n')

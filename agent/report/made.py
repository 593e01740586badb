"""How a result was made, in words: neutrality figures, gate counts and provenance, for every format."""

from agent.values import GateCounts, Label, Neutrality, Provenance

NOTHING = "no sentence of the articles can stand in one"
"""Why a summary has no sentence."""


def words(label: Label) -> str:
    """A label as it is read: `not enough evidence`."""
    return label.value.replace("_", " ")


def neutrality(figures: Neutrality) -> str:
    """The figures about tone and balance."""
    left = f" ({', '.join(figures.loaded_words)})" if figures.loaded_words else ""
    written = figures.shares_inputs
    shares = ", ".join(
        f"{name} {share:.0%}" + (f" ({written[name]:.0%})" if name in written else "")
        for name, share in figures.shares.items()
        if share or name in written
    )
    return (
        f"Loaded words per 100: {figures.loaded_per_100_summary:.1f} in the summary{left}, "
        f"{figures.loaded_per_100_inputs:.1f} in the articles. "
        f"Origins cited: {figures.origins_used} of {figures.origins_total}."
        + (f" Share of what is told (and of the articles), reprints once: {shares}." if shares else "")
    )


def gate(counts: GateCounts) -> str:
    """What the gate did."""
    if not counts.drafted:
        return "Gate: no sentence was drafted."
    steps = ("accepted", "attributed", "repaired", "replaced", "dropped")
    done = ", ".join(f"{getattr(counts, step)} {step}" for step in steps if getattr(counts, step))
    return f"Gate: {counts.drafted} sentences drafted; {done or 'none accepted'}."


def provenance(made: Provenance) -> str:
    """Engine, models, index, date and cost."""
    parts = [f"{made.engine} engine"]
    parts += [f"model {made.model}"] if made.model else []
    parts += [f"embedder {made.embedder}", f"checker {made.checker}", f"index {made.index}"]
    parts += [f"as of {made.as_of}"] if made.as_of else []
    if made.tokens:
        cost = "cost unknown" if made.cost_usd is None else f"${made.cost_usd:.4f}"
        parts.append(f"{made.tokens} tokens, {cost}")
    return f"Made by: {', '.join(parts)}."


def notes(made: Provenance) -> tuple[str, ...]:
    """What did not go as asked, a sentence each."""
    return tuple(f"Note: {note}." for note in made.notes)

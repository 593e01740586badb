"""What the system gave for an item, on one line."""

from agent.clean import one_line
from evals.record import Record


def given(record: Record) -> str:
    """What the system gave, as far as one line tells it."""
    output = record.output if isinstance(record.output, dict) else {}
    unsupported = [each["text"] for each in record.row.get("sentences", ()) if not each["supported"]]
    if unsupported:
        return one_line(f"unsupported: {' | '.join(unsupported)}")
    keys = ("label", "text", "reason", "explanation")
    return one_line(" ".join(str(output[key]) for key in keys if output.get(key))) or "something else"

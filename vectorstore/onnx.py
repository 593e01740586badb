"""ONNX models and their tokenizers, opened the one way that suits every machine this runs on.

Memory patterns are off, since they keep a plan for each shape of a batch (536 MB resident after seven
shapes, 363 MB without), and idle threads do not spin, which costs a twentieth of the speed alone and keeps up
to three times the speed when another process wants the cores.
"""

import os
from importlib.resources import files
from pathlib import Path
from typing import Any

from vectorstore.errors import ModelError

_TOKENIZER = files("vectorstore") / "data" / "minilm" / "tokenizer.json"


def session(model: Path, threads: int | None = None) -> Any:
    """An onnxruntime session on the CPU.

    Args:
        model: The file.
        threads: Threads of a run; by default one for each core this process may use.

    Raises:
        ModelError: If it cannot be loaded.
    """
    # onnxruntime reports its use to its maker unless told otherwise before it is loaded, see
    # https://github.com/microsoft/onnxruntime/blob/main/docs/Privacy.md; no audit hook hears its sockets.
    os.environ["ORT_DISABLE_TELEMETRY"] = "1"
    import onnxruntime

    onnxruntime.disable_telemetry_events()  # where somebody else has loaded it before
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads or usable_cores()
    options.enable_mem_pattern = False
    options.log_severity_level = 3
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    try:
        return onnxruntime.InferenceSession(str(model), options, providers=["CPUExecutionProvider"])
    except Exception as error:  # onnxruntime's errors share no narrower base
        raise _unusable(model) from error


def tokenizer(longest: int | None = None) -> Any:
    """The tokenizer of all-MiniLM-L6-v2, without padding.

    Args:
        longest: Word pieces at which a text is cut; None for never.

    Raises:
        ModelError: If it cannot be loaded.
    """
    from tokenizers import Tokenizer

    try:
        found = Tokenizer.from_str(_TOKENIZER.read_text(encoding="utf-8"))
    except Exception as error:  # tokenizers raises bare Exception
        raise _unusable(Path(str(_TOKENIZER))) from error
    found.no_padding()
    if longest:
        found.enable_truncation(longest)
    else:
        found.no_truncation()
    return found


def encodable(text: str) -> str:
    """`text` with lone surrogates replaced, which no tokenizer or wire format accepts."""
    return text.encode("utf-8", "replace").decode("utf-8")


def usable_cores() -> int:
    """Cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _unusable(path: Path) -> ModelError:
    return ModelError(f"model {str(path)!r} cannot be loaded; install fairwitness again")

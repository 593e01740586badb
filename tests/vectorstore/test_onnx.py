import os
from pathlib import Path

import pytest

from vectorstore import onnx
from vectorstore.errors import ModelError


def test_threads_default_to_the_usable_cores() -> None:
    assert onnx.usable_cores() == len(os.sched_getaffinity(0))


def test_a_model_that_cannot_be_read_is_named_with_the_remedy(tmp_path: Path) -> None:
    model = tmp_path / "model.onnx"
    model.write_bytes(b"no model")

    with pytest.raises(ModelError, match=r"model\.onnx' cannot be loaded; install fairwitness again"):
        onnx.session(model)


def test_a_text_is_cut_only_where_a_length_is_given() -> None:
    text = "storm " * 400

    assert len(onnx.tokenizer(256).encode(text).ids) == 256
    assert len(onnx.tokenizer().encode(text).ids) == 402

"""Writes the trained network as int8 ONNX: `python -m evals.train.export BACKBONE NETWORK OUT`.

Weights are int8 by output channel; arithmetic is int8 with scales found at run time, which is twice as fast
on two cores as fp32 arithmetic.
"""

import hashlib
import sys
import tempfile
from pathlib import Path

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process

from evals.train.network import Network


def export(backbone: Path, weights: Path, out: Path) -> str:
    """Write the model and return its SHA-256.

    Args:
        backbone: Folder of all-MiniLM-L6-v2.
        weights: What `evals.train.fit` saved.
        out: Where the model goes.
    """
    network = Network(backbone)
    network.load_state_dict(torch.load(weights, weights_only=True))
    network.eval()
    given = tuple(torch.ones(1, 12, dtype=torch.long) for _ in range(3))
    with tempfile.TemporaryDirectory() as folder:
        plain, ready = Path(folder) / "plain.onnx", Path(folder) / "ready.onnx"
        torch.onnx.export(
            network,
            given,
            plain,
            input_names=["ids", "types", "mask"],
            output_names=["pair", "words"],
            dynamic_axes={name: {0: "pairs", 1: "length"} for name in ("ids", "types", "mask", "words")}
            | {"pair": {0: "pairs"}},
            opset_version=17,
            dynamo=False,
        )
        quant_pre_process(plain, ready, skip_symbolic_shape=True)
        quantize_dynamic(ready, out, per_channel=True, weight_type=QuantType.QInt8)
    return hashlib.sha256(out.read_bytes()).hexdigest()


def main(backbone: str, weights: str, out: str) -> None:
    """Export, and write the digest beside the model."""
    path = Path(out)
    digest = export(Path(backbone), Path(weights), path)
    (path.parent / "SHA256SUMS").write_text(f"{digest}  {path.name}\n")
    sys.stdout.write(f"{path.stat().st_size:,} bytes, {digest}\n")


if __name__ == "__main__":
    main(*sys.argv[1:4])

"""Serves one model through llama.cpp until standard input ends: `python serve.py MODEL embed|chat PORT`.

Runs in the environment that `with_model.py` makes.
What it answers depends on the request alone: one slot, no prompt cache, no reuse of what was computed before.
"""

import sys

import xllamacpp

ALIAS = "smollm2-135m"


def parameters(model: str, kind: str, port: int) -> xllamacpp.CommonParams:
    """Settings that make a reply depend on its request alone."""
    params = xllamacpp.CommonParams()
    params.model.path = model
    params.model_alias = {ALIAS}
    params.hostnames = ["127.0.0.1"]
    params.port = port
    if kind == "embed":
        params.n_ctx = params.n_batch = params.n_ubatch = 256
        params.embedding = True
        params.pooling_type = xllamacpp.llama_pooling_type.LLAMA_POOLING_TYPE_MEAN
    else:
        params.n_ctx = 8192
        params.n_batch = 512
        params.n_parallel = 1
        params.cpuparams.n_threads = params.cpuparams_batch.n_threads = 1  # more wait for each other, busily
        params.sampling.seed = 0
        params.cache_prompt = False
        params.cache_ram_mib = 0
        params.cache_idle_slots = False
    return params


if __name__ == "__main__":
    model, kind, port = sys.argv[1:]
    server = xllamacpp.Server(parameters(model, kind, int(port)))
    sys.stdin.read()

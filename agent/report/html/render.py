"""Fills a template, with a policy that allows its style and its script by their hashes."""

import base64
import hashlib
from functools import cache, partial
from importlib.resources import files

from jinja2 import Environment, FunctionLoader, StrictUndefined

from agent.clean import visible


def render(package: str, template: str, **values: object) -> str:
    """The page that a template makes of values; every text in them is escaped.

    Args:
        package: Holds the template, those it includes, `page.css` and `page.js`.
        template: Name of its file.
        values: What it is filled with.
    """
    style, script = _held(package, "page.css"), _held(package, "page.js")
    policy = (
        f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(script)}; "
        "base-uri 'none'; form-action 'none'"
    )
    page = _environment(package).get_template(template)
    return page.render(**values, style=style, script=script, policy=policy)


@cache
def _environment(package: str) -> Environment:
    return Environment(
        loader=FunctionLoader(partial(_held, package)),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_shown,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def _shown(value: object) -> object:
    """A value as it is put into the page: of plain text, what is no control or bidirectional character."""
    return visible(value) if isinstance(value, str) and not hasattr(value, "__html__") else value


def _held(package: str, name: str) -> str:
    return (files(package) / name).read_text("utf-8")


def _hash(text: str) -> str:
    """The source expression of a text (Content Security Policy Level 3, 2.3.1)."""
    digest = hashlib.sha256(text.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"

"""The reference of the API as a page: each route with what it takes, an example, and what comes back."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from qa.rendering.hypertext import escape, render_page

Json = dict[str, Any]
_STYLE = Path(__file__).parent.parent / "static" / "reference.css"
_INTRODUCTION = (
    "Send a key or the page’s token with each request, as “Authorization: Bearer …”. Offsets count Unicode code points "
    "of an article’s text. What cannot be done is told as a problem of RFC 9457, under /v1 in OpenAI’s form. The same "
    "for programs: "
)


def render_reference(description: Json) -> str:
    """Return the page of an OpenAPI description, without its old routes."""
    routes = [
        (method, path, told)
        for path, methods in description["paths"].items()
        for method, told in methods.items()
        if not told.get("deprecated")
    ]
    schemas = description.get("components", {}).get("schemas", {})
    body = ["<main>", "<h1>Pullquote for programs</h1>"]
    body += [f'<p>{escape(_INTRODUCTION)}<a href="../openapi.json">/api/openapi.json</a>.</p>', "<nav><ul>"]
    body += [
        f'<li><a href="#{escape(told["operationId"])}">{_name(method, path)}</a></li>' for method, path, told in routes
    ]
    body.append("</ul></nav>")
    for method, path, told in routes:
        body += _list_route(method, path, told, schemas)
    return render_page("Pullquote for programs", _STYLE.read_text(encoding="utf-8"), [*body, "</main>"])


def _name(method: str, path: str) -> str:
    return f"<code><b>{escape(method.upper())}</b> {escape(path)}</code>"


def _list_route(method: str, path: str, told: Json, schemas: Json) -> Iterator[str]:
    yield f'<section id="{escape(told["operationId"])}">'
    yield f"<h2>{_name(method, path)}</h2>"
    yield f"<p>{escape(' '.join(told.get('description', '').split()))}</p>"
    sent = told.get("requestBody", {}).get("content", {})
    fields = [*_list_parameters(told), *(field for kind in sent.values() for field in _list_fields(kind, schemas))]
    if fields:
        yield "<table><thead><tr><th>Takes</th><th></th><th></th></tr></thead><tbody>"
        yield from fields
        yield "</tbody></table>"
    for title, held in (("Sent", sent), ("Answered", told["responses"].get("200", {}).get("content", {}))):
        for kind, content in held.items():
            if "example" in content:
                shown = content["example"]
                text = shown if isinstance(shown, str) else json.dumps(shown, ensure_ascii=False, indent=1)
                yield f"<h3>{title}: {escape(kind)}</h3>"
                yield f"<pre>{escape(text)}</pre>"
    yield "</section>"


def _list_parameters(told: Json) -> Iterator[str]:
    for parameter in told.get("parameters", ()):
        yield _render_field(parameter["name"], f"in the {parameter['in']}", needed=parameter.get("required", False))


def _list_fields(content: Json, schemas: Json) -> Iterator[str]:
    schema: Json = content.get("schema", {})
    schema = schemas.get(schema.get("$ref", "").rpartition("/")[2]) or schema
    for name, field in schema.get("properties", {}).items():
        yield _render_field(name, field.get("description", ""), needed=name in schema.get("required", ()))


def _render_field(name: str, meaning: str, *, needed: bool) -> str:
    told = "needed" if needed else ""
    return f"<tr><td><code>{escape(name)}</code></td><td>{told}</td><td>{escape(meaning)}</td></tr>"

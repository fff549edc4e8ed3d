"""Closed schemas: what front matter and the data files may say, and what to answer when they err.

The schemas are JSON Schema (draft 2020-12) files in this folder, so that editors can use them too.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator, FormatChecker, ValidationError, validators

from .. import limits
from ..findings import Finding
from ..yaml_lines import Document

_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_END = re.compile(r"(?<!\\)\$")
_FORMATS = FormatChecker([])


@_FORMATS.checks("date", ValueError)
def _is_date(value: object) -> bool:
    """A day there is, of a year within the limits."""
    if not isinstance(value, str):
        return True
    in_form = _DATE.fullmatch(value) is not None
    return in_form and limits.FIRST_YEAR <= date.fromisoformat(value).year <= limits.LAST_YEAR


def _pattern(
    validator: Any, pattern: str, value: object, schema: dict[str, Any]
) -> Iterator[ValidationError]:
    """As JSON Schema means it: ``$`` is the end, where Python also takes a last line end."""
    if isinstance(value, str) and not _compiled(pattern).search(value):
        yield ValidationError(f"{value!r} does not match {pattern!r}")


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(_END.sub(r"\\Z", pattern))


_Validator = validators.extend(Draft202012Validator, {"pattern": _pattern})


@cache
def validator(name: str) -> Any:
    """The validator of ``<name>.json`` in this folder."""
    schema = json.loads((Path(__file__).parent / f"{name}.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    return _Validator(schema, format_checker=_FORMATS)


def check(name: str, document: Document, path: str, check_name: str) -> Iterator[Finding]:
    """Findings of one document against one schema, each at the line of the faulty key."""
    for error in validator(name).iter_errors(document.value):
        yield from _findings(error, document, path, check_name)


def sound(name: str, value: Any) -> dict[str, Any]:
    """The keys of a mapping whose values the schema takes; none when it is no mapping."""
    if not isinstance(value, dict):
        return {}
    bad = {error.absolute_path[0] for error in validator(name).iter_errors(value) if error.absolute_path}
    return {key: item for key, item in value.items() if key not in bad}


def _findings(error: ValidationError, document: Document, path: str, name: str) -> Iterator[Finding]:
    where = tuple(error.absolute_path)
    if error.validator == "additionalProperties":
        allowed = ", ".join(error.schema["properties"])
        for key in sorted(set(error.instance) - set(error.schema["properties"])):
            text = f"unknown key '{key}'; the keys are: {allowed}"
            yield Finding(path, document.line(*where, key), 1, name, "error", text)
        return
    if error.validator == "required":
        properties = error.schema.get("properties", {})  # a condition has none of its own
        missing = [key for key in error.validator_value if key not in error.instance]
        for key in missing[:1] if len(error.validator_value) == 1 else missing:
            text = f"the key '{key}' is missing" + _example(key, properties.get(key, {}))
            yield Finding(path, document.line(*where), 1, name, "error", text)
        return
    key = next((part for part in reversed(where) if isinstance(part, str)), "")
    text = f"{key}: {_plain(error)}" if key else _plain(error)
    yield Finding(path, document.line(*where), 1, name, "error", text + _example(key, error.schema))


def _plain(error: ValidationError) -> str:
    """The validator's message where it reads well, our own words where it does not."""
    match error.validator:
        case "enum":
            return f"'{error.instance}' is not one of: {', '.join(map(str, error.validator_value))}"
        case "pattern" | "format":
            return f"'{error.instance}' is not of the right form"
        case "const":
            return f"must be {json.dumps(error.validator_value, ensure_ascii=False)}"
        case "contains":
            return "lacks an entry that the guide needs"
        case "minLength" | "minItems":
            return "must not be empty" if error.validator_value == 1 else "is too short"
        case "maxLength":
            return f"is too long, at most {error.validator_value} characters"
        case "type":
            return f"must be of type {error.validator_value}, not {_kind(error.instance)}"
        case "uniqueItems":
            return "lists the same thing twice"
    return error.message


def _kind(value: Any) -> str:
    names = {bool: "boolean", int: "integer", str: "string", list: "array", dict: "object"}
    return names.get(type(value), "null")


def _example(key: str, schema: dict[str, Any]) -> str:
    example = next(iter(schema.get("examples", [])), None)
    if example is None:
        return ""
    shown = example if isinstance(example, str) else json.dumps(example, ensure_ascii=False)
    return f"; for example '{key}: {shown}'" if key else f"; for example '{shown}'"

"""The docstring under a field of a class, read where somebody asks for it.

Pydantic can read them too, but does it for every class as that is made: 0.15 s of every command.
"""

import ast
import inspect
import sys
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import pairwise

from pydantic import BaseModel


def field_docs(model: type[BaseModel]) -> Mapping[str, str]:
    """The docstring under each field of a class, by the name that is signed."""
    found = _documented(model)
    fields = model.model_fields.items()
    return {field.alias or name: found[name] for name, field in fields if name in found}


@cache
def _documented(model: type[BaseModel]) -> Mapping[str, str]:
    """By the name in the code; a field that a class inherits is documented where it stands."""
    docs: dict[str, str] = {}
    for base in reversed(model.__mro__):
        if issubclass(base, BaseModel) and base is not BaseModel:
            docs.update(_written(_classes(base.__module__)[base.__qualname__]))
    return docs


def _written(definition: ast.ClassDef) -> Iterator[tuple[str, str]]:
    for statement, following in pairwise(definition.body):
        match statement, following:
            case ast.AnnAssign(target=ast.Name(id=field)), ast.Expr(value=ast.Constant(str(words))):
                yield field, inspect.cleandoc(words)


@cache
def _classes(module: str) -> Mapping[str, ast.ClassDef]:
    """The classes of a module, parsed once and not for every class."""
    tree = ast.parse(inspect.getsource(sys.modules[module]))
    return {node.name: node for node in tree.body if isinstance(node, ast.ClassDef)}

"""The base of every view: frozen, closed, and described by the docstrings of its fields."""

from pydantic import BaseModel, ConfigDict

__all__ = ["View"]


class View(BaseModel):
    """Part of an answer. Its JSON Schema is what the API publishes."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)

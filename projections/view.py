"""The base of every view: frozen, closed, and described by the docstrings of its fields."""

from pydantic import BaseModel, ConfigDict, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from domain.docstrings import field_docs

__all__ = ["View"]


class View(BaseModel):
    """Part of an answer. Its JSON Schema is what the API publishes."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    @classmethod
    def __get_pydantic_json_schema__(
        cls, core_schema: CoreSchema, handler: GetJsonSchemaHandler, /
    ) -> JsonSchemaValue:
        """The JSON Schema, with what stands under each field."""
        made = handler(core_schema)
        properties = handler.resolve_ref_schema(made)["properties"]
        for name, words in field_docs(cls).items():
            properties[name]["description"] = words
        return made

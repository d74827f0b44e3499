"""Exact decimal numbers in JSON, whose own numbers are not exact."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from pydantic import GetCoreSchemaHandler
from pydantic_core import CoreSchema, core_schema


@dataclass(frozen=True)
class DecimalText:
    """Lets a Decimal travel as text such as "12.50", with so many digits in all and after the point."""

    digits: int
    places: int
    is_signed: bool = True

    def __get_pydantic_core_schema__(self, kind: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        sign = "-?" if self.is_signed else ""
        fraction = rf"(\.[0-9]{{1,{self.places}}})?" if self.places else ""
        whole = f"[0-9]{{1,{max(1, self.digits - self.places)}}}"
        text = core_schema.str_schema(pattern=f"^{sign}{whole}{fraction}$", strict=True)
        rounded = core_schema.no_info_after_validator_function(self.round, handler(kind))
        return core_schema.chain_schema([text, rounded])

    def round(self, value: Decimal) -> Decimal:
        """Write 12.5 as 12.50, and -0 as 0."""
        return value.quantize(Decimal(1).scaleb(-self.places)) + 0

"""What all mappings of the YAML files share."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Strict(BaseModel):
    """A mapping of a YAML file: unknown keys are faults."""

    model_config = ConfigDict(extra="forbid", frozen=True)

"""What became of a brief's deliveries: a receipt for each recipient of each target."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

DeliveryState = Literal["pending", "sent", "failed", "replaced"]


@dataclass(frozen=True, slots=True)
class Receipt:
    """One recipient of one version of an issue (`sha256` is that of its brief.json) at one target.

    `pending`: it has not been tried, a try was refused for the time being, or one ended without an answer, so that it may have
    arrived. `failed`: it was refused for good. `replaced`: it is not wanted any more. `attempts` counts tries; `at` is when the
    last of them began, `reason` what came of it. `round` counts how often it was sent again on purpose.
    """

    audience: str
    as_of: str
    sha256: str
    target: str
    recipient: str
    state: DeliveryState = "pending"
    attempts: int = 0
    at: str | None = None
    reason: str | None = None
    round: int = 0

    def __str__(self) -> str:
        tail = f": {self.reason}" if self.reason and self.state != "sent" else ""
        return f"{self.audience}, {self.as_of[:10]}, {self.target} to {self.recipient}: {self.state}{tail}"

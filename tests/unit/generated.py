"""Desks made by a seed: region, channels, volumes, hours, prices and the ranges that a user might write, all drawn."""

from __future__ import annotations

from random import Random
from typing import Any

REGIONS = (
    "philippines", "india", "colombia", "mexico", "south_africa", "united_states", "germany", "poland", "portugal", "jamaica",
    "pakistan", "united_kingdom",
)  # fmt: skip
CHANNELS = ("voice", "chat", "email", "back_office")


def desk(seed: int) -> dict[str, Any]:
    """One scenario; every third number that it gives is a range, up to three times as high as low and leaning up or down."""
    sampling = Random(seed)

    def number(value: float) -> Any:
        if sampling.random() > 1 / 3:
            return round(value, 2)
        low, high = value / sampling.uniform(1.05, 1.7), value * sampling.uniform(1.05, 1.8)
        return {"low": round(low, 2), "likely": round(value, 2), "high": round(high, 2)}

    queues: list[dict[str, Any]] = []
    for channel in sampling.sample(CHANNELS, sampling.randint(1, 3)):
        queue: dict[str, Any] = {
            "channel": channel,
            "contacts_per_month": number(round(10 ** sampling.uniform(3, 4.5))),
        }
        if sampling.random() < 0.5:
            queue["handle_minutes"] = number(round(sampling.uniform(4, 12), 1))
        if sampling.random() < 0.3:
            queue["growth_per_year"] = round(sampling.uniform(-0.1, 0.3), 2)
        queues.append(queue)
    team: dict[str, Any] = {"region": sampling.choice(REGIONS), "queues": queues}
    if sampling.random() < 0.4:
        parts = sampling.sample(
            ["supervision", "quality", "workplace", "recruiting", "initial_training"], sampling.randint(1, 5)
        )
        team["pricing"] = {"model": "hourly", "rate": number(round(sampling.uniform(8, 30), 1)), "includes": parts}
    team["hours"] = sampling.choice(["business", "extended", "24x7"])
    return {"name": f"Desk {seed}", "currency": "USD", "months": sampling.choice([12, 24, 36]), "team": team}

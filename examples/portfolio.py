"""A portfolio of scenarios on a Dask cluster: one estimate for each site and volume, on as many workers as there are.

Needs `pip install "dask[distributed]"` beside this tool; a scheduler's address as the argument uses a cluster that runs already.
"""

from __future__ import annotations

import sys
from itertools import product

from estimate import estimate, load

SITES = ("philippines", "colombia", "india", "poland")
VOLUMES = (2000, 5000, 10000, 20000)


def cost(point: tuple[str, int]) -> dict[str, object]:
    """One scenario of the portfolio, costed on a worker; what comes back is small and plain."""
    region, volume = point
    queues = [{"channel": "email", "contacts_per_month": volume}]
    scenario = {"name": f"{region}, {volume} mails", "currency": "USD", "team": {"region": region, "queues": queues}}
    result = estimate(load(scenario, settings={"fx": {"EUR": 1.1, "PLN": 0.26}}))
    return {"region": region, "volume": volume, "total": result.total, "per_contact": result.per_contact}


def main() -> None:
    """Map the portfolio over the cluster and print a line for each scenario, in order."""
    from dask.distributed import Client

    with Client(*sys.argv[1:2]) as client:
        for row in client.gather(client.map(cost, list(product(SITES, VOLUMES)))):
            print(f"{row['region']:<14}{row['volume']:>8,}{row['total']:>14,.0f}{row['per_contact']:>8.2f}")


if __name__ == "__main__":
    main()

"""The rulebook of support outsourcing: its indexes, and the two words with which every quantity is written."""

from estimate.engine import Rulebook

RULEBOOK = Rulebook(
    rows={
        "team": None,  # people at one site under one contract
        "price_list": "team",  # queues that share the clauses of a contract: the team's, or one queue with clauses of its own
        "queue": "price_list",  # a stream of contacts that one team handles
        "role": "team",  # those who lead, check, plan and train the agents
        "clause": "price_list",  # a term of the contract that counts volume: a minimum, an overage, a step of a discount
        "measure": "queue",  # what service credits measure; that of a whole team stands with its first queue
        "item": "team",  # a license, a course, a fee that goes with a team
        "charge": None,  # a fee of the whole contract
    },
    # Month 0 is the time before the start: what is paid then is paid before anyone works.
    steps={"year": None, "month": "year"},
)
formula = RULEBOOK.formula
given = RULEBOOK.given

"""The first screen of help: every command in a line, by what people want to do; and two examples for each command."""

from __future__ import annotations

GROUPS: dict[str, dict[str, str]] = {
    "Start": {
        "init": "write scenarios that run, from a few questions",
        "validate": "check scenarios and rate cards, every problem at once",
    },
    "Decide": {
        "estimate": "what a scenario costs; also: estimate FILE",
        "compare": "options side by side: why they differ, which is best",
        "regions": "the same work in every region that has a card, ranked",
    },
    "Doubt": {
        "simulate": "percentiles, and the odds of passing a budget",
        "sensitivity": "what moves the total most, and what to find out first",
        "breakeven": "where one number makes two options cost the same",
        "sweep": "the total over a grid of values",
    },
    "Buy": {
        "questions": "what a quote leaves open: the list for the vendor",
        "should-cost": "what a vendor's work should cost at the site's wages",
    },
    "Look inside": {
        "explain": "formula, inputs and sources behind a figure",
        "staffing": "agents by the hour of the week, and what cover costs",
        "added": "what the rate cards add to what you gave",
        "glossary": "what a word of the trade means",
        "rates": "list, show, check and begin rate cards",
        "schema": "JSON Schema of a format, for editors",
        "completion": "completion for bash, zsh, fish, powershell",
    },
}
"""The commands by what they are for, each in a few words."""

EXAMPLES: dict[str, tuple[str, str]] = {
    "init": ("desk.yaml", "desk.yaml --channel email --contacts 2,500 --region Philippines"),
    "validate": ("desk.yaml", "*.yaml our-cards/"),
    "estimate": ("desk.yaml --set team.queues.0.contacts_per_month=9000", "desk.yaml --format json -o desk.json"),
    "compare": ("in-house.yaml manila.yaml bogota.yaml", "a.yaml b.yaml --format csv -o table.csv"),
    "regions": ("desk.yaml --nearshore 3", "desk.yaml --language es --top 5"),
    "simulate": ("desk.yaml --draws 10000", "desk.yaml --budget 900000"),
    "sensitivity": ("desk.yaml", "desk.yaml --format json"),
    "breakeven": (
        "in-house.yaml manila.yaml --vary team.pricing.rate",
        "desk.yaml --vary team.pricing.rate --target 900000",
    ),
    "sweep": (
        "desk.yaml --vary team.pricing.rate=9:14:0.5",
        "desk.yaml --vary team.queues.0.contacts_per_month=2000,4000,8000",
    ),
    "questions": ("desk.yaml", "desk.yaml --format markdown -o questions.md"),
    "should-cost": ("desk.yaml", "desk.yaml --format json"),
    "explain": ("desk.yaml labor.agents", "desk.yaml headcount --month 2027-03"),
    "staffing": ("desk.yaml", "desk.yaml --set team.hours=24x7"),
    "added": ("desk.yaml", "desk.yaml --format json"),
    "glossary": ("", "occupancy"),
    "schema": ("scenario > scenario.schema.json", "rates"),
    "completion": ("bash >> ~/.bashrc", "zsh > ~/.zfunc/_estimate"),
    "rates list": ("--area latin_america", "--unit logged_in_hour --sort likely"),
    "rates show": ("philippines", "colombia voice"),
    "rates fx": ("EUR", "EUR --format json"),
    "rates check": ("", "--worst 10"),
    "rates new": ("vendor-x --from philippines", "vendor-x --from philippines -o our-cards/vendor-x.yaml"),
}
"""Two calls of each command, without its name."""

NAME, WORDS = 13, 13


def first_screen(names: list[str]) -> str:
    """The text of `estimate --help`; a command that no group has stands under More."""
    grouped = {name for commands in GROUPS.values() for name in commands}
    others = {name: "" for name in names if name not in grouped}
    lines = ["Usage: estimate FILE [OPTIONS], or estimate COMMAND [OPTIONS] (-h says more)", ""]
    for group, commands in [*GROUPS.items(), ("More", others)]:
        shown = [(name, words) for name, words in commands.items() if name in names]
        for at, (name, words) in enumerate(shown):
            lines.append(f"{group if at == 0 else '':{NAME}}{name:{WORDS}}{words}".rstrip())
    lines += [
        "",
        "estimate examples/first-estimate.yaml; estimate desk.yaml --full",
        "--version; --language ko: in Korean; --debug: traceback of a bug. Exit: 0 done,",
        "1 bug, 2 wrong usage, 3 invalid input, 4 incomplete, 5 a limit, 130 interrupted",
    ]
    return "\n".join(lines) + "\n"


def examples_of(name: str) -> str | None:
    """The examples of a command, as they stand below its options."""
    calls = EXAMPLES.get(name)
    return (
        None
        if calls is None
        else "Examples:\n\n\b\n" + "\n".join(f"  estimate {name} {call}".rstrip() for call in calls)
    )

"""The scenarios that `estimate init` writes: one workload, options that extend it, and the people of today."""

from __future__ import annotations

import re

from estimate.cli.init.answers import EXAMPLE_CONTACTS, Answers
from estimate.cli.init.templates import hours_lines, queue_lines
from estimate.language import shown
from estimate.schema.numbers import number_in

KEY = re.compile(r"(- )?{?[a-z_]+:")
"""How a comment begins that shows a key to write."""


def workload_text(answers: Answers, region: str, currency: str | None = None, paid_in: str | None = None) -> str:
    """The scenario of the first region, in a currency that its options share: what was answered as it stands, the rest as comments that show how to say more.

    `paid_in` is the currency of what today costs.
    """
    names = " and ".join(channel.replace("_", " ") for channel in answers.channels)
    codes = answers.languages or ""
    languages = f"  languages: [{codes}]\n" if codes else "  # languages: [en, es]\n"
    customers = (
        f"customers: {{timezone: {answers.customers}}}   # decides which hours are night work at the site"
        if answers.customers
        else "# customers: {timezone: America/New_York}   # decides which hours are night work at the site"
    )
    blend = {
        None: "",
        True: "  blend: true              # the same people write emails between chats and calls\n",
        False: "  blend: false             # people of their own for emails, and for chats and calls\n",
    }[answers.blend if answers.mixed else None]
    money = (
        f"currency: {currency}\n"
        if currency
        else "# currency: USD              # of the estimate; by default the one in which the region quotes\n"
    )
    return f"""\
# A scenario for `estimate`. Lines that begin with # are optional; without them the rate cards decide, and say so.
name: {title(region) if currency else f"Our support desk, {names} in {title(region)}"}
{money}# start: 2027-01             # first month of service
# months: 36
{customers}
{_today(answers, paid_in)}

team:
  region: {region}
  # support_type: technical  # general, technical, sales, regulated; by default each queue's channel
{languages}{hours_lines(answers.template) if answers.template else ""}  hours: {_hours(answers)}              # business, extended, 24x7, or {{mon-fri: "08:00-20:00", sat: "10:00-16:00"}}
{blend}  # pricing:                 # a vendor's quote, instead of the card's rate
  #   model: hourly          # hourly, monthly, per_contact, per_minute, per_resolution, in_house
  #   rate: 11 to 14
  #   includes: [supervision, quality, workplace, recruiting]
  queues:
{_queues(answers)}
      # handle_minutes: 6
      # growth_per_year: 10%
      # containment_rate: 15%
  # staffing: {{shrinkage: 33%, attrition_per_year: 45%}}
  # training: {{initial_hours: 160, replacement: vendor}}

# items:                     # whatever the cards don't know
#   - {{name: CRM integration, per: contract, price: 18000, category: fees}}
"""


def in_language(text: str) -> str:
    """A scenario whose comments are in the chosen language; its keys and values stay."""
    return "".join(map(_line, text.splitlines(keepends=True)))


def _line(line: str) -> str:
    """A line with its comment translated: the first `# ` after which the catalog knows the words."""
    at = line.find("# ")
    while at >= 0:
        words = line[at + 2 :].strip()
        if not KEY.match(words) and (said := shown(words)) != words:
            return f"{line[: at + 2]}{said}\n"
        at = line.find("# ", at + 2)
    return line


def option_text(region: str, base: str) -> str:
    """The same workload in another region."""
    return f"""\
# The same work as in {base}, in another place. What stands here wins over what stands there.
extends: {base}
name: {title(region)}
team:
  region: {region}
"""


def today_text(answers: Answers, base: str, currency: str) -> str:
    """The people of today: what they cost, as one price for each person that contains everything."""
    amount, named = answers.money
    rate = (number_in(amount) or 0) / (answers.people or 1)
    home = f"  region: {answers.home}\n" if answers.home else ""
    return f"""\
# The people of today, for the same work as in {base}: {answers.people:g} people who cost {amount} a month in all.
extends: {base}
name: Today
only_given: true             # what they cost is known, so the rate cards add nothing to it
today: {{cost_per_month: null, currency: null}}   # the others are held against this one
team:
  status: existing
{home}  pricing: {{model: monthly, rate: {rate:.6g}, currency: {named or currency}, includes: [everything_else]}}
  queues:
{_queues(answers, staffed=True)}
"""


def _today(answers: Answers, paid_in: str | None) -> str:
    """Who does the work today and at what cost, or a comment that shows how to say it."""
    why = "is it worth changing? The people also say what a contact takes"
    if not answers.people and answers.cost is None:
        return f"# today: {{people: 4, cost_per_month: 27000}}   # {why}"
    known = [f"people: {answers.people:g}"] if answers.people else []
    if answers.cost is not None:
        amount, named = answers.money
        money = named or paid_in
        known += [f"cost_per_month: {number_in(amount) or 0:.12g}", *([f"currency: {money}"] if money else [])]
    return f"today: {{{', '.join(known)}}}   # {why}"


def title(region: str) -> str:
    """A region's name as people write it."""
    return region.replace("_", " ").title()


def _hours(answers: Answers) -> str:
    hours = answers.hours or "business"
    return hours if all(letter.isalnum() for letter in hours) else f'"{hours}"'


def _queues(answers: Answers, *, staffed: bool = False) -> str:
    """The queues: contacts where they are known, else the people of today, shared out by the contacts, or evenly."""
    people = (answers.people or 0) / len(answers.channels)
    whole = sum(count or 0 for count in answers.contacts) if None not in answers.contacts else 0
    all_silent = all(count is None for count in answers.contacts)  # then today's people stand for the work
    lines = []
    if answers.template is not None:
        for channel, own in queue_lines(answers.template, answers.size).items():
            lines += [f"    - channel: {channel}", *own]
            if staffed:
                lines.append(f"      agents: {people:.6g}")
        return "\n".join(lines)
    for channel, count in zip(answers.channels, answers.contacts, strict=True):
        lines.append(f"    - channel: {channel}")
        if count is not None:
            example = "   # an example: write yours" if answers.examples and count == EXAMPLE_CONTACTS else ""
            lines.append(f"      contacts_per_month: {count:.12g}{example}")
        if staffed or (count is None and not (all_silent and answers.people)):
            share = (answers.people or 0) * (count or 0) / whole if whole else people
            lines.append(f"      agents: {share:.6g}")
    return "\n".join(lines)

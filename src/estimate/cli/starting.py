"""`estimate init`: a commented scenario from five questions at a terminal, or from options without asking."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from estimate.cli.session import note
from estimate.ground.errors import Status, UsageError, nearest
from estimate.inputs.catalog import Catalog
from estimate.inputs.names import channel_meant, region_meant
from estimate.inputs.scenario import CHANNELS

HOURS = ("business", "extended", "24x7")


@dataclass
class Answers:
    """What is known of the desk so far; what is missing is asked for at a terminal."""

    region: str | None = None
    channels: Sequence[str] = field(default_factory=list)
    contacts: Sequence[int] = field(default_factory=list)
    hours: str | None = None
    languages: str | None = None


def run_init(file: Path | None, answers: Answers) -> Status:
    """Write a scenario to a file that does not exist yet, or to standard output."""
    if file is not None and file.exists():
        raise UsageError(f"{file} exists and is not overwritten (choose another name)")
    catalog = Catalog()
    if sys.stdin.isatty() and sys.stderr.isatty():
        _ask_missing(answers, catalog)
    if answers.region is not None:
        answers.region = region_meant(answers.region, catalog)
    answers.channels = [channel_meant(channel, catalog) for channel in answers.channels]
    _check(answers, catalog)
    text = scenario_text(answers)
    if file is None:
        sys.stdout.write(text)
        return Status.DONE
    try:
        with file.open("x", encoding="utf-8") as out:
            out.write(text)
    except OSError as error:
        raise UsageError(f"cannot write {file}: {error.strerror}") from None
    note(f"Wrote {file}. Next: estimate {file}")
    return Status.DONE


def scenario_text(answers: Answers) -> str:
    """The scenario in YAML: what was answered as it stands, the rest as comments that show how to say more."""
    queues = "\n".join(
        f"    - channel: {channel}\n      contacts_per_month: {count}"
        for channel, count in zip(answers.channels, answers.contacts, strict=True)
    )
    languages = f"  languages: [{', '.join(_codes(answers))}]\n" if answers.languages else "  # languages: [en, es]\n"
    names = {channel: channel.replace("_", " ") for channel in answers.channels}
    return f"""\
# A scenario for `estimate`. Lines that begin with # are optional; without them the rate cards decide, and say so.
name: Our support desk, {" and ".join(names.values())} in {str(answers.region).replace("_", " ").title()}
# currency: USD              # of the estimate; by default the one in which the region quotes
# start: 2027-01             # first month of service
# months: 36
# customers: {{timezone: America/New_York}}   # decides which hours are night work at the site

team:
  region: {answers.region}
  # support_type: technical  # general, technical, sales, regulated; by default each queue's channel
{languages}  hours: {answers.hours or "business"}              # business, extended, 24x7, or {{mon-fri: "08:00-20:00", sat: "10:00-16:00"}}
  # pricing:                 # a vendor's quote, instead of the card's rate
  #   model: hourly          # hourly, monthly, per_contact, per_minute, per_resolution, in_house
  #   rate: 11 to 14
  #   includes: [supervision, quality, workplace, recruiting]
  queues:
{queues}
      # handle_minutes: 6
      # growth_per_year: 10%
      # automation_share: 15%
  # staffing: {{shrinkage: 33%, attrition_per_year: 45%}}
  # training: {{initial_hours: 160, replacement: vendor}}

# items:                     # whatever the cards don't know
#   - {{name: CRM integration, per: contract, price: 18000, category: fees}}
"""


def _ask_missing(answers: Answers, catalog: Catalog) -> None:
    regions = catalog.regions()
    if answers.region is None:
        note(f"Regions: {', '.join(regions)}")
        answers.region = _ask(
            "Where would the team sit?", "philippines", lambda word: _one_of(region_meant(word, catalog), regions)
        )
    if not answers.channels:
        question = "Which channels? (voice, chat, email, social, back_office)"
        asked = _ask(question, "email, chat", lambda words: _channels(words, catalog))
        answers.channels = _channels(asked, catalog)
    if not answers.contacts:
        answers.contacts = [
            _whole(_ask(f"How many {channel.replace('_', ' ')} contacts a month?", "5000", _whole))
            for channel in answers.channels
        ]
    if answers.hours is None:
        answers.hours = _ask(
            "When is it open? (business, extended, 24x7)", "business", lambda word: _one_of(word, HOURS)
        )
    if answers.languages is None:
        answers.languages = _ask(
            "Which languages? (codes such as en, es)", "en", lambda word: _codes(Answers(languages=word))
        )


def _ask(question: str, default: str, check: Callable[[str], object]) -> str:
    while True:
        sys.stderr.write(f"{question} [{default}] ")
        sys.stderr.flush()
        line = sys.stdin.readline()
        if not line:
            raise KeyboardInterrupt
        word = line.strip() or default
        try:
            check(word)
        except UsageError as error:
            note(f"  {error}")
        else:
            return word


def _check(answers: Answers, catalog: Catalog) -> None:
    """Refuse what a scenario would refuse, before anything is written."""
    missing = [
        option
        for option, value in (
            ("--region", answers.region),
            ("--channel", answers.channels),
            ("--contacts", answers.contacts),
        )
        if not value
    ]
    if missing:
        raise UsageError(f"needs {', '.join(missing)} where there is no terminal to ask at")
    _one_of(str(answers.region), catalog.regions())
    for channel in answers.channels:
        _one_of(channel, CHANNELS)
    if len(answers.contacts) != len(answers.channels):
        raise UsageError(
            f"needs one --contacts for each --channel: {len(answers.channels)}, got {len(answers.contacts)}"
        )
    if any(count < 0 for count in answers.contacts):
        raise UsageError("--contacts must be 0 or more")
    if answers.hours is not None:
        _one_of(answers.hours, HOURS)
    if answers.languages:
        _codes(answers)


def _one_of(word: str, known: Sequence[str]) -> str:
    if word not in known:
        close = nearest(word, list(known))
        raise UsageError(f"{word} is not known ({f'did you mean {close}?' if close else 'one of ' + ', '.join(known)})")
    return word


def _channels(text: str, catalog: Catalog) -> list[str]:
    words = [word for part in text.split(",") for word in part.split(" and ") if word.strip()]
    return [_one_of(channel_meant(word, catalog), CHANNELS) for word in words]


def _whole(text: str) -> int:
    if not (text.replace(",", "").isascii() and text.replace(",", "").isdigit()):
        raise UsageError(f"must be a whole number, got {text}")
    return int(text.replace(",", ""))


def _codes(answers: Answers) -> list[str]:
    codes = [code.strip() for code in (answers.languages or "").split(",") if code.strip()]
    for code in codes:
        if not (code.isascii() and code.isalpha() and code.islower() and len(code) in (2, 3)):
            raise UsageError(f"{code} is not a language code (write en, es, ko)")
    return codes

"""rates/README.md says what the cards hold. `pytest tests/cards --update` writes its table again."""

from __future__ import annotations

from tests.cards.coverage import BEGIN, END, table
from tests.cards.shelf import RATES


def test_the_coverage_table_is_that_of_the_cards(update: bool) -> None:
    file = RATES / "README.md"
    text = file.read_text(encoding="utf-8")
    before, _, rest = text.partition(BEGIN)
    old, _, after = rest.partition(END)
    if update:
        file.write_text(f"{before}{BEGIN}\n{table()}\n{END}{after}", encoding="utf-8")
        return
    assert old.strip() == table()


def test_every_region_of_the_evidence_has_a_card() -> None:
    assert len(list(RATES.glob("regions/*.yaml"))) >= 64

"""The Python interface: what a script gets is what the command prints."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

import estimate as package
from tests.conftest import ROOT, Command

FIRST = ROOT / "examples" / "first-estimate.yaml"


def test_an_estimate_is_that_of_the_command(command: Command) -> None:
    from estimate import estimate, load

    whole = json.loads(command("examples/first-estimate.yaml", "-f", "json", "--no-range", real=True).out)
    found = estimate(load(FIRST))
    assert found.document | {"files": {}} == whole | {"files": {}}
    assert (found.total, found.currency, found.complete) == (whole["total"]["expected"], "USD", True)
    assert sum(line["amount"] for line in found.lines) == pytest.approx(found.total)
    assert found.range is None
    low, high = estimate(FIRST, draws=100).range or (0, 0)
    assert low < high
    assert sum(found.by_category.values()) == pytest.approx(sum(found.by_month)) == pytest.approx(found.total)


def test_a_scenario_is_a_file_a_text_or_data_and_takes_settings() -> None:
    from estimate import estimate, load

    text = FIRST.read_text(encoding="utf-8")
    data = {"name": "Online shop, email and chat in Manila", "team": {"region": "philippines", "queues": [
        {"channel": "email", "contacts_per_month": 6000}, {"channel": "chat", "contacts_per_month": 4000}]}}  # fmt: skip
    total = estimate(FIRST).total
    assert estimate(text).total == estimate(data).total == total
    more = load(data).with_settings({"team.queues.0.contacts_per_month": 9000})
    assert estimate(more).total == estimate(data, settings={"team.queues.0.contacts_per_month": 9000}).total > total
    assert estimate(data, currency="EUR").currency == "EUR"


def test_options_are_compared(command: Command) -> None:
    from estimate import compare, load

    files = [str(ROOT / "examples" / "compare" / f"{name}.yaml") for name in ("denver", "manila")]
    found = compare(*(load(file) for file in files))
    printed = json.loads(command("compare", *files, "-f", "json", "--no-range", real=True).out)
    assert found.document == printed
    assert found.cheapest == "Manila"
    assert found.differences == {"Manila": printed["options"][0]["difference"]}
    with pytest.raises(ValueError, match="has months 12"):
        compare(load(files[0]), load(files[1], settings={"months": 12}))
    with pytest.raises(ValueError, match="at least one option"):
        compare(load(files[0]))


def test_wrong_input_has_its_problems() -> None:
    from estimate import InvalidInput, load

    with pytest.raises(InvalidInput) as caught:
        load(
            {
                "name": "X",
                "team": {
                    "region": "philippines",
                    "queues": [{"chanel": "email", "channel": "email", "contacts_per_month": 1}],
                },
            }
        )
    assert "did you mean channel?" in str(caught.value.problems[0])


def test_importing_the_package_is_cheap_and_unknown_names_are_refused() -> None:
    code = "import sys, estimate; print(any(name.startswith(('pydantic', 'estimate.')) for name in sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT / "src")
    assert done.stdout.strip() == "False"
    with pytest.raises(AttributeError, match="nothing"):
        package.nothing  # noqa: B018
    assert (Path(package.__file__).parent / "py.typed").is_file()


@pytest.mark.parametrize("file", ["first-estimate.yaml", "uncertain.yaml", "compare/manila.yaml"])
def test_the_document_is_that_of_the_command(file: str, command: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    """With open choices, with named cases, and with a baseline."""
    from estimate import estimate, load

    monkeypatch.chdir(ROOT)
    printed = json.loads(command(f"examples/{file}", "-f", "json", "--draws", "40", real=True).out)
    found = estimate(load(Path("examples", file)), draws=40)
    assert json.loads(json.dumps(found.document)) == printed
    assert printed["structural"] or printed["cases"] or printed["against"]


def test_a_baseline_that_is_not_there_is_an_error_of_the_interface_too() -> None:
    from estimate import InvalidInput, estimate

    with pytest.raises(InvalidInput, match=r"no such file: nowhere\.yaml"):
        estimate(FIRST.read_text(encoding="utf-8") + "baseline: nowhere.yaml\n")


def test_the_portfolio_of_the_examples_runs_on_a_dask_cluster() -> None:
    distributed = pytest.importorskip("dask.distributed")
    sys.path.insert(0, str(ROOT / "examples"))
    try:
        import portfolio

        with distributed.Client(n_workers=1, threads_per_worker=1, processes=False) as client:
            rows = client.gather(client.map(portfolio.cost, [("philippines", 2000)]))
        assert rows == [portfolio.cost(("philippines", 2000))]
    finally:
        sys.path.remove(str(ROOT / "examples"))


def test_the_function_of_the_portfolio_costs_a_scenario() -> None:
    sys.path.insert(0, str(ROOT / "examples"))
    try:
        import portfolio

        row = portfolio.cost(("poland", 2000))
    finally:
        sys.path.remove(str(ROOT / "examples"))
    assert row["region"] == "poland"
    assert isinstance(row["total"], float)
    assert row["total"] > 0

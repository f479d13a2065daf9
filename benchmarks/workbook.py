"""How large the workbooks of the examples are, how many formulas they hold, and how long they take to write.

The time is that of writing alone, the estimate being there, in CPU seconds of this run.
"""

from __future__ import annotations

import io
import re
import time
import zipfile
from pathlib import Path

from estimate.answers.estimate import estimate
from estimate.report.comparison import compare
from estimate.report.sections import report
from estimate.studies.compare import gather
from estimate.studies.request import Request
from estimate.views.workbook import comparison
from estimate.views.workbook.estimate import render

ROOT = Path(__file__).parents[1] / "examples"
OPTIONS = [ROOT / "compare" / f"{name}.yaml" for name in ("denver", "manila", "bogota")]


def told(name: str, data: bytes, seconds: float) -> None:
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        sheets = [file.read(part) for part in file.namelist() if re.match(r"xl/worksheets/sheet", part)]
    formulas = sum(sheet.count(b"<f>") for sheet in sheets)
    print(f"{name:28} {len(sheets):>3} sheets  {formulas:>7,} formulas  {len(data) / 1024:>6.0f} KB  {seconds:>5.2f} s")


def main() -> None:
    for path in sorted(ROOT.rglob("*.yaml")):
        if path.name == "workload.yaml":
            continue
        shown = report(estimate(Request(path).case()))
        start = time.process_time()
        data = render(shown)
        told(str(path.relative_to(ROOT)), data, time.process_time() - start)
    sides, notes = gather(OPTIONS, Request(OPTIONS[0]))
    result = compare(sides, notes)
    start = time.process_time()
    data = comparison.render(result)
    told("compare, three options", data, time.process_time() - start)


if __name__ == "__main__":
    main()

"""What is wrong with files: on a terminal, as rows and as a page."""

from __future__ import annotations

from collections.abc import Iterator

from rich.text import Text

from estimate.ground.errors import Problem, printable
from estimate.language import shown
from estimate.report.validate import CheckedDocument, ValidateDocument, problem_of
from estimate.views.formats import escaped, markdown_table

COLUMNS = ("file", "found", "line", "column", "path", "message")


def lines(content: ValidateDocument, _width: int) -> Iterator[Text]:
    """File by file: its problems with the lines where they stand, or that it is valid and what is to be known. Each problem once."""
    said: set[Problem] = set()
    for one in content["files"]:
        problems = [problem_of(problem) for problem in one["problems"]]
        new = [problem for problem in problems if problem not in said]
        said.update(new)
        for problem in new:
            yield Text(problem.said(shown(problem.message)))
        if not new:
            yield Text(f"{printable(one['file'])}: {shown('the same problems as above' if problems else 'valid')}")
        for note in one["notes"]:
            yield Text(printable(f"{one['file']}: {shown('note')}: {shown(note)}"))


def rows(content: ValidateDocument) -> Iterator[list[object]]:
    """A problem or a note a row, and one for a file that has neither."""
    yield list(COLUMNS)
    for one in content["files"]:
        for problem in one["problems"]:
            place = [problem["line"] or "", problem["column"] or ""]
            yield [problem["file"], "problem", *place, problem["path"], problem["message"]]
        for note in one["notes"]:
            yield [one["file"], "note", "", "", "", note]
        if not one["problems"] and not one["notes"]:
            yield [one["file"], "valid", "", "", "", ""]


def page(content: ValidateDocument) -> Iterator[str]:
    """A Markdown table of the same."""
    yield f"{summary(content)}."
    yield ""
    table = [
        [escaped(str(file)), str(found), f"{line}:{column}".strip(":"), escaped(str(path)), escaped(str(message))]
        for file, found, line, column, path, message in list(rows(content))[1:]
    ]
    yield from markdown_table(["File", "Found", "Line", "Key", "What"], table)


def summary(content: ValidateDocument) -> str:
    """How many files are valid, and how many problems the others have."""
    count, wrong = len(content["files"]), [one for one in content["files"] if not one["valid"]]
    files = f"{count} file{'' if count == 1 else 's'}"
    if not wrong:
        return f"{files}, no problem"
    problems = sum(map(_count, wrong))
    return f"{problems} problem{'' if problems == 1 else 's'} in {len(wrong)} of {files}"


def _count(one: CheckedDocument) -> int:
    return len(one["problems"])

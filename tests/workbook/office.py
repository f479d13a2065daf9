"""LibreOffice without a window: one start that loads workbooks, changes cells and says what it makes of them."""

from __future__ import annotations

import html
import shutil
import subprocess
from dataclasses import dataclass, field
from pathlib import Path

MACRO = Path(__file__).with_name("Recalculate.bas")
SECONDS = 1800
HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE {kind} PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "{file}">\n'
SPACES = 'xmlns:library="http://openoffice.org/2000/library" xmlns:xlink="http://www.w3.org/1999/xlink"'


def found() -> str | None:
    """The command, where LibreOffice is."""
    return shutil.which("soffice") or shutil.which("libreoffice")


@dataclass
class Orders:
    """What is to be done with workbooks, in order; `read` answers are told apart by their names."""

    lines: list[str] = field(default_factory=list)
    names: list[str] = field(default_factory=list)

    def open(self, path: Path) -> None:
        self.lines.append(f"open\t{path}")

    def number(self, sheet: str, cell: str, value: float) -> None:
        self.lines.append(f"set\t{sheet}\t{cell}\t{value!r}")

    def word(self, sheet: str, cell: str, text: str) -> None:
        self.lines.append(f"word\t{sheet}\t{cell}\t{text}")

    def clear(self, sheet: str, cell: str) -> None:
        self.lines.append(f"clear\t{sheet}\t{cell}")

    def read(self, name: str, sheet: str, cells: str) -> None:
        self.lines.append(f"read\t{sheet}\t{cells}")
        self.names.append(name)

    def close(self) -> None:
        self.lines.append("close")

    def carry_out(self, folder: Path) -> dict[str, list[list[str]]]:
        """The cells of each `read`, as texts, row by row."""
        command = found()
        assert command
        profile, orders, answers = folder / "profile", folder / "orders", folder / "answers"
        orders.write_text("\n".join(self.lines) + "\n", encoding="utf-8")
        start = [command, "--headless", "--norestore", f"-env:UserInstallation={profile.as_uri()}"]
        _run([*start, "--terminate_after_init"])  # sets up the profile, which would else take the macro's place
        _install(profile / "user" / "basic")
        ran = _run([*start, f'macro:///Standard.Recalculate.Main("{orders}","{answers}")'])
        assert answers.exists(), ran.stderr
        tables: list[list[list[str]]] = []
        for line in answers.read_text(encoding="utf-8").splitlines():
            if line.startswith("read\t"):
                tables.append([])
            else:
                tables[-1].append(line.split("\t"))
        assert len(tables) == len(self.names), "LibreOffice did not get to the end"
        return dict(zip(self.names, tables, strict=True))


def _run(arguments: list[str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(arguments, capture_output=True, text=True, timeout=SECONDS, check=False)


def _install(basic: Path) -> None:
    """The macro in a profile of its own."""
    standard = basic / "Standard"
    standard.mkdir(parents=True, exist_ok=True)
    head = HEAD.format(kind="script:module", file="module.dtd")
    source = html.escape(MACRO.read_text(encoding="utf-8"), quote=False)
    attributes = (
        'xmlns:script="http://openoffice.org/2000/script" script:name="Recalculate" script:language="StarBasic"'
    )
    (standard / "Recalculate.xba").write_text(f"{head}<script:module {attributes}>{source}</script:module>")
    head = HEAD.format(kind="library:library", file="library.dtd")
    library = 'library:name="Standard" library:readonly="false" library:passwordprotected="false"'
    element = '<library:element library:name="Recalculate"/>'
    for file, holds in (("script.xlb", element), ("dialog.xlb", "")):
        (standard / file).write_text(f"{head}<library:library {SPACES} {library}>{holds}</library:library>")
        head_of_all = HEAD.format(kind="library:libraries", file="libraries.dtd")
        link = f'xlink:href="$(USER)/basic/Standard/{file}/" xlink:type="simple" library:link="false"'
        whole = f'{head_of_all}<library:libraries {SPACES}><library:library library:name="Standard" {link}/></library:libraries>'
        (basic / file.replace(".xlb", ".xlc")).write_text(whole)

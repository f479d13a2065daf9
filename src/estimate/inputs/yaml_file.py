"""TEMPORARY"""
from __future__ import annotations
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, Sequence
import yaml
from estimate.ground.errors import *
class L(yaml.CSafeLoader): pass
L.yaml_implicit_resolvers={k:[(t,r) for t,r in v if 'timestamp' not in t] for k,v in yaml.CSafeLoader.yaml_implicit_resolvers.items()}
@dataclass(frozen=True)
class Document:
    digest="x"
    source: str
    text: str
    data: Any
    def place(self, path, *, key=False):
        return Place(1,1)
    def problem(self, path, message, *, key=False):
        return Problem(self.source, message, dotted(path), self.place(path), self.text.split("\n")[0])
def dotted(path): return "".join(f"[{p}]" if isinstance(p,int) else f".{p}" for p in path).removeprefix(".")
def parse(text, source): return Document(source, text, yaml.load(text, L))
def read(path, *, source=None): return parse(Path(path).read_text(), source or str(path))
def read_stdin(stream): return parse(stream.read().decode(), "<stdin>")

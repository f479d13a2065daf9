"""A saved estimate: the JSON that `estimate --format json` wrote, checked before it is trusted."""

from __future__ import annotations

from estimate.ground.errors import InvalidInput, Problem
from estimate.inputs.saved import MARK
from estimate.inputs.yaml_file import Document
from estimate.report.document import FORMAT_VERSION, EstimateDocument


def saved(document: Document) -> EstimateDocument:
    """The estimate in a document. Raises InvalidInput where it is of an unknown major version, or not whole."""
    from pydantic import TypeAdapter, ValidationError

    data = document.data
    version = str(data.get(MARK, ""))
    major = version.partition(".")[0]
    if major != FORMAT_VERSION.partition(".")[0]:
        message = f"is of format version {version}, this tool reads {FORMAT_VERSION} (estimate the scenario again)"
        raise InvalidInput([Problem(document.source, message, MARK)])
    adapter: TypeAdapter[EstimateDocument] = TypeAdapter(EstimateDocument)
    try:
        return adapter.validate_python(data)
    except ValidationError as error:
        raise InvalidInput(
            [
                Problem(
                    document.source,
                    f"{found['msg'][0].lower()}{found['msg'][1:]} (saved by an older version? estimate the scenario again)",
                    ".".join(map(str, found["loc"])),
                )
                for found in error.errors(include_url=False)[:5]
            ]
        ) from None

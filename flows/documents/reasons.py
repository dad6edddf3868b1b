"""Every reason for which a document or a container is set aside, each with its sentence."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from flows.decoding import Unreadable

REASONS: Mapping[str, str] = MappingProxyType(
    {
        # any document
        "empty": "It holds no word.",
        "nul_bytes": "It has NUL characters, which text has not.",
        "truncated": "It ends in the middle of a character.",
        "undecodable": "No known encoding makes text of its bytes.",
        "binary": "It has more control characters than text has.",
        "too_large": "It is larger than one document may be.",
        # files
        "not_a_file": "It is a pipe, a device, or a folder that cannot be opened.",
        "link": "It is a link; what it points to is read where that is named as a source.",
        "unreadable": "The system refused to read it.",
        "being_written": "It changed while it was read; the next run looks again.",
        "unknown_format": "It was named as a source, but its suffix is of no format that is read.",
        # web pages, feeds and tables
        "no_text": "It has no text that could be an article.",
        "too_complex": "It is nested deeper, or a tag or a text of it is longer, than pages are.",
        "no_text_field": "None of its fields, or more than one, can be the text of an article.",
        "wrong_type": "The field that should hold text holds something else.",
        "not_an_object": "It is a number, a text or a list where an object with fields should be.",
        "invalid_json": "It is not JSON.",
        "duplicate_keys": "One of its objects has two values under one name.",
        "nested_too_deep": "Its objects or archives lie in one another deeper than is allowed.",
        "uneven_row": "It has more fields than the table has columns.",
        # archives
        "damaged_container": "It is cut short, or not what its name says.",
        "damaged_member": "Its bytes in the archive are damaged.",
        "unsafe_member": "It is a link, a device or a sparse file, or its name leads out of the archive.",
        "encrypted": "It is encrypted.",
        "unsupported_compression": "It is compressed in a way that is not read.",
        "expands_too_much": "It grows more in unpacking than is allowed.",
        "too_many_faults": "Most of its many records cannot be read.",
        "too_many_members": "It has more members than is allowed.",
    }
)


class ContainerFault(Unreadable):
    """Raised for what ends the reading of a container, and not only of the member at hand."""

"""Data Docs that work offline and show hostile text as text.

Great Expectations' own pages load scripts and styles from elsewhere and put values into HTML as they
are. Here only its rendered content is used, a tree of blocks; our templates turn it into HTML with
automatic escaping, no script and a policy that forbids loading anything.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any, Final

from great_expectations.render.renderer.site_builder import SiteBuilder
from jinja2 import Environment, FileSystemLoader, Template

SITE_NAME: Final = "data_docs"
INDEX_PAGE: Final = Path("data_docs") / "index.html"
RESULTS: Final = Path(".gx") / "results"
"""Where results are stored below the reports: `<suite>/<run>/<time>/<schema>-<table>.json`."""

_PARAMETER: Final = re.compile(r"\$(?:\{(\w+)\}|(\w+))")
"""A placeholder of a string template: `$column`, `${column}`."""

_SEVERITY: Final = re.compile(r"(critical|warning): ")
"""What the description of a check begins with: `warning: Most pages have a body`."""

_STATUS_BY_ICON: Final = {
    "fa-check-circle": "pass",
    "fa-times": "fail",
    "fa-exclamation-triangle": "broken",
}
"""What the icons of Great Expectations stand for."""


class OfflineView:
    """Renders one page; Great Expectations makes an instance of it from `site_config`."""

    def render(self, document: Any, **_context: object) -> str:  # noqa: ANN401 - a rendered document, or its dict
        """Return the page as HTML."""
        page = document if isinstance(document, dict) else document.to_json_dict()
        return find_template("page.html.j2").render(page=page)


class OfflineSiteBuilder(SiteBuilder):  # type: ignore[misc] # Great Expectations is untyped here
    """Builds the pages of results, and neither the assets that nothing here uses nor the index.

    Great Expectations' own index takes seconds once there are some hundred results: see `docs_index`.
    """

    def build(self, resource_identifiers: Any = None, build_index: bool = True) -> tuple[str | None, Any]:  # noqa: ANN401, ARG002, FBT001, FBT002 - the signature Great Expectations calls
        """Write the pages of the given results, or of all; return the address of the site and no links."""
        for section in self.site_section_builders.values():
            section.build(resource_identifiers=resource_identifiers)
        return self.get_resource_url(only_if_exists=False), {}


def site_config(reports_dir: Path) -> dict[str, Any]:
    """Return the configuration of the site at `reports_dir/data_docs`."""
    view = {"module_name": __name__, "class_name": "OfflineView"}
    return {
        "module_name": __name__,
        "class_name": "OfflineSiteBuilder",
        "show_how_to_buttons": False,
        "store_backend": {
            "class_name": "TupleFilesystemStoreBackend",
            "base_directory": str(reports_dir / INDEX_PAGE.parent),
        },
        "site_index_builder": {"class_name": "DefaultSiteIndexBuilder", "view": view},
        "site_section_builders": {
            "expectations": "None",
            "profiling": "None",
            "validations": {"class_name": "DefaultSiteSectionBuilder", "view": view},
        },
    }


def find_status(block: Any) -> str | None:  # noqa: ANN401 - any block
    """Return `pass`, `fail` or `broken` for a block that is nothing but a status icon."""
    if not isinstance(block, dict) or block.get("content_block_type") != "string_template":
        return None
    styling = block["string_template"].get("styling") or {}
    classes = [name for of in (styling.get("params") or {}).values() for name in of.get("classes", [])]
    return next((_STATUS_BY_ICON[name] for name in classes if name in _STATUS_BY_ICON), None)


def fill(template: dict[str, Any]) -> str:
    """Return the text of a string template with its parameters put in; unknown ones stay as they are."""
    parameters = template.get("params") or {}
    return _PARAMETER.sub(
        lambda match: str(parameters.get(match[1] or match[2], match[0])), str(template["template"])
    )


def split_severity(text: str) -> tuple[str | None, str]:
    """Return severity and description of `critical: Every page has been read`; None for other text."""
    match = _SEVERITY.match(text)
    return (match[1], text[match.end() :]) if match else (None, text)


@cache
def find_template(name: str) -> Template:
    """Return one of the templates, which escape whatever is put into them."""
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {"fill": fill, "status": find_status, "split_severity": split_severity}
    return environment.get_template(name)

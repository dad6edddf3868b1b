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
RUNS_LISTED: Final = 200
"""Tables validated that the index lists, newest first; older pages stay where they are."""

_PARAMETER: Final = re.compile(r"\$(?:\{(\w+)\}|(\w+))")
"""A placeholder of a string template: `$column`, `${column}`."""

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
        is_index = page["renderer_type"] == "SiteIndexPageRenderer"
        return _template("index.html.j2" if is_index else "page.html.j2").render(page=page)


class OfflineSiteBuilder(SiteBuilder):  # type: ignore[misc] # Great Expectations is untyped here
    """Builds the pages and the index, and leaves out fonts, images and styles that nothing here uses."""

    def build(self, resource_identifiers: Any = None, build_index: bool = True) -> tuple[str | None, Any]:  # noqa: ANN401, FBT001, FBT002 - the signature Great Expectations calls
        """Write the pages of the given results, or of all, then the index; return its address and links."""
        for section in self.site_section_builders.values():
            section.build(resource_identifiers=resource_identifiers)
        _, links = self.site_index_builder.build(build_index=build_index)
        return self.get_resource_url(only_if_exists=False), links


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
        "site_index_builder": {
            "class_name": "DefaultSiteIndexBuilder",
            "validation_results_limit": RUNS_LISTED,
            "view": view,
        },
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


def find_validations(index: dict[str, Any]) -> list[dict[str, Any]]:
    """Return one row per table validated from the rendered index, whose first tab lists them."""
    blocks = [block for section in index["sections"] for block in section["content_blocks"]]
    tabs = [tab for block in blocks if block["content_block_type"] == "tabs" for tab in block["tabs"]]
    return [
        {
            "status": find_status(row["validation_success"]),
            "run_time": row["run_time"],
            "run_name": row["run_name"],
            "table_name": row["asset_name"],
            "suite_name": fill(row["expectation_suite_name"]["string_template"]),
            "link": row["_table_row_link_path"],
        }
        for tab in tabs
        for row in tab["tab_content"]["table_data"]
    ]


@cache
def _template(name: str) -> Template:
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {"fill": fill, "status": find_status, "validations": find_validations}
    return environment.get_template(name)

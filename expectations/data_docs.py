"""Data Docs that work offline and show hostile text as text.

Great Expectations' own pages load scripts and styles from elsewhere and put values into HTML as they
are. Here only its rendered content is used, a tree of blocks; our templates turn it into HTML with
automatic escaping, no script and a policy that forbids loading anything.
"""

from __future__ import annotations

import json
import re
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

from great_expectations.render.renderer.site_builder import SiteBuilder
from jinja2 import Environment, FileSystemLoader, Template

SITE_NAME: Final = "data_docs"
INDEX_PAGE: Final = Path("data_docs") / "index.html"
RESULTS: Final = Path(".gx") / "results"
"""Where results are stored below the reports: `<suite>/<run>/<time>/<schema>-<table>.json`."""
VALIDATIONS_LISTED: Final = 200
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
        return _template("page.html.j2").render(page=page)


class OfflineSiteBuilder(SiteBuilder):  # type: ignore[misc] # Great Expectations is untyped here
    """Builds the pages of results, and neither the assets that nothing here uses nor the index.

    Great Expectations' own index takes seconds once there are some hundred results: see `write_index`.
    """

    def build(self, resource_identifiers: Any = None, build_index: bool = True) -> tuple[str | None, Any]:  # noqa: ANN401, ARG002, FBT001, FBT002 - the signature Great Expectations calls
        """Write the pages of the given results, or of all; return the address of the site and no links."""
        for section in self.site_section_builders.values():
            section.build(resource_identifiers=resource_identifiers)
        return self.get_resource_url(only_if_exists=False), {}


def write_index(reports_dir: Path) -> None:
    """Write the page that lists what was validated, newest first."""
    files = sorted(
        (reports_dir / RESULTS).glob("*/*/*/*.json"),
        key=lambda path: (path.parent.name, path.parts),
        reverse=True,
    )
    validations = [_summarise(path) for path in files[:VALIDATIONS_LISTED]]
    index = reports_dir / INDEX_PAGE
    index.parent.mkdir(parents=True, exist_ok=True)
    unfinished = index.with_name("index.html.unfinished")
    unfinished.write_text(_template("index.html.j2").render(validations=validations), encoding="utf-8")
    unfinished.replace(index)


def _summarise(path: Path) -> dict[str, Any]:
    """Return what the index says of one stored result; its page has the same place below the site."""
    result = json.loads(path.read_text(encoding="utf-8"))
    suite_name, run_name, time, file_name = path.parts[-4:]
    validated_at = datetime.strptime(time, "%Y%m%dT%H%M%S.%f%z")  # such as 20250210T211100.000000Z
    return {
        "status": "pass" if result["success"] else "fail",
        "validated_at": f"{validated_at:%Y-%m-%d %H:%M:%S}",
        "run_name": run_name,
        "suite_name": suite_name,
        "check_count": result["statistics"]["evaluated_expectations"],
        "failed_count": result["statistics"]["unsuccessful_expectations"],
        "link": quote(f"validations/{suite_name}/{run_name}/{time}/{Path(file_name).stem}.html"),
    }


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


@cache
def _template(name: str) -> Template:
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {"fill": fill, "status": find_status}
    return environment.get_template(name)

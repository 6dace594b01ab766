"""Lists everywhere: declared once, then filtered, searched, sorted, paged, exported and worked on in bulk.

    LIST = Listing(
        columns=(Column("nama", _("Nama"), lambda row: row.name, sort=("name",), cell=link), …),
        filters=(Filter("keadaan", _("Keadaan"), "state", choices=STATES), …),
        search=("name",), order=("-created_at",),
    )
    page = lists.page(LIST, queries.registrations(viewer), request.GET, path=request.path)

and the template holds `{% include "ui/list_page.html" %}`. The queryset starts from the viewer and brings what its
cells need (`select_related`, annotations): a list asks one query for the total and one for its rows.
`core.exports` writes the same list as CSV and xlsx, `core.bulk` does one thing to many of its rows.
"""

from binakon.core.lists.asked import Asked, Chip, ask, found
from binakon.core.lists.declare import Cell, Column, Filter, Listing, Value
from binakon.core.lists.paging import Downloads, ListPage, Picking, laid_out, page

__all__ = [
    "Asked",
    "Cell",
    "Chip",
    "Column",
    "Downloads",
    "Filter",
    "ListPage",
    "Listing",
    "Picking",
    "Value",
    "ask",
    "found",
    "laid_out",
    "page",
]

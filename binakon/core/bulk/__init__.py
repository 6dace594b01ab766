"""One thing done to many rows: chosen, previewed, confirmed exactly as previewed, and undone where it can be undone.

    ACCEPT = Deed("enrolment.accept", _("Terima berkas"), asks=…, said=…, problems=…, do=…, undo=…)

    preview = bulk.preview(ACCEPT, LIST, queryset, request.POST, user_id=request.user.pk)     # a page, nothing written
    pk = bulk.confirm(ACCEPT, LIST, queryset, request.POST["tanda"], by=actor)                # then redirect
    result = bulk.result(ACCEPT, LIST, queryset, pk, user_id=request.user.pk)                 # None: 404
    bulk.undo(ACCEPT, LIST, queryset, pk, by=actor)                                           # then redirect

`queryset` always starts from the viewer: rows they may not see are neither shown nor touched, whatever the form says.
"""

from binakon.core.bulk.choosing import LeftOut, Preview, deed_of, preview
from binakon.core.bulk.declare import Deed, Doing
from binakon.core.bulk.outcome import Result, result
from binakon.core.bulk.run import confirm, resume, undo

__all__ = [
    "Deed",
    "Doing",
    "LeftOut",
    "Preview",
    "Result",
    "confirm",
    "deed_of",
    "preview",
    "result",
    "resume",
    "undo",
]

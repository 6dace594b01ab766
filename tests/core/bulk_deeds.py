"""What tests of bulk deeds press."""

from typing import Any

from django.http import QueryDict

from binakon.core import bulk
from binakon.core.bulk import Deed
from binakon.core.models import Message
from binakon.people.models import User
from tests.core.message_list import LIST, a_deed, actor

ALL = Message.objects.all


def picked(*rows: Message, **words: str) -> QueryDict:
    form = QueryDict(mutable=True)
    form.setlist("pilih", [str(row.pk) for row in rows])
    form.update(words)
    return form


def previewed(user: User, form: QueryDict, deed: Deed | None = None, **more: Any) -> bulk.Preview:
    return bulk.preview(deed or a_deed(), LIST, ALL(), form, user_id=user.pk, **more)


def confirmed(user: User, token: str, deed: Deed | None = None, **more: Any) -> int:
    return bulk.confirm(deed or a_deed(), LIST, ALL(), token, by=actor(user), **more)


def outcome(user: User, pk: int, **more: Any) -> bulk.Result:
    found = bulk.result(a_deed(), LIST, ALL(), pk, user_id=user.pk, **more)
    assert found is not None
    return found


def withdrawn() -> list[str]:
    rows = Message.objects.filter(last_error="ditarik").order_by("subject")
    return list(rows.values_list("subject", flat=True))

"""Inside the confined process: every object of a received PDF is looked at, also those in object streams."""

from collections.abc import Iterator

import pikepdf

from binakon.core.disarm.confine import Refusal

MOST_PAGES = 20
MOST_OBJECTS = 100_000
MOST_POINTS = 14_400  # 200 inches: the largest page that Acrobat makes
MOST_IMAGE_PIXELS = 100_000_000  # an A3 sheet in one colour at 600 dpi has 70 million
_DEEPEST = 60

# Keys that carry a deed, whatever stands behind them.
_ACTIVE_KEYS = {
    "/JS",
    "/JavaScript",
    "/XFA",
    "/EmbeddedFiles",
    "/EF",
    "/RichMediaContent",
    "/RichMediaSettings",
    "/Collection",
}
_ACTIVE_ACTIONS = {
    "/JavaScript",
    "/Launch",
    "/SubmitForm",
    "/ImportData",
    "/GoToR",
    "/GoToE",
    "/GoTo3DView",
    "/Rendition",
    "/Movie",
    "/Sound",
    "/RichMediaExecute",
}
_ACTIVE_TYPES = {
    "/RichMedia",
    "/3D",
    "/Movie",
    "/Sound",
    "/Screen",
    "/FileAttachment",
    "/EmbeddedFile",
}
_HARMLESS_OPENINGS = {"/GoTo", "/Named"}


def walk(pdf: pikepdf.Pdf) -> None:
    """Raise `Refusal` at the first object that could do something when the paper is opened or clicked."""
    if len(pdf.objects) > MOST_OBJECTS:
        raise Refusal("heavy")
    _judge(pdf.trailer, 0)
    for each in pdf.objects:
        _judge(each, 0)


def _judge(item: pikepdf.Object, depth: int) -> None:
    """An object and everything that stands inside it; what it only refers to is an object of its own."""
    if depth > _DEEPEST:
        raise Refusal("heavy")
    if isinstance(item, pikepdf.Stream | pikepdf.Dictionary):
        _judge_dictionary(item)
    for part in _parts(item):
        if not part.is_indirect:
            _judge(part, depth + 1)


def _parts(item: pikepdf.Object) -> Iterator[pikepdf.Object]:
    found: list[object] = []
    if isinstance(item, pikepdf.Stream | pikepdf.Dictionary):
        found = [item[key] for key in item.keys()]  # noqa: SIM118 - a stream has keys but does not iterate over them
    elif isinstance(item, pikepdf.Array):
        found = list(item)
    for part in found:
        if isinstance(part, pikepdf.Dictionary | pikepdf.Array | pikepdf.Stream):
            yield part


def _judge_dictionary(item: pikepdf.Object) -> None:
    keys = set(item.keys())
    if (
        keys & _ACTIVE_KEYS
        or _name(item, "/S") in _ACTIVE_ACTIONS
        or _name(item, "/Subtype") in _ACTIVE_TYPES
        or _name(item, "/Type") in _ACTIVE_TYPES
        or _acts_by_itself(item)
        or (isinstance(item, pikepdf.Stream) and "/F" in keys)
    ):
        raise Refusal("active")
    if _name(item, "/Subtype") == "/Image":
        _judge_image(item)


def _acts_by_itself(item: pikepdf.Object) -> bool:
    """Whether opening, closing, printing or touching it does more than turn to a page."""
    opening = item.get("/OpenAction")
    if isinstance(opening, pikepdf.Dictionary) and _name(opening, "/S") not in _HARMLESS_OPENINGS:
        return True
    deeds = item.get("/AA")
    return isinstance(deeds, pikepdf.Dictionary) and len(deeds.keys()) > 0


def _judge_image(item: pikepdf.Object) -> None:
    sides = [item.get(side) for side in ("/Width", "/Height")]
    wide, high = (int(side) if isinstance(side, int) else 0 for side in sides)
    if wide * high > MOST_IMAGE_PIXELS:
        raise Refusal("pixels", most=MOST_IMAGE_PIXELS // 1_000_000)


def _name(item: pikepdf.Object, key: str) -> str:
    value = item.get(key)
    return str(value) if isinstance(value, pikepdf.Name) else ""

"""What became different between two sets of inputs of a selection, in sentences for whoever decides."""

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from binakon.core import words
from binakon.enrolment.rules.competition_facts import Competitor, Inputs

_MOST_NAMED = 5


def change_words(before: Inputs, after: Inputs) -> list[str]:
    """One sentence for each kind of difference; none for equal inputs."""
    old, new = _by_code(before), _by_code(after)
    said = [
        _gone(sorted(old.keys() - new.keys())),
        _come(sorted(new.keys() - old.keys())),
        _other(
            sorted(
                code for code in old.keys() & new.keys() if _facts(old[code]) != _facts(new[code])
            )
        ),
        _seats(before, after),
        _settings(before, after),
    ]
    return [sentence for sentence in said if sentence]


def _by_code(inputs: Inputs) -> dict[str, Competitor]:
    return {code: person for person in inputs.competitors for code in person.codes}


def _facts(person: Competitor) -> object:
    """What belongs to the person alone: the number in the order shifts when somebody else leaves."""
    return (
        person.office,
        person.groups,
        person.wishes,
        person.was_trained,
        person.certificate,
        person.certificate_until,
    )


def _named(codes: list[str]) -> str:
    shown = codes[:_MOST_NAMED]
    more = len(codes) - len(shown)
    return words.joined(
        [*shown, _("%(more)s lainnya") % {"more": words.number(more)}] if more else shown
    )


def _gone(codes: list[str]) -> str:
    sentence = ngettext(
        "%(many)d pendaftaran tidak lagi ikut: %(codes)s.",
        "%(many)d pendaftaran tidak lagi ikut: %(codes)s.",
        len(codes),
    )
    return sentence % {"many": len(codes), "codes": _named(codes)} if codes else ""


def _come(codes: list[str]) -> str:
    sentence = ngettext(
        "%(many)d pendaftaran kini ikut: %(codes)s.",
        "%(many)d pendaftaran kini ikut: %(codes)s.",
        len(codes),
    )
    return sentence % {"many": len(codes), "codes": _named(codes)} if codes else ""


def _other(codes: list[str]) -> str:
    sentence = ngettext(
        "Keterangan %(many)d pendaftar berubah: %(codes)s.",
        "Keterangan %(many)d pendaftar berubah: %(codes)s.",
        len(codes),
    )
    return sentence % {"many": len(codes), "codes": _named(codes)} if codes else ""


def _seats(before: Inputs, after: Inputs) -> str:
    if before.buckets == after.buckets:
        return ""
    return _(
        "Kursi yang dibagi berubah dari %(before)s menjadi %(after)s, atau bagiannya lain."
    ) % {
        "before": words.number(_places(before)),
        "after": words.number(_places(after)),
    }


def _places(inputs: Inputs) -> int:
    return sum(bucket.places for bucket in inputs.buckets)


def _settings(before: Inputs, after: Inputs) -> str:
    def ruled(inputs: Inputs) -> Iterable[object]:
        return (
            inputs.policy,
            inputs.day,
            inputs.weights,
            inputs.needs,
            inputs.seed_hash,
            inputs.classes,
        )

    if tuple(ruled(before)) == tuple(ruled(after)):
        return ""
    return _(
        "Aturan seleksinya berubah: cara, poin, kebutuhan wilayah, benih, atau hari penilaian SKK."
    )

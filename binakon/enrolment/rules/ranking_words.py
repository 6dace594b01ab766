"""Points in words: the weights before anybody applies, and one sentence for each criterion after."""

from collections.abc import Callable, Mapping

from django.utils.translation import gettext as _

from binakon.core import words
from binakon.enrolment.rules.ranking_facts import Criterion, Finding, Points, Ranked, Weights


def weight_words(weights: Weights) -> list[str]:
    """What gives points, as it is shown to applicants; criteria without weight are left out."""
    facts = {"months": words.number(weights.months)}
    sentences = {
        Criterion.NEVER_TRAINED: _("Belum pernah ikut pelatihan kami: %(points)s poin."),
        Criterion.CERTIFICATE: _(
            "Belum punya SKK, atau SKK berakhir dalam %(months)s bulan: %(points)s poin."
        ),
        Criterion.NEED: _(
            "Kebutuhan wilayah: sampai %(points)s poin, sebanding dengan wilayah yang paling membutuhkan."
        ),
        Criterion.ARRIVAL: _(
            "Urutan mendaftar: %(points)s poin untuk yang pertama, berkurang merata sampai 0 untuk yang terakhir."
        ),
    }
    said = [
        sentences[criterion] % (facts | {"points": words.number(weights.of(criterion))})
        for criterion in Criterion
        if weights.of(criterion)
    ]
    return [*said, _("Bila jumlah poinnya sama, yang lebih dulu mendaftar didahulukan.")]


def points_words(points: Points) -> str:
    """What one criterion gave to one person, and why."""
    facts = {
        "points": words.number(points.points),
        "most": words.number(points.most),
        "part": words.number(points.part),
        "whole": words.number(points.whole),
        "until": words.day(points.until),
    }
    return _SENTENCE[points.criterion](points.finding) % facts


def rank_words(ranked: Ranked) -> str:
    """The rank of one person in one sentence."""
    facts = {"rank": words.number(ranked.rank), "total": words.number(ranked.total)}
    if ranked.is_tied:
        return (
            _(
                "Peringkat %(rank)s dengan %(total)s poin; yang poinnya sama diurutkan menurut waktu mendaftar."
            )
            % facts
        )
    return _("Peringkat %(rank)s dengan %(total)s poin.") % facts


def _never_trained(finding: Finding) -> str:
    return {
        Finding.YES: _("Belum pernah ikut pelatihan kami: %(points)s dari %(most)s poin."),
        Finding.NO: _("Sudah pernah ikut pelatihan kami: 0 dari %(most)s poin."),
    }.get(finding, _("Riwayat pelatihan belum diketahui: 0 dari %(most)s poin."))


def _certificate(finding: Finding) -> str:
    return {
        Finding.NO_CERTIFICATE: _("Belum punya SKK: %(points)s dari %(most)s poin."),
        Finding.ENDS_SOON: _("SKK berlaku sampai %(until)s: %(points)s dari %(most)s poin."),
        Finding.VALID: _("SKK masih lama berlaku, sampai %(until)s: 0 dari %(most)s poin."),
    }.get(finding, _("Keadaan SKK belum diketahui: 0 dari %(most)s poin."))


def _need(finding: Finding) -> str:
    return _("Kebutuhan wilayah %(part)s orang, terbesar %(whole)s: %(points)s dari %(most)s poin.")


def _arrival(finding: Finding) -> str:
    return _("Pendaftar ke-%(part)s dari %(whole)s: %(points)s dari %(most)s poin.")


_SENTENCE: Mapping[Criterion, Callable[[Finding], str]] = {
    Criterion.NEVER_TRAINED: _never_trained,
    Criterion.CERTIFICATE: _certificate,
    Criterion.NEED: _need,
    Criterion.ARRIVAL: _arrival,
}

"""What makes a question sound, how an answer is judged, and how a person's test is shuffled: pure judgements."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from hashlib import sha256
from typing import Any, TypeVar

from django.utils.translation import gettext as _

from binakon.core.problems import Problem
from binakon.trainings.states import QuestionKind

KEYS = "abcdef"
MOST_TEXT = 2_000
MOST_OPTION = 500
TRUE, FALSE = "a", "b"

Option = Mapping[str, str]
T = TypeVar("T")


def truth_options() -> list[dict[str, str]]:
    """The two options of a statement that is true or false."""
    return [{"key": TRUE, "text": "Benar"}, {"key": FALSE, "text": "Salah"}]


def options_of(texts: Iterable[str]) -> list[dict[str, str]]:
    """Options from what was typed for a, b, c …, each under the letter where it was typed; empty ones are left out."""
    typed = ((key, " ".join(text.split())) for key, text in zip(KEYS, texts, strict=False))
    return [{"key": key, "text": text} for key, text in typed if text]


def question_problems(
    kind: str, text: str, options: Sequence[Option], right: Collection[str]
) -> list[Problem]:
    """Everything that is wrong with a question; the codes are the names of the fields where it is corrected."""
    problems = []
    if not text.strip():
        problems.append(Problem("text", _("Soalnya belum diisi.")))
    elif len(text) > MOST_TEXT:
        sentence = _("Soal paling panjang %(most)d huruf. Pendekkan.")
        problems.append(Problem("text", sentence % {"most": MOST_TEXT}))
    if kind not in QuestionKind.values:
        problems.append(Problem("kind", _("Pilih jenis soal.")))
        return problems
    problems += _option_problems(kind, options)
    problems += _right_problems(kind, {option["key"] for option in options}, right)
    return problems


def _option_problems(kind: str, options: Sequence[Option]) -> list[Problem]:
    if kind == QuestionKind.TRUE_FALSE:
        if [option["key"] for option in options] != [TRUE, FALSE]:
            return [Problem("options", _("Soal benar atau salah punya tepat dua pilihan."))]
        return []
    texts = [option["text"].strip().casefold() for option in options]
    problems = []
    if len(texts) < 2:
        problems.append(Problem("options", _("Isi sedikitnya dua pilihan jawaban.")))
    if [option["key"] for option in options] != list(KEYS[: len(options)]):
        sentence = _("Isi pilihan jawaban berurutan dari A, tanpa melewati satu huruf pun.")
        problems.append(Problem("options", sentence))
    if len(set(texts)) < len(texts):
        sentence = _("Dua pilihan jawaban berbunyi sama. Ubah atau hapus salah satunya.")
        problems.append(Problem("options", sentence))
    if any(len(text) > MOST_OPTION for text in texts):
        sentence = _("Pilihan jawaban paling panjang %(most)d huruf. Pendekkan.")
        problems.append(Problem("options", sentence % {"most": MOST_OPTION}))
    return problems


def _right_problems(kind: str, keys: Collection[str], right: Collection[str]) -> list[Problem]:
    if not right:
        return [Problem("right", _("Tandai jawaban yang benar."))]
    if not set(right) <= set(keys):
        return [Problem("right", _("Jawaban yang ditandai benar belum diisi teksnya."))]
    if kind != QuestionKind.MULTIPLE and len(set(right)) != 1:
        return [Problem("right", _("Jenis soal ini punya tepat satu jawaban benar."))]
    if kind == QuestionKind.MULTIPLE and len(set(right)) < 2:
        sentence = _(
            "Jenis soal ini punya sedikitnya dua jawaban benar; kalau satu, ganti jenisnya."
        )
        return [Problem("right", sentence)]
    return []


def is_right(right: Collection[str], chosen: Collection[str]) -> bool:
    """Whether an answer counts: exactly the right keys, all or nothing; nothing chosen is wrong."""
    return bool(chosen) and set(chosen) == set(right)


def score_of(right: int, asked: int) -> Decimal:
    """The share of the questions that were answered rightly, 0–100 to two places; `asked` is at least 1."""
    share = Decimal(100 * right) / Decimal(asked)
    return share.quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)


def heard_keys(options: Sequence[Option], sent: Iterable[str], *, kind: str) -> list[str]:
    """The keys of an answer as they are kept: known ones, once, in the order of the options; one unless many may be."""
    told = set(sent)
    known = [option["key"] for option in options if option["key"] in told]
    return known if kind == QuestionKind.MULTIPLE else known[:1]


def shuffled(items: Sequence[T], keys: Sequence[Any], seed: int) -> list[T]:
    """The items in the order that the seed gives; the same seed gives the same order on every machine and for ever."""

    def place(at: int) -> bytes:
        return sha256(f"{seed}:{keys[at]}".encode()).digest()

    return [items[at] for at in sorted(range(len(items)), key=place)]


def drawn(pks: Collection[int], many: int, seed: int) -> list[int]:
    """So many questions by lot; whoever knows the seed and the questions draws the same ones again."""
    ordered = sorted(pks)
    return shuffled(ordered, ordered, seed)[:many]

"""Public holidays and joint leave of Indonesia, and what counts as a working day."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, lru_cache
from importlib.util import find_spec, module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

from django.utils.translation import get_language

SATURDAY = 5
ONE_DAY = timedelta(days=1)

_ESTIMATED = " (perkiraan)"
_ESTIMATED_EN = " (estimated)"


@dataclass(frozen=True, slots=True)
class Holiday:
    """A day off by decree. Joint leave (cuti bersama) is decreed year by year; an estimated date may still move."""

    day: date
    name: str
    name_en: str
    is_joint_leave: bool = False
    is_estimated: bool = False

    @property
    def label(self) -> str:
        """The name in the active language."""
        return self.name_en if get_language() == "en" else self.name


@lru_cache(maxsize=128)
def holidays_of(year: int) -> tuple[Holiday, ...]:
    """The days off of a year in the order of the year, one entry a day; none before 1946 and after 2100.

    Joint leave is known only once it was decreed (see `is_joint_leave_known`).
    """
    leave = _days_of(year, "government", is_joint_leave=True)
    # Where a day is both, it is a public holiday.
    found = leave | _days_of(year, "public", is_joint_leave=False)
    return tuple(found[day] for day in sorted(found))


def is_joint_leave_known(year: int) -> bool:
    """Whether the joint leave of the year is known; without it, working days are only a first guess."""
    return any(holiday.is_joint_leave for holiday in holidays_of(year))


def holiday_on(day: date) -> Holiday | None:
    """The holiday of a day; the one place where days off of an office's own would join."""
    return _by_day(day.year).get(day)


def is_weekend(day: date) -> bool:
    """Whether the day is a Saturday or a Sunday."""
    return day.weekday() >= SATURDAY


def is_working_day(day: date) -> bool:
    """Whether offices work: no weekend, no public holiday, no joint leave."""
    return not is_weekend(day) and holiday_on(day) is None


def working_days_between(first: date, last: date) -> int:
    """The working days after `first` up to and with `last`; 0 when `last` is not later.

    So that `working_days_between(day, add_working_days(day, n))` is n.
    """
    days = (last - first).days
    return sum(is_working_day(first + timedelta(days=number)) for number in range(1, days + 1))


def add_working_days(day: date, days: int) -> date:
    """The working day that lies so many working days after `day` (before it when negative); 0 is `day` itself."""
    step = ONE_DAY if days > 0 else -ONE_DAY
    for _number in range(abs(days)):
        day += step
        while not is_working_day(day):
            day += step
    return day


@lru_cache(maxsize=128)
def _by_day(year: int) -> dict[date, Holiday]:
    return {holiday.day: holiday for holiday in holidays_of(year)}


def _days_of(year: int, category: str, *, is_joint_leave: bool) -> dict[date, Holiday]:
    read = _library().Indonesia
    own = read(years=year, language="id", categories=(category,))
    english = read(years=year, language="en_US", categories=(category,))
    found = {}
    for day in own:
        names, names_en = own.get_list(day), english.get_list(day)
        found[day] = Holiday(
            day=day,
            name=" dan ".join(_plain(name) for name in names),
            name_en=" and ".join(name.removesuffix(_ESTIMATED_EN) for name in names_en),
            is_joint_leave=is_joint_leave,
            is_estimated=all(name.endswith(_ESTIMATED) for name in names),
        )
    return found


def _plain(name: str) -> str:
    # The library misspells "Pengganti" (a day in lieu).
    return name.removesuffix(_ESTIMATED).replace("Pegangti", "Pengganti")


@cache
def _library() -> ModuleType:
    """The one country that is needed, read when first asked for.

    Importing it by its name would bring 250 countries along: 0.5 s and 25 MB instead of 0.2 s and 7 MB.
    """
    package = find_spec("holidays")
    if package is None or package.origin is None:
        raise ModuleNotFoundError("holidays")
    path = Path(package.origin).parent / "countries" / "indonesia.py"
    spec = spec_from_file_location("holidays_of_indonesia", path)
    if spec is None or spec.loader is None:
        raise ModuleNotFoundError(str(path))
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module

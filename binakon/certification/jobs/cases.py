"""The clocks of cases: bills that lapse, SKK that expire, reminders before it is too late."""

from binakon.certification.actions import case_reminders, chain, licence_clocks, year_end
from binakon.core.actor import job_actor
from binakon.core.jobs import every


@every(seconds=60)
def lapse_bills() -> int:
    """Let bills lapse whose days are over by the database's clock."""
    return chain.lapse_due(by=job_actor("lapse_bills"))


@every(seconds=6 * 60 * 60)
def expire_cases() -> int:
    """Let SKK expire whose day is over."""
    return chain.expire_due(by=job_actor("expire_cases"))


@every(seconds=15 * 60)
def remind_cases() -> int:
    """Remind whoever a case waits for, each of them once."""
    return case_reminders.remind_due(by=job_actor("remind_cases"))


@every(seconds=6 * 60 * 60)
def watch_year_end() -> int:
    """Let the clock of the last day of recording run while cases of the year are on their way."""
    return year_end.watch_year_end(by=job_actor("watch_year_end"))


@every(seconds=6 * 60 * 60)
def watch_licences() -> int:
    """Let the clocks of licences run that end soon and have none after them."""
    return licence_clocks.watch_licences(by=job_actor("watch_licences"))

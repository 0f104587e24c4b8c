"""Dates as people write them, and what the campaign language would have."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from undersigned.written_dates import days, moments, periods

DAYS = {
    "21 July 2020": "2020-07-21",
    "July 21, 2020": "2020-07-21",
    "July 21st, 2020": "2020-07-21",
    "21st of July 2020": "2020-07-21",
    "Tuesday, 21 July 2020": "2020-07-21",
    "Sept. 3, 2020": "2020-09-03",
    "21-Jul-2020": "2020-07-21",
    "mardi 21 juillet 2020": "2020-07-21",
    "le 1er octobre 2020": "2020-10-01",
    "21 août 2020": "2020-08-21",
    "21.07.2020": "2020-07-21",
    "21. 7. 2020": "2020-07-21",
    "21/07/2020": "2020-07-21",
    "07/21/2020": "2020-07-21",
    "4/4/2020": "2020-04-04",
    "2020/07/21": "2020-07-21",
    "2020-7-1": "2020-07-01",
    "20200721": "2020-07-21",
}
NO_DAYS = [
    "",
    "soon",
    "TBC",
    "July 2020",
    "2020",
    "31.11.2019",
    "31/11/2019",
    "21 July",
    "21/07/20",
    "32 July 2020",
    "v1",
]
MOMENTS = {
    "15 July 2020, 18:00": "2020-07-15 18:00",
    "15 July 2020 at 6 pm": "2020-07-15 18:00",
    "15 July 2020 6:30 p.m.": "2020-07-15 18:30",
    "2020-07-15 12 am": "2020-07-15 00:00",
    "2020-07-15T18:00:00Z": "2020-07-15 18:00",
    "2020-07-15T18:00+02:00": "2020-07-15 18:00",
    "2020-07-15 18h30": "2020-07-15 18:30",
    "15 juillet 2020 à 18 h 30": "2020-07-15 18:30",
    "15.07.2020 18:00 CET": "2020-07-15 18:00",
    "15/07/2020 18.00": "2020-07-15 18:00",
    "07/21/2020": "2020-07-21",
}
PERIODS = {
    "May 2019": "2019-05",
    "mai 2019": "2019-05",
    "05/2019": "2019-05",
    "2019–2020": "2019/2020",
    "2019-2020": "2019/2020",
    "July–August 2020": "2020-07/2020-08",
    "July 2019 to May 2020": "2019-07/2020-05",
    "3–5 June 2020": "2020-06-03/2020-06-05",
    "10 July 2016": "2016-07-10",
}


@pytest.mark.parametrize("written", DAYS)
def test_a_day_is_read(written: str) -> None:
    assert days(written) == (DAYS[written],)


@pytest.mark.parametrize("written", NO_DAYS)
def test_what_names_no_day_gives_none(written: str) -> None:
    assert days(written) == ()


def test_day_and_month_that_may_be_exchanged_give_both() -> None:
    assert days("3/4/2020") == ("2020-04-03", "2020-03-04")


@pytest.mark.parametrize("written", MOMENTS)
def test_a_moment_is_read(written: str) -> None:
    assert moments(written) == (MOMENTS[written],)


@pytest.mark.parametrize("written", ["noon", "2020-07-15 25:00", "2020-07-15 13 pm", "tomorrow 18:00"])
def test_what_names_no_moment_gives_none(written: str) -> None:
    assert moments(written) == ()


@pytest.mark.parametrize("written", PERIODS)
def test_a_period_is_read(written: str) -> None:
    assert periods(written) == (PERIODS[written],)


@pytest.mark.parametrize("written", ["n.d.", "spring 2019", "2020–2019", "13/2019", ""])
def test_what_names_no_period_gives_none(written: str) -> None:
    assert periods(written) == ()


@given(day=st.dates(datetime.date(1900, 1, 1), datetime.date(2099, 12, 31)))
def test_a_day_in_words_is_that_day(day: datetime.date) -> None:
    for form in ("%d %B %Y", "%B %d, %Y", "%d.%m.%Y", "%A, %d %b %Y"):
        assert days(day.strftime(form)) == (day.isoformat(),)


@given(written=st.text(max_size=30))
def test_any_text_has_an_answer(written: str) -> None:
    for read in (days, moments, periods):
        assert isinstance(read(written), tuple)

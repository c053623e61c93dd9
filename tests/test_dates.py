"""The dates of reports: days, months and years as offices write them, each with its own precision."""

from datetime import date

import pytest

from analytics.dates import months_later, read_span


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2024-06-30", (2024, 6, 30), (2024, 6, 30)),
        ("2024年6月30日", (2024, 6, 30), (2024, 6, 30)),
        ("2024/6/30", (2024, 6, 30), (2024, 6, 30)),
        ("2024.06.30", (2024, 6, 30), (2024, 6, 30)),
        ("20240630", (2024, 6, 30), (2024, 6, 30)),
        ("２０２４年６月３０日", (2024, 6, 30), (2024, 6, 30)),
        ("2024-06-30 00:00:00", (2024, 6, 30), (2024, 6, 30)),
        ("2024年2月", (2024, 2, 1), (2024, 2, 29)),
        ("2023-02", (2023, 2, 1), (2023, 2, 28)),
        ("2023年12月底", (2023, 12, 1), (2023, 12, 31)),
        ("2024.10", (2024, 10, 1), (2024, 10, 31)),
        ("202406", (2024, 6, 1), (2024, 6, 30)),
        ("2023年第三季度", (2023, 7, 1), (2023, 9, 30)),
        ("2023年4季度", (2023, 10, 1), (2023, 12, 31)),
        ("2023年上半年", (2023, 1, 1), (2023, 6, 30)),
        ("2024年", (2024, 1, 1), (2024, 12, 31)),
        ("2024", (2024, 1, 1), (2024, 12, 31)),
        ("2024年底", (2024, 1, 1), (2024, 12, 31)),
        ("2023三季度", (2023, 7, 1), (2023, 9, 30)),
        ("二〇二四年六月中旬", (2024, 6, 11), (2024, 6, 20)),
        ("2024.6", (2024, 6, 1), (2024, 6, 30)),
    ],
)
def test_a_date_means_the_days_that_it_can(text: str, first: tuple, last: tuple):
    span = read_span(text)

    assert (span.first, span.last) == (date(*first), date(*last))


@pytest.mark.parametrize(
    "text",
    ["2023-02-30", "2024年13月", "去年", "6月30日", "45000", "2024.1", "2024年6月30日左右", "2023-2024年", "第三季度"],
)
def test_what_is_no_date_of_these_stays_unread(text: str):
    assert read_span(text) is None


@pytest.mark.parametrize(
    ("text", "words"),
    [("2027", "2027年"), ("2027-06", "2027年6月"), ("2027/6/3", "2027-06-03"), ("2027年2季度", "2027年4—6月")],
)
def test_a_date_is_said_in_its_own_precision(text: str, words: str):
    assert read_span(text).text() == words


def test_months_later_end_with_the_month():
    assert months_later(date(2025, 11, 30), 3) == date(2026, 2, 28)
    assert months_later(date(2025, 12, 31), 12) == date(2026, 12, 31)

"""Days are written as the language writes them."""

from datetime import UTC, datetime

import pytest

DAY = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("language", "layout", "expected"),
    [
        ("en", "l j F Y, H:i", "Sunday 22 November 2026, 09:30"),
        ("de", "l j F Y, H:i", "Sonntag, 22. November 2026, 09:30"),
        ("de", "j F", "22. November"),
        ("de", "D j M Y", "So, 22. Nov. 2026"),
        ("de", "F Y", "November 2026"),
        ("de", "Y-m-d\\TH:i", "2026-11-22T09:30"),
    ],
)
def test_a_day_in_words(sample, language, layout, expected):
    from django.template import Context, Template
    from django.utils.translation import override

    from uncramp.web.drawing.dates import written

    with override(language):
        assert written(DAY, layout) == expected
        page = Template('{{ day|date:"' + layout + '" }}').render(Context({"day": DAY}))
        assert page == expected

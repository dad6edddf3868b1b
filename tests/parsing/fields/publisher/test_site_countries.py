import pytest

from flows.parsing.fields.publisher.site_countries import find_number_order, find_site_country
from flows.parsing.records import Hints


@pytest.mark.parametrize(
    ("url", "language", "country_code"),
    [
        (None, None, None),
        ("https://example.com/a", "en", None),
        ("https://example.com/a", "en-US", None),
        ("https://example.io/a", None, None),
        ("https://example.tv/a.in", None, None),
        ("https://example.in/a", None, "IN"),
        ("https://www.example.co.uk/a", None, "GB"),
        ("https://example.com.au", "en-GB", "AU"),
        ("https://example.ie", None, "IE"),
        ("https://example.com/a", "en-IN", "IN"),
        (None, "en_ie", "IE"),
        (None, "english", None),
    ],
)
def test_the_country_of_a_site_is_told_by_its_address_or_else_its_language(url, language, country_code):
    assert find_site_country(Hints(url=url, language=language)) == country_code


@pytest.mark.parametrize(
    ("country_code", "order"),
    [(None, None), ("CA", None), ("US", "month_first"), ("PH", "month_first"), ("GB", "day_first")],
)
def test_countries_have_an_order_of_day_and_month(country_code, order):
    assert find_number_order(country_code) == order

import pytest

from timebox.durations import format_duration, parse_duration


@pytest.mark.parametrize("text, want", [("90s", 90), ("1h 30m", 5400), ("1.5h", 5400), ("2d", 172800)])
def test_parses(text, want):
    assert parse_duration(text) == want


@pytest.mark.parametrize("text", ["", "h", "5 apples", "1h and 2m"])
def test_refuses(text):
    with pytest.raises(ValueError):
        parse_duration(text)


def test_there_and_back():
    for seconds in (0, 59, 3600, 90061):
        text = format_duration(seconds)
        assert parse_duration(text) <= seconds

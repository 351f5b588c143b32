"""What a reader prefers follows them from page to page, with or without a script."""

from django.http import HttpResponse, HttpResponseRedirect, QueryDict

from arpent.ui.wishes import WISHES, carry, wished, with_wishes


def test_only_known_preferences_are_heard():
    asked = QueryDict("theme=dark&size=999&scan=&colour=red&theme=pink")
    assert wished(asked) == {}
    assert wished(QueryDict("theme=dark&size=150&edition=fr")) == {"size": "150", "theme": "dark"}


def test_every_preference_has_a_default_that_says_nothing():
    for wish in WISHES:
        assert wish.values[0][0] == "", wish.name


def test_links_of_respondents_carry_them_and_others_do_not():
    page = HttpResponse(
        '<a href="/r/x/aide/?question=a#b"><a href="?edition=fr"><a href="/r/x/"><a href="#c"><a href="/etudes/">'
    )
    carry(page, {"theme": "dark", "size": "150"})
    assert page.content.decode() == (
        '<a href="/r/x/aide/?question=a&amp;theme=dark&amp;size=150#b">'
        '<a href="?edition=fr&amp;theme=dark&amp;size=150">'
        '<a href="/r/x/?theme=dark&amp;size=150"><a href="#c"><a href="/etudes/">'
    )


def test_where_the_browser_is_sent_carries_them():
    sent = HttpResponseRedirect("/r/x/?question=a")
    carry(sent, {"calm": "on"})
    assert sent["Location"] == "/r/x/?question=a&calm=on"


def test_nothing_is_written_for_who_wishes_nothing():
    assert with_wishes("/r/x/", {}) == "/r/x/"

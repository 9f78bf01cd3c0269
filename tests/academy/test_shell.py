"""The frame of every page: it stands with and without a request, and says who is signed in."""

import re
from types import SimpleNamespace

import pytest
from django.contrib.auth.models import AnonymousUser
from django.contrib.messages import constants
from django.contrib.messages.storage.base import Message
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils.translation import override

from academy.context import language_links

PATH = "/en/courses/"


def page(name: str = "base.html", code: str = "en", **more) -> str:
    with override(code):
        return render_to_string(name, {"LANGUAGE_CODE": code, "text_direction": "rtl" if code == "ar" else "ltr", "language_links": language_links(PATH), **more})


def request_of(user):
    request = RequestFactory().get(PATH)
    request.user = user
    return request


def test_it_stands_without_a_request():
    html = page()
    assert '<html lang="en" dir="ltr">' in html
    assert '<main id="main"' in html and 'href="#main"' in html


def test_it_runs_from_right_to_left_in_arabic():
    assert '<html lang="ar" dir="rtl">' in page(code="ar")


def test_each_language_is_named_in_itself_and_marked_as_such():
    html = page()
    assert 'href="/ar/courses/" lang="ar" hreflang="ar"' in html
    assert len(re.findall(r'hreflang="en" aria-current="true"', html)) == 2  # in the menu and in the foot


@pytest.mark.parametrize("name", ["base.html", "400.html", "403.html", "403_csrf.html", "404.html", "413.html", "500.html"])
def test_it_holds_nothing_the_content_policy_refuses(name):
    html = page(name)
    assert not re.search(r"<style|\sstyle=|\son\w+=|<script(?![^>]*\ssrc=)", html)
    assert not re.search(r'(?:src|href)="(?:https?:)?//', html)


def test_a_stranger_is_offered_to_sign_in_and_comes_back_to_the_same_page():
    html = render_to_string("components/account_area.html", {"request": request_of(AnonymousUser())})
    assert 'href="/en/account/login/?next=/en/courses/"' in html
    assert "?next=/en/courses/co-production/" in render_to_string("components/account_area.html", {"account_next": "/en/courses/co-production/"})


def test_a_stranger_on_a_page_without_a_request_can_still_sign_in():
    assert 'href="/en/account/login/"' in render_to_string("components/account_area.html", {})


def test_who_is_signed_in_sees_their_name_escaped_and_can_sign_out():
    person = SimpleNamespace(is_authenticated=True, get_short_name=lambda: "<Lua>")
    html = render_to_string("components/account_area.html", request=request_of(AnonymousUser()), context={"request": SimpleNamespace(user=person, path=PATH)})
    assert "&lt;Lua&gt;" in html and 'action="/en/account/logout/"' in html
    assert "Sign in" not in html


def test_the_shared_lesson_page_gets_places_to_fill():
    html = render_to_string("components/account_area.html", {"account_name": "@name@", "account_csrf": "@csrf@"})
    assert html.count("@name@") == 1 and html.count("@csrf@") == 1


def test_messages_are_announced_each_in_its_kind():
    said = [Message(constants.SUCCESS, "Kept <b>"), Message(constants.ERROR, "Not kept")]
    html = render_to_string("components/messages.html", {"messages": said})
    assert 'role="status"' in html and "Kept &lt;b&gt;" in html
    assert "notice--success" in html and "notice--error" in html
    assert render_to_string("components/messages.html", {"messages": []}).strip() == ""


def test_the_page_for_our_own_mistakes_needs_no_context():
    with override("ar"):
        html = render_to_string("500.html")
    assert 'lang="ar" dir="rtl"' in html and 'href="/ar/"' in html

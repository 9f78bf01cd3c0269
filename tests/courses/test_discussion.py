"""Reading and writing in the discussion of a lesson."""

import uuid
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from academy.models import Event, Intention
from courses.models import DiscussionPost, ThreadFollow
from tests.courses.talk_world import answer, start, typed
from tests.world import NOW, enrol, make_person

pytestmark = pytest.mark.django_db
AT = "discussion/"


@pytest.fixture
def talk(world, client):
    """Lia takes part and is signed in; the address of the discussion."""
    enrol(world.lia, world.course)
    client.force_login(world.lia)
    return world.path(2) + AT


def test_a_thread_is_posted_and_stands_first(world, client, talk):
    start(world, world.marta, "An older one", at=NOW - timedelta(days=3))
    answered = client.post(talk, typed(title="Which street?"))
    post = DiscussionPost.objects.get(title="Which street?")
    assert answered.status_code == 302 and answered.url == f"{talk}{post.pk}/#post-{post.pk}"
    assert post.author == world.lia and post.html == "<p>Begin with the street you know.</p>"
    page = client.get(talk).content.decode()
    assert page.index("Which street?") < page.index("An older one")
    assert Event.objects.filter(verb="posted", object_key=str(post.pk), subject=world.lia.subject).exists()


def test_a_reply_is_posted_into_its_thread_which_rises(world, client, talk):
    thread = start(world, world.marta, at=NOW - timedelta(days=9))
    start(world, world.marta, "A younger one", at=NOW - timedelta(days=1))
    client.post(f"{talk}{thread.pk}/", typed(text="I am <b>in</b>."))
    page = client.get(talk).content.decode()
    assert page.index("How do we begin?") < page.index("A younger one") and "1 reply" in page and "Lia Learns" in page
    assert "<p>I am <b>in</b>.</p>" in client.get(f"{talk}{thread.pk}/").content.decode()


def test_a_double_click_posts_once(client, talk):
    twice = typed(title="Once")
    first, second = client.post(talk, twice), client.post(talk, twice)
    assert first.url == second.url and DiscussionPost.objects.count() == 1


def test_two_posts_with_one_form_are_refused_by_the_database(world):
    post = start(world, world.lia)
    with pytest.raises(IntegrityError), transaction.atomic():
        DiscussionPost.objects.create(author=world.lia, form_key=post.form_key, course_key=world.key, lesson_key=post.lesson_key, lesson_title="x", title="y",
                                      text="z", html="z", language="en")


def test_a_reply_with_a_title_is_refused_by_the_database(world):
    reply = answer(start(world, world.lia), world.lia)
    with pytest.raises(IntegrityError), transaction.atomic():
        DiscussionPost.objects.filter(pk=reply.pk).update(title="no")


def test_it_sends_the_signed_out_to_sign_in(world, client):
    answered = client.get(world.path(2) + AT)
    assert answered.status_code == 302 and "login" in answered.url


def test_it_shows_strangers_the_course_at_the_front_door_and_nothing_behind_it(world, client):
    thread = start(world, world.marta)
    client.force_login(world.stranger)
    talk = world.path(2) + AT
    assert client.get(talk).url == world.path()
    for method, address in (("post", talk), ("get", f"{talk}{thread.pk}/"), ("post", f"{talk}{thread.pk}/"), ("post", f"{talk}{thread.pk}/following/"),
                            ("get", f"{talk}{thread.pk}/posts/{thread.pk}/"), ("get", f"{talk}{thread.pk}/posts/{thread.pk}/report/"),
                            ("post", f"{talk}{thread.pk}/posts/{thread.pk}/withdrawal/")):
        assert getattr(client, method)(address).status_code == 404, (method, address)


def test_it_refuses_somebody_who_left_the_course(world, client):
    thread = start(world, world.lia)
    enrol(world.lia, world.course, state="withdrawn")
    client.force_login(world.lia)
    assert client.get(f"{world.path(2)}{AT}{thread.pk}/").status_code == 404


def test_a_trainer_reads_and_writes_without_taking_part(world, client):
    client.force_login(world.teo)
    assert client.get(world.path(2) + AT).status_code == 200
    client.post(world.path(2) + AT, typed(title="Welcome"))
    page = client.get(f"{world.path(2)}{AT}{DiscussionPost.objects.get().pk}/").content.decode()
    assert "post__role" in page


def test_a_thread_of_another_lesson_is_not_found_here(world, client, talk):
    thread = start(world, world.marta)
    assert client.get(f"{world.path(1)}{AT}{thread.pk}/").status_code == 404


def test_what_was_typed_is_kept_when_the_title_is_missing(client, talk):
    answered = client.post(talk, typed(title="", text="Dear all"))
    page = answered.content.decode()
    assert answered.status_code == 422 and "Dear all</textarea>" in page and 'href="#write-title"' in page


def test_a_post_of_100_kb_is_refused_with_a_sentence_and_kept(client, talk):
    answered = client.post(talk, typed(title="Long", text="words " * 17_000))
    page = answered.content.decode()
    assert answered.status_code == 422 and "Shorten it" in page and page.count("words ") >= 17_000 - 1
    assert not DiscussionPost.objects.exists()


def test_the_eleventh_post_in_ten_minutes_waits_and_is_kept(client, talk):
    for number in range(10):
        assert client.post(talk, typed(title=f"Number {number}")).status_code == 302
    answered = client.post(talk, typed(title="Number 11", text="Too much at once"))
    assert answered.status_code == 429 and "Too much at once</textarea>" in answered.content.decode()
    assert DiscussionPost.objects.count() == 10


def test_a_damaged_form_key_is_told_and_keeps_the_words(client, talk):
    answered = client.post(talk, typed(title="Hm", form_key="no uuid"))
    assert answered.status_code == 422 and "Begin with the street you know." in answered.content.decode()


def test_an_erased_author_is_a_former_member(world, client, talk):
    world.marta.name, world.marta.erased_at = "", NOW
    world.marta.save()
    thread = start(world, world.lia)
    DiscussionPost.objects.filter(pk=thread.pk).update(author=world.marta)
    for address in (talk, f"{talk}{thread.pk}/"):
        assert "former member" in client.get(address).content.decode()


def test_no_page_shows_an_address_of_mail(world, client, talk):
    nameless = make_person("nameless", "")
    thread = start(world, nameless)
    for address in (talk, f"{talk}{thread.pk}/"):
        page = client.get(address).content.decode()
        assert "nameless@" not in page and "someone without a name" in page


def test_each_post_says_its_language_and_finds_its_direction(world, client, talk):
    client.post(talk, typed(title="سؤال", text="أين نبدأ؟", language="ar"))
    page = client.get(f"{talk}{DiscussionPost.objects.get().pk}/").content.decode()
    assert '<div class="post__text" lang="ar" dir="auto">' in page


def _queries(client, address) -> int:
    with CaptureQueriesContext(connection) as caught:
        assert client.get(address).status_code == 200
    return len(caught)


def test_the_number_of_queries_does_not_grow_with_threads_and_replies(world, client, talk):
    thread = start(world, world.marta)
    answer(thread, world.lia)
    client.get(talk), client.get(f"{talk}{thread.pk}/")
    few = _queries(client, talk), _queries(client, f"{talk}{thread.pk}/")
    for number in range(12):
        person = make_person(f"p{number}", f"Person {number}")
        answer(thread, person)
        answer(start(world, person, f"Thread {number}"), world.marta)
    assert (_queries(client, talk), _queries(client, f"{talk}{thread.pk}/")) == few
    assert max(few) <= 12


def test_threads_and_replies_come_in_pages_and_a_reply_leads_to_its_own(world, client, talk):
    began = NOW - timedelta(days=2)
    thread = start(world, world.marta, at=began)
    for number in range(30):
        answer(thread, world.marta, f"Reply {number}", at=began + timedelta(minutes=number + 1))
    answered = client.post(f"{talk}{thread.pk}/", typed(text="The last"))
    assert f"{talk}{thread.pk}/?page=2#post-" in answered.url
    assert "The last" in client.get(answered.url).content.decode() and "The last" not in client.get(f"{talk}{thread.pk}/").content.decode()


def test_writing_follows_by_mail_unless_unticked_and_one_can_stop(world, client, talk):
    client.post(talk, typed(title="Followed"))
    thread = DiscussionPost.objects.get()
    assert ThreadFollow.objects.get(thread=thread, person=world.lia).by_mail
    client.post(f"{talk}{thread.pk}/following/", {"by_mail": "0"})
    assert not ThreadFollow.objects.get(thread=thread, person=world.lia).by_mail
    assert 'id="write-by_mail" checked' not in client.get(f"{talk}{thread.pk}/").content.decode()
    client.post(f"{talk}{thread.pk}/", {**typed(), "by_mail": ""})
    assert not ThreadFollow.objects.get(thread=thread, person=world.lia).by_mail


def test_a_reply_leaves_one_intention_and_a_thread_none(world):
    thread = start(world, world.lia)
    assert not Intention.objects.filter(kind="courses.reply_posted").exists()
    reply = answer(thread, world.marta)
    assert Intention.objects.get(kind="courses.reply_posted").key == f"reply:{reply.pk}"


def test_the_same_post_from_two_forms_with_one_key_of_another_person_is_not_theirs(world):
    key = uuid.uuid4()
    mine = DiscussionPost.objects.post_once(world.lia, key, course_key=world.key, lesson_key=uuid.uuid4(), lesson_title="x", title="t", text="t",
                                            language="en", posted_at=NOW)
    with pytest.raises(IntegrityError), transaction.atomic():
        DiscussionPost.objects.post_once(world.marta, key, course_key=world.key, lesson_key=mine.lesson_key, lesson_title="x", title="t", text="t",
                                         language="en", posted_at=NOW)


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_eight_clicks_at_once_post_once(world):
    import threading

    from django.db import connections

    key, thread, posted = uuid.uuid4(), start(world, world.marta), []

    def click() -> None:
        try:
            posted.append(DiscussionPost.objects.get(pk=thread.pk).reply(world.lia, text="Once", language="en", form_key=key, at=NOW).pk)
        finally:
            connections.close_all()

    clicks = [threading.Thread(target=click) for _n in range(8)]
    for each in clicks:
        each.start()
    for each in clicks:
        each.join(30)
    assert len(posted) == 8 and len(set(posted)) == 1
    assert DiscussionPost.objects.filter(thread=thread).count() == 1 and Intention.objects.filter(kind="courses.reply_posted").count() == 1

"""The cached state of an enrolment is mended from the ledger, never the other way round."""

import pytest

from courses.models import Enrolment
from courses.outline import outline_for
from courses.recounting import recount_enrolments
from tests.world import NOW, enrol

pytestmark = pytest.mark.django_db


def test_a_tampered_row_is_mended_and_an_honest_one_left_alone(world):
    outline = outline_for("co-production", "en")
    honest, tampered = enrol(world.lia, world.course), enrol(world.marta, world.course)
    for enrolment in (honest, tampered):
        enrolment.complete(outline, outline.lessons[0], "read", NOW)
    Enrolment.objects.filter(pk=tampered.pk).update(done={lesson.key: [1, 5] for lesson in outline.lessons})
    assert recount_enrolments() == 1
    assert set(Enrolment.objects.get(pk=tampered.pk).done) == {outline.lessons[0].key}
    assert recount_enrolments() == 0

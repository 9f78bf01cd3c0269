"""Entries the calendar tests share: two days in Cascais, and a weekly circle that crosses a change of clocks."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from academy.standards.calendar_entry import CANCELLED, CalendarEntry, CalendarHead, Party
from academy.standards.feed_item import FeedHead, FeedItem

GOLDEN = Path(__file__).parent
CHANGED = datetime(2026, 11, 20, 8, 30, tzinfo=UTC)
HEAD = CalendarHead(name="Exchanges", source="https://academy.example/en/exchanges/feed.ics", url="https://academy.example/en/exchanges/",
                    description="Everything the partner cities open", colour="teal")
ORGANISER, LIA = Party("Tessera", "academy@tessera.example"), Party("Lia “the, one” Reis; x", "lia@demo.example")


def entry(**fields) -> CalendarEntry:
    return CalendarEntry(**{
        "uid": "7d0c-1@academy.example", "sequence": 0, "starts_at": datetime(2022, 11, 24, 9, tzinfo=UTC), "ends_at": datetime(2022, 11, 24, 17, tzinfo=UTC),
        "zone": "Europe/Lisbon", "title": "First day: who does what", "last_modified": CHANGED, **fields})


VISIT = [
    entry(title="Visit, first day; doors \\ and “keys”", description="Bring a question.\nLunch is at the market, with cod.", location="Casa da Vila, Cascais",
          url="https://academy.example/en/exchanges/cascais/", geo=(38.6968, -9.4207), categories=("Study visit", "food, care"),
          image_url="https://academy.example/media/images/hall.jpg", created=datetime(2022, 9, 1, tzinfo=UTC)),
    entry(uid="7d0c-2@academy.example", sequence=3, title="Segundo dia: o que levamos para casa, e como continuamos a conversa entre as cidades", status=CANCELLED,
          starts_at=datetime(2022, 11, 25, 9, tzinfo=UTC), ends_at=datetime(2022, 11, 25, 13, tzinfo=UTC)),
]
# Ten in the morning in Barcelona: 09:00 UTC in winter, 08:00 UTC from 28 March 2027.
CIRCLE = entry(uid="c1rc-1@academy.example", sequence=2, title="Weekly circle", zone="Europe/Madrid", rule="FREQ=WEEKLY;COUNT=6",
               starts_at=datetime(2027, 3, 11, 9, tzinfo=UTC), ends_at=datetime(2027, 3, 11, 10, tzinfo=UTC), exdates=(datetime(2027, 3, 18, 9, tzinfo=UTC),),
               conference_url="https://meet.example/circle?a=1,2;b=3", conference_label="Join “here”: now; or, \"later\"")
MOVED = entry(uid=CIRCLE.uid, sequence=3, title="Weekly circle, an hour later", zone="Europe/Madrid", recurrence_id=datetime(2027, 4, 1, 8, tzinfo=UTC),
              starts_at=datetime(2027, 4, 1, 9, tzinfo=UTC), ends_at=datetime(2027, 4, 1, 10, tzinfo=UTC))
DROPPED = entry(uid=CIRCLE.uid, sequence=4, title="Weekly circle", zone="Europe/Madrid", recurrence_id=datetime(2027, 4, 8, 8, tzinfo=UTC), status=CANCELLED,
                starts_at=datetime(2027, 4, 8, 8, tzinfo=UTC), ends_at=datetime(2027, 4, 8, 9, tzinfo=UTC))
SERIES = [CIRCLE, MOVED, DROPPED]
NEWS_HEAD = FeedHead(title="Exchanges & visits", source="https://academy.example/ar/exchanges/feed.atom", url="https://academy.example/ar/exchanges/", language="ar",
                     author="Tessera", description="كل ما تفتحه المدن الشريكة")
NEWS = [FeedItem(key=f"urn:uuid:0000000{number}", url=f"https://academy.example/ar/exchanges/{number}/?a=1&b=2", title=f"زيارة <{number}> & لقاء",
                 summary="سطر أول\nسطر ثان ]]> <b>no markup</b>", published=CHANGED, updated=CHANGED + timedelta(days=number),
                 categories=("زيارة",), image_url="https://academy.example/media/images/hall.png") for number in (1, 2)]

"""The demo's hubs: Mahdia's, where CitESS was first tried, and Sidi Bouzid's, the second. Facts after the reference course; addresses, telephones and people are invented."""

from datetime import datetime, timedelta

from academy.demo_sign_in import DEMO_DOMAIN
from academy.models import Hub, PartnerCity, User
from home.hub_keeping import name_worker, open_hub, set_up, write_text

WORKER = f"hubworker{DEMO_DOMAIN}"
HUBS = {
    "mahdia": {
        "about": {"name": "CitESS Mahdia (demo)", "language": "fr", "territory": "Governorate of Mahdia", "address": "1 rue de la Démo, Mahdia", "phone": "+216 00 000 001",
                  "email": f"citess-mahdia{DEMO_DOMAIN}", "priority_women": True, "priority_young": True, "answer_days": 5, "referral_days": 10, "confirm_months": 6},
        "texts": {
            "en": ("CitESS Mahdia (demo)", "Come in with whatever you have: an idea, a group, a workshop that runs, a co-operative that grows. We listen, and bring you to whoever can help: with "
                   "law, training, money, networks, or a place to begin.\n\nThe hub is an association of public, private and social-economy partners. It was the first of its kind."),
            "fr": ("CitESS Mahdia (démo)", "Venez avec ce que vous avez : une idée, un groupe, un atelier qui tourne, une coopérative qui grandit. Nous vous écoutons et nous vous orientons vers "
                   "qui peut vous aider : droit, formation, financement, réseaux, ou un lieu pour commencer.\n\nLe pôle est une association de partenaires publics, privés et de l’économie "
                   "sociale et solidaire. C’était le premier de son genre."),
            "ar": ("سيتاس المهدية (تجريبي)", "تعالوا بما لديكم: فكرة، أو مجموعة، أو ورشة تعمل، أو تعاونية تكبر. نستمع إليكم ونوصلكم إلى من يستطيع المساعدة: في القانون والتدريب والتمويل والشبكات، "
                   "أو في مكان للبداية.\n\nهذه الدار جمعية تضم شركاء من القطاع العام والقطاع الخاص والاقتصاد الاجتماعي والتضامني، وكانت الأولى من نوعها."),
            "pt": ("CitESS Mahdia (demonstração)", "Venha com o que tiver: uma ideia, um grupo, uma oficina que já funciona, uma cooperativa que cresce. Ouvimos e levamos até quem pode ajudar: "
                   "direito, formação, financiamento, redes ou um lugar para começar.\n\nÉ uma associação de parceiros públicos, privados e da economia social e solidária. Foi a primeira do género."),
        },
        "days_open": 400,
    },
    "sidi-bouzid": {
        "about": {"name": "CitESS Sidi Bouzid (demo)", "language": "fr", "territory": "Governorate of Sidi Bouzid", "address": "2 rue de la Démo, Sidi Bouzid", "phone": "+216 00 000 002",
                  "email": f"citess-sidi-bouzid{DEMO_DOMAIN}", "priority_women": True, "priority_young": True, "answer_days": 7, "referral_days": 14, "confirm_months": 6},
        "texts": {
            "en": ("CitESS Sidi Bouzid (demo)", "The second hub of its kind. Tell us what you want to build together, on the farm or in town, and we look for whoever can help."),
            "fr": ("CitESS Sidi Bouzid (démo)", "Le deuxième pôle de son genre. Dites-nous ce que vous voulez construire ensemble, à la ferme ou en ville, et nous cherchons qui peut vous aider."),
            "ar": ("سيتاس سيدي بوزيد (تجريبي)", "الدار الثانية من نوعها. قولوا لنا ما تريدون بناءه معًا، في الضيعة أو في المدينة، ونبحث معكم عمن يستطيع المساعدة."),
        },
        "days_open": 150,
    },
}


def lay_hubs(now: datetime) -> None:
    """Each once, by the same verbs as everybody's: what coordinators wrote since stays. Barcelona has a participated space, and no hub."""
    for slug, told in HUBS.items():
        city = PartnerCity.objects.filter(slug=slug).first()
        if city is not None and not Hub.objects.filter(city=city).exists():
            _lay(city, told, now - timedelta(days=told["days_open"]))


def _lay(city: PartnerCity, told: dict, at: datetime) -> None:
    by = User.objects.filter(role_grants__role="city_coordinator", role_grants__city=city).first()
    hub = set_up(city, by=by, at=at, **told["about"])
    for language, (name, welcome) in told["texts"].items():
        write_text(hub, language, name=name, welcome=welcome, by=by, at=at)
    worker = User.objects.filter(email=WORKER).first() if city.slug == "mahdia" else _neighbour(city)
    if worker is not None:
        name_worker(hub, worker, by=by, at=at)
    open_hub(hub, by=by, at=at)


def _neighbour(city: PartnerCity) -> User:
    """Sidi Bouzid's orientation worker: invented, and nobody signs in as them."""
    person, made = User.objects.get_or_create(email=f"hub-sidi-bouzid{DEMO_DOMAIN}", defaults={
        "name": "Samar Mithal", "city": city, "language": "fr", "languages": city.languages, "time_zone": city.time_zone})
    if made:
        person.set_unusable_password()
        person.save()
    return person

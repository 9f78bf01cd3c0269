"""Invented people of the demo cities who go to exchanges and take part in mentoring rounds. Their second names say, in their languages, that they are made up."""

from academy.models import PartnerCity, User

NAMES = {
    "cascais": ("Amália", "Benedita", "Caetano", "Duarte", "Eva", "Fausto", "Graça", "Henrique", "Isaura", "Joel"),
    "pordenone": ("Aldo", "Bianca", "Carlotta", "Dario", "Elena", "Fulvio", "Gemma"),
    "pamplona": ("Ainhoa", "Beñat", "Camino", "Daniel", "Edurne", "Fermín"),
    "garges-les-gonesse": ("Aïcha", "Bastien", "Coralie", "Djibril", "Émilie"),
    "barcelona": ("Aina", "Biel", "Candela", "Dídac", "Estel"),
    "mahdia": ("Amel", "Béchir", "Chiraz", "Dhia", "Emna"),
    "sidi-bouzid": ("Aymen", "Basma", "Dorra", "Fares"),
    "larissa": ("Anthi", "Vasilis", "Glykeria", "Dimos"),
}
MADE_UP = {"cascais": "de Exemplo", "pordenone": "Esempio", "pamplona": "Ejemplo", "garges-les-gonesse": "Exemple", "barcelona": "d’Exemple",
           "mahdia": "Mithal", "sidi-bouzid": "Mithal", "larissa": "Paradeigma"}


def visitors_of(city: PartnerCity, count: int) -> list[User]:
    """The first `count` invented visitors of a city, made when they are missing. None of them can sign in."""
    found = []
    for number, first in enumerate(NAMES[city.slug][:count], start=1):
        person, made = User.objects.get_or_create(email=f"visitor-{city.slug}-{number}@demo.example", defaults={
            "name": f"{first} {MADE_UP[city.slug]}", "city": city, "language": "en", "languages": city.languages, "time_zone": city.time_zone})
        if made:
            person.set_unusable_password()
            person.save()
        found.append(person)
    return found

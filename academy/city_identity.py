"""Sign-in with a city's own identity provider (OpenID Connect), read from the environment.

OIDC_PROVIDERS is a JSON list, one object a provider:
    [{"name": "City of Cascais", "issuer": "https://id.cascais.example", "client_id": "tessera", "secret": "..."}]
and, if wanted: "id" (in addresses; else made from the name), "trust_email" (true: an address the provider calls
verified signs its owner in), "authorize_origin" (where its sign-in page stands, if not at the issuer).
The address to register at the provider is <BASE_URL>/identity/oidc/<id>/login/callback/. Imports no Django models.
"""

from dataclasses import dataclass
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured
from django.utils.text import slugify

NEEDED = {"name", "issuer", "client_id", "secret"}
ALLOWED = NEEDED | {"id", "trust_email", "authorize_origin"}


@dataclass(frozen=True)
class CityIdentity:
    id: str
    name: str
    issuer: str
    client_id: str
    secret: str
    trust_email: bool = False
    authorize_origin: str = ""


def read_identities(entries: list[dict], http_allowed: bool = False) -> tuple[CityIdentity, ...]:
    """The providers of OIDC_PROVIDERS. Refuses a bad one with its place in the list; secrets are never repeated."""
    made = tuple(_read(entry, f"OIDC_PROVIDERS, entry {number}", http_allowed) for number, entry in enumerate(entries, 1))
    ids = [identity.id for identity in made]
    if len(set(ids)) != len(ids):
        raise ImproperlyConfigured(f"OIDC_PROVIDERS: two entries share an id ({', '.join(sorted(ids))}). Give each its own \"id\".")
    return made


def _read(entry: dict, where: str, http_allowed: bool) -> CityIdentity:
    missing, unknown = NEEDED - entry.keys(), entry.keys() - ALLOWED
    if missing:
        raise ImproperlyConfigured(f"{where}: missing {', '.join(sorted(missing))}.")
    if unknown:
        raise ImproperlyConfigured(f"{where}: unknown {', '.join(sorted(unknown))}. Allowed: {', '.join(sorted(ALLOWED))}.")
    for key, value in entry.items():
        wanted = bool if key == "trust_email" else str
        if not isinstance(value, wanted) or value == "":
            raise ImproperlyConfigured(f"{where}: {key} must be {'true or false' if wanted is bool else 'a text that is not empty'}.")
    for key in ("issuer", "authorize_origin"):
        if key in entry:
            _check_address(entry[key], f"{where}: {key}", http_allowed)
    made_id = entry.get("id") or slugify(entry["name"])
    if not made_id or made_id != slugify(made_id):
        raise ImproperlyConfigured(f'{where}: "id" must be made of small letters, digits and hyphens.')
    return CityIdentity(**{**entry, "id": made_id, "issuer": entry["issuer"].rstrip("/")})


def _check_address(value: str, where: str, http_allowed: bool) -> None:
    schemes = ("https", "http") if http_allowed else ("https",)
    parts = urlsplit(value)
    if parts.scheme not in schemes or not parts.hostname or parts.username or parts.query or parts.fragment:
        raise ImproperlyConfigured(f"{where} must be an address that starts with {' or '.join(s + '://' for s in schemes)}.")


def as_allauth_setting(identities: tuple[CityIdentity, ...]) -> dict:
    apps = [{"provider_id": one.id, "name": one.name, "client_id": one.client_id, "secret": one.secret,
             "settings": {"server_url": one.issuer, "email_authentication": one.trust_email}} for one in identities]
    return {"openid_connect": {"APPS": apps, "OAUTH_PKCE_ENABLED": True}} if apps else {}


def origins(identities: tuple[CityIdentity, ...]) -> list[str]:
    """Where our sign-in form may be sent on to: browsers hold a form's redirects to the form-action of the CSP."""
    addresses = [one.authorize_origin or one.issuer for one in identities]
    return sorted({f"{urlsplit(address).scheme}://{urlsplit(address).netloc}" for address in addresses})

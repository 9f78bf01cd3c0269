"""Who signs badges: a partner city or the network, its signing keys one after another, and the lists that say what was taken back."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from academy.models import PartnerCity


class Issuer(models.Model):
    """One who signs badges. `city` None: the network. The slug stands in every badge ever issued, so it stays when a city's own changes."""

    slug = models.SlugField(unique=True)
    city = models.OneToOneField(PartnerCity, null=True, on_delete=models.PROTECT, related_name="issuer")
    turns = models.PositiveBigIntegerField(default=0, help_text="written first by whoever signs, rotates or revokes: one at a time")

    class Meta:
        verbose_name = _("issuer of badges")
        verbose_name_plural = _("issuers of badges")
        constraints = [models.UniqueConstraint(models.Q(city__isnull=True), condition=Q(city__isnull=True), name="one_network_issues_badges",
                                               violation_error_message=_("The network issues badges already."))]

    def __str__(self) -> str:
        return self.slug


class IssuerKeys(models.QuerySet):
    def current(self) -> "IssuerKeys":
        """Those that sign today: at most one of each issuer."""
        return self.filter(finished_at__isnull=True)

    def verifying(self) -> "IssuerKeys":
        """Those whose signatures hold: rotated ones too, revoked ones not."""
        return self.filter(revoked_at__isnull=True)


class IssuerKey(models.Model):
    """An Ed25519 key, from a moment to a moment. Finished: it signs no more, what it signed holds. Revoked: nothing of it holds.

    `public_key`: 32 bytes in hex. `sealed`: the private key, encrypted (courses/sealed_keys.py)."""

    issuer = models.ForeignKey(Issuer, on_delete=models.PROTECT, related_name="keys")
    kid = models.CharField(max_length=32, unique=True)
    public_key = models.CharField(max_length=64, unique=True)
    sealed = models.BinaryField()
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    objects = IssuerKeys.as_manager()

    class Meta:
        verbose_name = _("key of an issuer")
        verbose_name_plural = _("keys of issuers")
        constraints = [
            models.UniqueConstraint(fields=["issuer"], condition=Q(finished_at__isnull=True), name="one_key_signs_at_a_time",
                                    violation_error_message=_("This issuer has a key that signs already.")),
            models.CheckConstraint(name="issuer_key_ends_after_it_starts", condition=Q(finished_at__isnull=True) | Q(finished_at__gte=F("started_at"))),
            models.CheckConstraint(name="a_revoked_key_signs_no_more", condition=Q(revoked_at__isnull=True) | Q(finished_at__isnull=False)),
        ]

    def __str__(self) -> str:
        return self.kid

    @property
    def public_bytes(self) -> bytes:
        return bytes.fromhex(self.public_key)

    def signed_at(self, moment) -> bool:
        """Whether this key was the one to sign at that moment."""
        return self.started_at <= moment and (self.finished_at is None or moment <= self.finished_at)


class StatusList(models.Model):
    """A numbered list of an issuer. Its bits are read from the awards, never stored: there is no second truth. `given`: places taken."""

    issuer = models.ForeignKey(Issuer, on_delete=models.PROTECT, related_name="status_lists")
    number = models.PositiveIntegerField(default=1)
    given = models.PositiveIntegerField(default=0)
    opened_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("status list")
        verbose_name_plural = _("status lists")
        constraints = [models.UniqueConstraint(fields=["issuer", "number"], name="status_list_number_once")]

    def __str__(self) -> str:
        return f"{self.issuer_id}/{self.number}"

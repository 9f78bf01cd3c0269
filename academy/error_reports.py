"""Reports of errors to a Sentry-compatible server: an optional extra, without people's data."""

from django.core.exceptions import ImproperlyConfigured

from academy.logs import cut_any


def _without_secrets(report: dict, _hint: dict) -> dict:
    report.pop("user", None)
    return cut_any("report", report)


def start(dsn: str, environment: str) -> None:
    try:
        import sentry_sdk
    except ImportError:
        raise ImproperlyConfigured("SENTRY_DSN is set, but sentry-sdk is not installed: install tessera[observability].") from None
    sentry_sdk.init(dsn=dsn, environment=environment, send_default_pii=False, max_request_body_size="never",
                    include_local_variables=False, before_send=_without_secrets)

"""Where a browser fetches media from when they are kept in an S3 bucket."""

from urllib.parse import urlsplit


def of_bucket(bucket: str, endpoint_url: str | None, region: str | None) -> list[str]:
    """The origins (scheme://host) that signed addresses of this bucket may have: the bucket in the path, or in the host name."""
    endpoint = urlsplit(endpoint_url or "https://s3.amazonaws.com")
    hosts = [endpoint.netloc, f"{bucket}.{endpoint.netloc}"]
    if not endpoint_url and region:
        hosts.append(f"{bucket}.s3.{region}.amazonaws.com")
    return [f"{endpoint.scheme}://{host}" for host in hosts]

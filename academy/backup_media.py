"""The media folder as one tar, each file with its checksum."""

import hashlib
import shutil
import tarfile
from pathlib import Path

FILE = "media.tar"


def sha256(stream) -> str:
    return hashlib.file_digest(stream, "sha256").hexdigest()


def dump(folder: Path, target: Path) -> dict[str, str]:
    """Pack the folder into `target`/media.tar; {path inside: sha256}. A file deleted meanwhile is left out."""
    sums = {}
    with tarfile.open(target / FILE, "w") as packed:
        for path in sorted(p for p in folder.rglob("*") if p.is_file() and not p.is_symlink()):
            name = path.relative_to(folder).as_posix()
            try:
                with path.open("rb") as stream:
                    sums[name] = sha256(stream)
                    stream.seek(0)
                    packed.addfile(packed.gettarinfo(arcname=name, fileobj=stream), stream)
            except FileNotFoundError:
                sums.pop(name, None)
    return sums


def check(target: Path, sums: dict[str, str]) -> list[str]:
    """What is wrong with the tar, found by reading every file in it."""
    found = {}
    with tarfile.open(target / FILE) as packed:
        for member in packed:
            found[member.name] = sha256(packed.extractfile(member))
    return [f"media/{name} is not what it was" for name in sorted(sums.keys() | found.keys()) if sums.get(name) != found.get(name)]


def restore(target: Path, folder: Path) -> int:
    """Unpack into a folder that holds no files yet; how many files. Nothing is written outside it, and no link is made."""
    folder.mkdir(parents=True, exist_ok=True)
    inside, count = folder.resolve(), 0
    with tarfile.open(target / FILE) as packed:  # by hand: Python 3.11.2, Debian's own, has no extraction filters
        for member in packed:
            place = (inside / member.name).resolve()
            if not (member.isfile() and place.is_relative_to(inside)):
                raise ValueError(f"{FILE} holds {member.name!r}, which is no media file of ours")
            place.parent.mkdir(parents=True, exist_ok=True)
            with place.open("wb") as written:
                shutil.copyfileobj(packed.extractfile(member), written)
            count += 1
    return count

"""What was uploaded, judged by what is in it and not by its name: photos are drawn anew, documents must be what they say they are."""

import zipfile
import zlib
from dataclasses import dataclass
from io import BytesIO

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from PIL import Image, ImageOps

from academy.refusals import Refused

MEGABYTE = 1024 * 1024
MOST_BYTES = 10 * MEGABYTE
MOST_PIXELS = 60_000_000
LONGEST_SIDE, SMALL_SIDE = 2000, 720
PHOTO_FORMATS = ("JPEG", "PNG", "WEBP")
MOST_ENTRIES, MOST_UNPACKED = 4000, 200 * MEGABYTE
# What we send with each kind, whatever was claimed.
TYPES = {
    "pdf": "application/pdf", "txt": "text/plain; charset=utf-8", "csv": "text/csv; charset=utf-8",
    "odt": "application/vnd.oasis.opendocument.text", "ods": "application/vnd.oasis.opendocument.spreadsheet", "odp": "application/vnd.oasis.opendocument.presentation",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
}
OOXML = {"docx": "word/", "xlsx": "xl/", "pptx": "ppt/"}


@dataclass(frozen=True, slots=True)
class ReadPhoto:
    """JPEG bytes without anything but the picture: no place, no camera, no time."""

    large: bytes
    small: bytes
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class ReadDocument:
    content: bytes
    ending: str


def read_photo(upload: UploadedFile) -> ReadPhoto:
    """The picture drawn anew, turned the right way up. Raises Refused when it is none, or too large."""
    data = _bytes(upload)
    try:
        with Image.open(BytesIO(data), formats=PHOTO_FORMATS) as opened:
            if opened.width * opened.height > MOST_PIXELS:
                raise Refused("too_many_pixels", _("This photo has more than 60 million pixels. Please make it smaller."))
            picture = ImageOps.exif_transpose(opened)
            picture = _on_white(picture)
    except Refused:
        raise
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise Refused("no_photo", _("This is no photo we can read. JPEG, PNG and WebP work; a phone can send its photos as JPEG.")) from error
    large = picture.copy()
    large.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
    small = large.copy()
    small.thumbnail((SMALL_SIDE, SMALL_SIDE), Image.Resampling.LANCZOS)
    return ReadPhoto(_jpeg(large, 84), _jpeg(small, 78), large.width, large.height)


def read_document(upload: UploadedFile) -> ReadDocument:
    """A document whose content is what its ending says. Raises Refused otherwise."""
    data, ending = _bytes(upload), (upload.name or "").rsplit(".", 1)[-1].lower()
    if ending not in TYPES:
        raise Refused("unknown_kind", _("Documents can be PDF, ODT, ODS, ODP, DOCX, XLSX, PPTX, TXT or CSV."))
    if not _is(ending, data):
        raise Refused("not_what_it_says", _("The file is called “.%(ending)s”, but is something else inside. Save it again in its program, then upload that.") % {"ending": ending})
    return ReadDocument(data, ending)


def _is(ending: str, data: bytes) -> bool:
    if ending == "pdf":
        return data.startswith(b"%PDF-")
    if ending in ("txt", "csv"):
        return _is_text(data)
    names, mimetype = _package(data)
    if ending in OOXML:
        # A macro is a program: it comes in by another door, or not at all.
        return "[Content_Types].xml" in names and any(name.startswith(OOXML[ending]) for name in names) and not any(name.endswith("vbaProject.bin") for name in names)
    return mimetype == TYPES[ending].encode() and not any(name.startswith(("Basic/", "Scripts/")) for name in names)


def _is_text(data: bytes) -> bool:
    try:
        return "\0" not in data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return False


def _package(data: bytes) -> tuple[set[str], bytes]:
    """The names in an office file, and its first file `mimetype` if it has one; nothing for what is no package, or one that swells."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as package:
            entries = package.infolist()
            if len(entries) > MOST_ENTRIES or sum(entry.file_size for entry in entries) > MOST_UNPACKED:
                return set(), b""
            first = entries[0] if entries else None
            mimetype = package.read(first) if first and first.filename == "mimetype" and first.file_size < 200 else b""
            return {entry.filename for entry in entries}, mimetype.strip()
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError):
        return set(), b""


def _bytes(upload: UploadedFile) -> bytes:
    if upload.size is None or upload.size > MOST_BYTES:
        raise Refused("too_large", _("The file is larger than 10 MB. Please make it smaller."))
    return upload.read()


def _on_white(picture: Image.Image) -> Image.Image:
    if picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info:
        picture = picture.convert("RGBA")
        ground = Image.new("RGBA", picture.size, "white")
        return Image.alpha_composite(ground, picture).convert("RGB")
    return picture.convert("RGB")


def _jpeg(picture: Image.Image, quality: int) -> bytes:
    out = BytesIO()
    bare = Image.new("RGB", picture.size)
    bare.paste(picture)  # the pixels alone: a copy would carry the file's own notes along
    bare.save(out, "JPEG", quality=quality, optimize=True, progressive=True)
    return out.getvalue()

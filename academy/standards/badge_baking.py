"""A credential inside its picture: PNG (iTXt "openbadgecredential") and SVG (<openbadges:credential>), put in and read back. The format is openbadgeslib's."""

PNG_BEGINS = b"\x89PNG\r\n\x1a\n"


class NotBaked(ValueError):
    """A picture that cannot be read, or holds no credential, or more than one."""


def bake_png(picture: bytes, credential: str) -> bytes:
    from openbadgeslib import baking

    return baking.bake_png(picture, credential, keyword=baking.ITXT_KEYWORD_OB3)


def bake_svg(picture: bytes, credential: str) -> bytes:
    """A JWT goes into the attribute, a JSON document into the text, as the standard has it."""
    from openbadgeslib import baking

    return baking.bake_svg(picture, credential, element=baking.SVG_ELEMENT_OB3, namespace=baking.SVG_NS_OB3, as_text=credential.startswith("{"))


def read_baked(picture: bytes) -> str:
    """The credential in a picture of at most some megabytes (the caller has measured it). Raises NotBaked."""
    from openbadgeslib import baking

    try:
        if picture.startswith(PNG_BEGINS):
            found = baking.extract_png(picture, keyword=baking.ITXT_KEYWORD_OB3)
            count = picture.count(b"iTXt" + baking.ITXT_KEYWORD_OB3 + b"\0")
        else:
            found = baking.extract_svg(picture, element=baking.SVG_ELEMENT_OB3, text_fallback=True)
            count = 1
    except Exception as error:  # the readers of two formats raise whatever they meet first
        raise NotBaked(f"{type(error).__name__} in a picture") from None
    if not found:
        raise NotBaked("no credential in this picture")
    if count > 1:
        raise NotBaked("more than one credential in this picture")
    return found

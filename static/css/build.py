"""Lay the stylesheet and the script out of their parts: python static/css/build.py writes static/css/tessera.css, gatherings.css, figures.css, cooperation.css and static/js/tessera.js.

The order of layers stands in tokens.css. A file of parts/ or screens/ becomes part of the layer its folder is named for,
so it needs no wrapping of its own. tokens.css
names the night theme twice as @night; its values stand once, in night.css. Comments and idle white space go; nothing is renamed.
"""

import re
from pathlib import Path

CSS = Path(__file__).resolve().parent
JS = CSS.parent / "js"
SINGLE = ("reset", "base", "layout", "utilities")
FOLDERS = ("parts", "screens")


def lean(css: str) -> str:
    """The same rules in fewer bytes. Strings in our CSS hold no braces, colons with spaces or comment marks."""
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.S)
    css = re.sub(r"\s+", " ", css)
    css = re.sub(r" ?([{};,]) ?", r"\1", css)
    css = re.sub(r"([{;(][\w-]+): ", r"\1:", css)
    css = re.sub(r"[^{};]+(?=\{)", lambda prelude: re.sub(r" ?([>~+]) ?", r"\1", prelude[0]), css)
    css = css.replace(" !important", "!important")
    css = re.sub(r"(?<![\w.])0\.", ".", css)
    return css.replace(";}", "}").strip()


def stylesheet() -> str:
    night = (CSS / "night.css").read_text()
    out = [lean((CSS / "tokens.css").read_text().replace("@night;", night))]
    for name in SINGLE:
        out.append(f"@layer {name}{{{lean((CSS / f'{name}.css').read_text())}}}")
    for folder in FOLDERS:
        inside = "".join(lean(file.read_text()) for file in sorted((CSS / folder).glob("*.css")))
        out.append(f"@layer {folder}{{{inside}}}")
    return "\n".join(out) + "\n"


def gatherings() -> str:
    """What only the pages of exchanges, cities and cohorts load: a second sheet, so that a lesson does not carry it."""
    inside = "".join(lean(file.read_text()) for file in sorted((CSS / "gatherings").glob("*.css")))
    return f"@layer screens{{{inside}}}\n"


def figures() -> str:
    """What only the pages of skills, badges and dashboards load: charts, and the tables that say the same."""
    inside = "".join(lean(file.read_text()) for file in sorted((CSS / "figures").glob("*.css")))
    return f"@layer screens{{{inside}}}\n"


def cooperation() -> str:
    """What only the pages of desks, working groups and plans load."""
    inside = "".join(lean(file.read_text()) for file in sorted((CSS / "cooperation").glob("*.css")))
    return f"@layer screens{{{inside}}}\n"


def script() -> str:
    """Each behaviour is a function's body of its own; one that fails does not stop the next."""
    parts = []
    for file in sorted((JS / "behaviours").glob("*.js")):
        code = re.sub(r"^\s*//.*\n", "", file.read_text(), flags=re.M)
        lines = [line.strip() for line in code.splitlines() if line.strip()]
        parts.append("try{(()=>{\n" + "\n".join(lines) + "\n})()}catch(e){console.error(e)}")
    return "\n".join(parts) + "\n"


def main() -> None:
    for path, text in ((CSS / "tessera.css", stylesheet()), (CSS / "gatherings.css", gatherings()), (CSS / "figures.css", figures()),
                       (CSS / "cooperation.css", cooperation()), (JS / "tessera.js", script())):
        path.write_text(text)
        print(f"{path.name}: {len(text.encode())} bytes")


if __name__ == "__main__":
    main()

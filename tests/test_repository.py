"""What is committed works on any machine: no hosts of registries, no paths of one machine, locks and words in step."""

import re
import subprocess
import tomllib
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
# Put together here, so that this file does not name them itself.
HOSTS = ["pypi" + ".org", "python" + "hosted.org", "registry." + "npmjs", "npmjs" + ".org", "deb." + "debian.org", "yarnpkg" + ".com"]
PLACES = ["/work" + "/main", "/work" + "/tmp", "/work" + "/shared", "/work" + "/.library", "/root" + "/.", "/opt" + "/pypi", "/home" + "/runner"]


@cache
def committed() -> tuple[Path, ...]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return tuple(ROOT / name for name in listed.split("\0") if name and (ROOT / name).is_file())


def mentions(words: list[str]) -> list[str]:
    wanted = re.compile("|".join(map(re.escape, words)).encode())
    return [f"{path.relative_to(ROOT)}: {found.group().decode()}" for path in committed() for found in [wanted.search(path.read_bytes())] if found]


def test_no_file_names_the_host_of_a_package_registry():
    assert mentions(HOSTS) == []


def test_no_file_names_a_path_of_one_machine():
    assert mentions(PLACES) == []


LOCKS = ("requirements.txt", "requirements-test.txt", "requirements-production.txt")


# Lock files ---------------------------------------------------------------------------------------------

def locked(name: str) -> dict[str, str]:
    """{package: version} of a lock file."""
    lines = re.findall(r"^([A-Za-z0-9._-]+)(?:\[[^]]*\])?==([^ ;\\]+)", (ROOT / name).read_text(), re.M)
    return {package.lower().replace("_", "-"): version for package, version in lines}


def declared(words: list[str]) -> dict[str, str]:
    """{package: specifier} of a list in pyproject.toml."""
    found = [re.match(r"([A-Za-z0-9._-]+)(?:\[[^]]*\])?\s*([^;]*)", line) for line in words]
    return {match[1].lower().replace("_", "-"): match[2].strip() for match in found if match}


def out_of_step(wanted: dict[str, str], lock: dict[str, str]) -> list[str]:
    from packaging.specifiers import SpecifierSet

    return [f"{package} {specifier}, locked: {lock.get(package)}" for package, specifier in wanted.items()
            if package not in lock or not SpecifierSet(specifier).contains(lock[package], prereleases=True)]


def test_the_lock_files_are_in_step_with_pyproject():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    run, test, production = (locked(name) for name in LOCKS)
    assert out_of_step(declared(project["project"]["dependencies"]), run) == []
    assert out_of_step(declared(project["dependency-groups"]["test"]), test) == []
    extras = [line for extra in project["project"]["optional-dependencies"].values() for line in extra]
    assert out_of_step(declared(extras), production) == []
    assert {package: version for package, version in run.items() if not test.get(package) == production.get(package) == version} == {}


def test_every_locked_package_has_a_hash():
    for name in LOCKS:
        entries = re.split(r"^(?=[A-Za-z0-9])", (ROOT / name).read_text(), flags=re.M)
        assert [entry.splitlines()[0] for entry in entries if "==" in entry and "--hash=sha256:" not in entry] == []


# Words --------------------------------------------------------------------------------------------------

def catalogues() -> list[Path]:
    return sorted(ROOT.glob("locale/*/LC_MESSAGES/*.po"))


@pytest.mark.parametrize("path", catalogues(), ids=lambda path: path.parts[-3])
def test_the_compiled_words_are_in_step_with_the_written_ones(path):
    from babel.messages.mofile import read_mo
    from babel.messages.pofile import read_po

    with path.open("rb") as source:
        written = {(message.context, *_plain(message.id)): message.string for message in read_po(source)
                   if message.id and message.string and not message.fuzzy and any(message.string)}
    with path.with_suffix(".mo").open("rb") as source:
        # Babel leaves the context of a compiled message in bytes.
        compiled = {(message.context and bytes(message.context).decode(), *_plain(message.id)): message.string for message in read_mo(source) if message.id}
    assert compiled.keys() == written.keys(), "make messages"
    assert {key: compiled[key] for key in compiled if _plain(compiled[key]) != _plain(written[key])} == {}, "make messages"


def _plain(words) -> list[str]:
    return [words] if isinstance(words, str) else list(words)


@pytest.mark.parametrize("path", catalogues(), ids=lambda path: path.parts[-3])
def test_translations_keep_the_placeholders_of_the_original(path):
    from babel.messages.pofile import read_po

    wanted = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")
    with path.open("rb") as source:
        wrong = [message.id for message in read_po(source) if isinstance(message.id, str) and message.id and message.string
                 and isinstance(message.string, str) and sorted(wanted.findall(message.id)) != sorted(wanted.findall(message.string))]
    assert wrong == []

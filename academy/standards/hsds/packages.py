"""Opening what somebody brings: a JSON file, a zip of tables, or one table; within limits that a file made to harm does not get past."""

import io
import zipfile
import zlib

from academy.standards.hsds.checking import value_problems
from academy.standards.hsds.nesting import read_json
from academy.standards.hsds.problems import MOST_PROBLEMS, Problem, Where
from academy.standards.hsds.rows import Tables, loose_ends
from academy.standards.hsds.schema import by_file
from academy.standards.hsds.tabular import read_tables

MEGABYTE = 1024 * 1024
LARGEST = 20 * MEGABYTE  # of the file
LARGEST_OPENED = 60 * MEGABYTE  # of all its tables together
MOST_FILES = 60
MOST_TIMES = 200  # a table may be this many times larger than it is packed
MOST_ROWS = 100_000


def read_package(data: bytes, name: str) -> tuple[Tables, list[Problem]]:
    """What a file says, and everything that is wrong with it (at most MOST_PROBLEMS). `name`: of the file, for the report."""
    name = name.replace("\\", "/").rsplit("/", 1)[-1][:100]
    if len(data) > LARGEST:
        return Tables(), [Problem("too_large", Where(name), most=LARGEST // MEGABYTE)]
    if not data.strip():
        return Tables(), [Problem("empty", Where(name))]
    whole = True
    if data.startswith(b"PK"):
        files, problems = _unpacked(data, name)
        read, more = read_tables(files) if not problems else (Tables(), [])
        problems += more
    elif name in by_file():
        read, problems = read_tables({name: data})
    else:
        read, problems = read_json(data, name)
        whole = all(each.code == "id_twice" for each in problems)  # what breaks the schema is not taken apart, so that what points at it would seem lost
    return read, problems + _of_rows(read, whole, problems, name)


def read_folder(files: dict[str, bytes]) -> tuple[Tables, list[Problem]]:
    """The same of tables in a folder, {file name: bytes}."""
    known = {name: data for name, data in files.items() if name in by_file()}
    if sum(map(len, known.values())) > LARGEST_OPENED:
        return Tables(), [Problem("too_large", Where(), most=LARGEST_OPENED // MEGABYTE)]
    read, problems = read_tables(known)
    return read, problems + _of_rows(read, True, problems, "")


def _of_rows(read: Tables, whole: bool, problems: list[Problem], name: str) -> list[Problem]:
    if read.count() > MOST_ROWS:
        return [Problem("too_many_rows", Where(name), most=MOST_ROWS)]
    found = [problem for table in read for row in read.rows(table) for problem in value_problems(table, row)]
    found += loose_ends(read) if whole else ()
    if not problems and not found and not read.get("organization"):
        found.append(Problem("nothing_in_it", Where(name)))
    # One thing is told once: an empty cell that must be filled is missing for the schema, too.
    seen = {(each.code, each.where, each.about) for each in problems}
    return [each for each in found if (each.code, each.where, each.about) not in seen][:max(0, MOST_PROBLEMS - len(problems))]


def _unpacked(data: bytes, name: str) -> tuple[dict[str, bytes], list[Problem]]:
    files, left = {}, LARGEST_OPENED
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            members = [each for each in package.infolist() if not each.is_dir()]
            if len(members) > MOST_FILES:
                return {}, [Problem("too_many_files", Where(name), most=MOST_FILES)]
            for member in members:
                path = member.filename.replace("\\", "/")
                base = path.rsplit("/", 1)[-1]
                if path.startswith("/") or ".." in path.split("/") or (member.external_attr >> 16) & 0o170000 == 0o120000 or member.flag_bits & 1:
                    return {}, [Problem("unsafe_package", Where(name), value=path[:80])]
                if base not in by_file() or path.startswith("__MACOSX/"):
                    if base not in ("datapackage.json", "") and base.endswith(".csv") and not path.startswith("__MACOSX/"):
                        return {}, [Problem("unknown_table", Where(name), value=base[:80])]
                    continue
                if base in files:
                    return {}, [Problem("table_twice", Where(name), value=base)]
                if member.file_size > left or member.file_size > MOST_TIMES * max(member.compress_size, 1):
                    return {}, [Problem("too_large_unpacked", Where(name), value=base, most=LARGEST_OPENED // MEGABYTE)]
                with package.open(member) as packed:
                    files[base] = packed.read(member.file_size + 1)
                left -= len(files[base])
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError):
        return {}, [Problem("broken_package", Where(name))]
    return files, [] if files else [Problem("no_table", Where(name))]

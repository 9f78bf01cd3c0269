"""HSDS as JSON: a page of full services (docs.openreferral.org/en/3.0, “Page”), each with its organisation, places and all that belongs to them.

What no service leads to stands beside the page's `contents`, in lists named after the tables' files (organizations, taxonomies, …): a page may say more than the
specification asks. Read are also a bare list, one object, and organisations or places instead of services.
"""

from collections.abc import Iterator

from academy.standards.hsds.checking import schema_problems
from academy.standards.hsds.problems import Problem, Where
from academy.standards.hsds.rows import Row, Tables
from academy.standards.hsds.schema import Table, link_column, tables
from academy.standards.strict_json import read_strictly

NAMES_ITS_PARENT = {"attribute": "link_entity", "metadata": "resource_type"}  # the column that says what kind of row is meant
OF_A_SERVICE = {"organization", "organization_id", "status", "service_at_locations"}


def read_json(data: bytes, file: str) -> tuple[Tables, list[Problem]]:
    try:
        value = _without_nothing(read_strictly(data.decode("utf-8-sig")))
    except UnicodeDecodeError:
        return Tables(), [Problem("not_utf8", Where(file))]
    except ValueError as wrong:
        return Tables(), [Problem("no_json", Where(file), value=str(wrong)[:200])]
    read, problems = Tables(), []
    for table, each, path in _whole_objects(value):
        if table is None:
            problems.append(Problem("no_object", Where(file, path)))
            continue
        wrong = list(schema_problems(table, each, file, path))
        problems += wrong
        if not wrong:
            problems += _flatten(read, tables()[table], each, {}, file, path)
    return read, problems


def _without_nothing(value):
    """Without nulls: many publishers write them for what they do not say, and the specification knows none."""
    if isinstance(value, dict):
        return {key: _without_nothing(each) for key, each in value.items() if each is not None}
    return [_without_nothing(each) for each in value] if isinstance(value, list) else value


def _whole_objects(value) -> Iterator[tuple[str | None, object, str]]:
    """(table or None, object, path) of what a file holds."""
    if isinstance(value, list):
        for number, each in enumerate(value):
            yield _table_of(each), each, str(number)
    elif isinstance(value, dict) and "id" in value and "contents" not in value:
        yield _table_of(value), value, ""
    elif isinstance(value, dict):
        lists = {each.file.removesuffix(".csv"): each.name for each in tables().values()}
        for key, found in value.items():
            if isinstance(found, list) and (key == "contents" or key in lists):
                for number, each in enumerate(found):
                    yield (lists.get(key) or _table_of(each)) if isinstance(each, dict) else None, each, f"{key}/{number}"
    else:
        yield None, value, ""


def _table_of(value) -> str | None:
    if not isinstance(value, dict):
        return None
    if "location_type" in value:
        return "location"
    if "service_id" in value and "location_id" in value:
        return "service_at_location"
    return "service" if OF_A_SERVICE & value.keys() else "organization"


def _flatten(read: Tables, table: Table, value: dict, links: dict[str, str], file: str, path: str) -> Iterator[Problem]:
    """Put an object and all that is nested in it into tables, each row with links to where it was found."""
    row = Row({**value, **links}, Where(file, path))
    inside: list[tuple[str, dict, dict[str, str], str]] = []
    for prop, (target, column) in table.objects.items():
        if isinstance(each := row.pop(prop, None), dict):
            row[column] = each["id"]
            inside.append((target, each, {}, f"{path}/{prop}"))
    for prop, target in table.lists.items():
        for number, each in enumerate(row.pop(prop, ())):
            down = {link_column(target, table.name): row["id"]}
            if target in NAMES_ITS_PARENT:
                down[NAMES_ITS_PARENT[target]] = each.get(NAMES_ITS_PARENT[target], table.name)
            inside.append((target, each, down, f"{path}/{prop}/{number}"))
    for column in [name for name, each in row.items() if each == "" and name not in table.required]:
        del row[column]
    if problem := read.put(table.name, row):
        yield problem
    for target, each, down, where in inside:
        if target == "program" and "organization_id" in row:
            down = {"organization_id": row["organization_id"]}
        yield from _flatten(read, tables()[target], each, down, file, where.lstrip("/"))


def write_json(read: Tables) -> dict:
    """The page. Every row of `read` stands in it; one that belongs to several parents stands with each."""
    nest = _Nest(read)
    contents = [nest.made("service", row) for row in read.rows("service")]
    page = {"total_items": len(contents), "total_pages": 1, "page_number": 1, "size": len(contents), "first_page": True, "last_page": True,
            "empty": not contents, "contents": contents}
    for name, table in tables().items():
        beside = [nest.made(name, row) for row in read.rows(name) if (name, row["id"]) not in nest.done]
        if beside:
            page[table.file.removesuffix(".csv")] = beside
    return page


class _Nest:
    def __init__(self, read: Tables) -> None:
        self.read, self.done = read, set()
        self.children = {(child, column): read.linked(child, column) for table in tables().values() for child in table.lists.values()
                         for column in [link_column(child, table.name)]}

    def made(self, name: str, row: Row) -> dict:
        """The object of a row, without the links that places in the tree say."""
        table, value = tables()[name], dict(row)
        self.done.add((name, row["id"]))
        for parent in tables().values():
            column = link_column(name, parent.name)
            if name in parent.lists.values() and value.get(column) in self.read.get(parent.name, {}):
                del value[column]
        for prop, (target, column) in table.objects.items():
            if row.get(column) in self.read.get(target, {}):
                value[prop] = self.made(target, self.read[target][row[column]])
                value.pop(column, None)
        for prop, target in table.lists.items():
            if found := self.children[target, link_column(target, name)].get(row["id"]):
                value[prop] = [self.made(target, each) for each in found]
        return value

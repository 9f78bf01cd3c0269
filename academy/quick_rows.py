"""Model instances from a fixed SQL statement, at half the cost of `Manager.raw`.

`raw` works out on every call which column feeds which field and how each value is converted. For the two statements that
run on nearly every request that is a third of the whole request (bench/lesson_page.py), so it is worked out once.
"""

from collections.abc import Iterator, Sequence
from functools import cache

from django.db import connection
from django.db.models import Model
from django.db.models.sql.compiler import SQLCompiler


def rows_of(model: type[Model], sql: str, params: Sequence) -> Iterator[Model]:
    """Whole instances of `model`; columns that are no field of it become attributes. Every field has to be selected."""
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        columns = tuple(column[0] for column in cursor.description)
        names, places, more, converters = _plan(model, columns, connection.vendor)
        for row in cursor.fetchall():
            values = list(row)
            for place, (converts, expression) in converters.items():
                for convert in converts:
                    values[place] = convert(values[place], expression, connection)
            made = model.from_db(connection.alias, names, [values[place] for place in places])
            for name, place in more:
                setattr(made, name, values[place])
            yield made


@cache
def _plan(model: type[Model], columns: tuple[str, ...], vendor: str):
    """(field names, their places in a row, [(other name, place)], {place: (converters, expression)}), as Django's own compiler has it."""
    fields = {field.column: field for field in model._meta.concrete_fields}
    missing = fields.keys() - set(columns)
    if missing:
        raise ValueError(f"{model.__name__} needs the columns {', '.join(sorted(missing))}")
    found = [fields.get(column) for column in columns]
    order = [(field.attname, columns.index(field.column)) for field in model._meta.concrete_fields]
    compiler: SQLCompiler = model._base_manager.all().query.get_compiler(connection.alias)
    converters = compiler.get_converters([field.get_col(model._meta.db_table) if field else None for field in found])
    more = [(column, place) for place, column in enumerate(columns) if column not in fields]
    return [name for name, _place in order], [place for _name, place in order], more, converters

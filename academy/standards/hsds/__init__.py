"""Open Referral HSDS 3.0: directories of services, as JSON and as tables. Pure: no Django, no database.

Whatever the file, it is read into `Tables`: for each table of the specification its rows, flat, with the ids the file gave. What comes out of `Tables` is
either a page of full services (JSON) or a tabular data package (CSV in a zip). Sources: docs.openreferral.org/en/3.0, schemas/README.md.
"""

from academy.standards.hsds.problems import Problem, Where
from academy.standards.hsds.rows import Row, Tables

__all__ = ["Problem", "Row", "Tables", "Where"]

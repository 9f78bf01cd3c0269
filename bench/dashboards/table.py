"""What was measured, as the table of docs/scale.md."""

Row = tuple[str, str, str, str, str]


def rows_of(small: dict, large: dict) -> list[Row]:
    def line(what: str, key, unit: str, goal: str = "") -> Row:
        before, after = key(small), key(large)
        return what, f"{before:,.2f} {unit}", f"{after:,.2f} {unit}", f"{after / before:.2f}" if before else "", goal

    def plain(what: str, key) -> Row:
        return what, f"{key(small):,}", f"{key(large):,}", "", ""

    rows = [
        plain("learners", lambda of: of["learners"]), plain("lines in the log", lambda of: of["events"]),
        plain("cells of people", lambda of: of["cells"]), plain("sums", lambda of: of["tallies"]),
        line("one completion", lambda of: of["completion"], "ms", "1.5 times"),
        line("counting one line, in batches of 500", lambda of: of["counting"], "ms"),
        line("the first count of a whole log", lambda of: of["first"]["seconds"], "s"),
        line("recount, nothing differs", lambda of: of["recount"]["seconds"], "s", "600 s"),
        line("its memory", lambda of: max(of["recount"]["mb"], of["first"]["mb"]), "MB", "500 MB"),
        line("lessons by city, month and public: straight from the log", lambda of: of["straight"], "ms"),
        line("the same from the sums", lambda of: of["sums"], "ms", "2 times"),
    ]
    for name in small["pages"]:
        if name in large["pages"]:
            rows.append(line(name, lambda of, name=name: of["pages"][name]["ms"], "ms", "2 times"))
            rows.append((f"{name}, queries", str(small["pages"][name]["queries"]), str(large["pages"][name]["queries"]), "", "15"))
    rows.append(("times the sums are faster than the log", f"{small['straight'] / small['sums']:,.1f}", f"{large['straight'] / large['sums']:,.1f}", "", ""))
    return rows


def written(rows: list[Row]) -> list[str]:
    return ["| | small | large | times | goal |", "| --- | --- | --- | --- | --- |", *(f"| {' | '.join(row)} |" for row in rows)]

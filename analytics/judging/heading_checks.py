"""What there is to say about the headings of a table: missing, twice, renamed, blank, another unit (rows 13-17)."""

from ..columns import ANNEX_SHAPES
from ..reading.headings import column_of
from ..reading.tables import FindingsOfFile, SourceTable, cell_name, one_line


def judge_headings(table: SourceTable, findings: FindingsOfFile) -> None:
    """Adds what there is to say about the headings of ``table``, and what they were matched to, to ``findings``."""
    row, matched = table.heading_row, table.matched
    listed = "、".join(one_line(heading) for heading in table.headings if heading.strip())
    required = {column.name for column in table.shape.columns if column.required}
    names = table.shape.names
    if names and set(names) <= set(matched.missing):
        headers = "”或“".join(table.shape.header(name) for name in names)
        findings.add("missing-column", row=row, column=table.shape.header(names[0]), header=headers, listed=listed)
    for name in matched.missing:
        header = table.shape.header(name)
        if name in required:
            findings.add("missing-column", row=row, column=header, header=header, listed=listed)
        elif name == "number":
            findings.add("number-column", row=row, header=header)
        elif table.shape.annex:
            findings.add("absent-column", row=row, column=header, header=header, listed=listed)
    if table.shape.annex:
        _judge_other_annex(table, findings)
    for heading in matched.repeated:
        findings.add("repeated-heading", row=row, column=heading, heading=one_line(heading), listed=listed)
    for name, heading in matched.renamed.items():
        words = {"heading": one_line(heading), "header": table.shape.header(name)}
        findings.add("renamed-heading", row=row, column=heading, **words)
    for index, heading in enumerate(table.headings):
        if not heading.strip() and any(record.cells[index].strip() for record in table.records):
            findings.add("blank-heading", row=row, cell=cell_name(row, index))
    if "area" in matched.places:
        _judge_unit(table, findings)


def _judge_other_annex(table: SourceTable, findings: FindingsOfFile) -> None:
    """A column that only the other annex reads row by row, such as 完成时限: here it would only be an extra one."""
    taken = set(table.matched.places.values())
    for other in ANNEX_SHAPES.values():
        for name in other.row_columns:
            if table.shape.header(name):
                continue
            for index, heading in enumerate(table.headings):
                if index not in taken and (found := column_of(heading, other)) and found[0] == name:
                    words = {"heading": one_line(heading), "title": table.shape.title, "other": other.title}
                    findings.add("column-of-other-annex", row=table.heading_row, column=heading, **words)


def _judge_unit(table: SourceTable, findings: FindingsOfFile) -> None:
    """The unit of the area: 万m² as printed, converted, not named or not known (rows 13, 14)."""
    matched = table.matched
    heading = table.headings[matched.places["area"]]
    if not matched.known_unit:
        code = "area-unit-unknown"
    elif matched.area_factor is None:
        code = "area-unit-missing"
    elif matched.area_factor != 1:
        code = "area-unit"
    else:
        return
    words = {"printed": matched.area_unit, "wanted": table.shape.header("area")}
    findings.add(code, row=table.heading_row, column=heading, value=heading, **words)

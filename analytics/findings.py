"""What the dashboard has to say about the files and the plan: one sentence a finding, in Chinese."""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from operator import attrgetter

import pandas as pd

from .columns import AREA_UNIT
from .finding_codes import CODES, ERROR, HINT, NOTE

SEVERITIES = (ERROR, HINT, NOTE)


@dataclass(frozen=True)
class Finding:
    """One thing to know or mend (inputs.md).

    ``row`` is numbered as Excel numbers it (the heading is usually row 1), 0 where no row is meant;
    ``value`` is the cell as it stands; ``code`` is stable; ``message`` says what and why, ``advice`` what to do.
    ``carrier_id`` leads to the carrier concerned, if one is.
    """

    severity: str
    file: str
    sheet: str = ""
    row: int = 0
    column: str = ""
    value: str = ""
    code: str = ""
    message: str = ""
    advice: str = ""
    carrier_id: str = ""

    def sentence(self) -> str:
        """文件 ｜ 工作表 ｜ 第 n 行 ｜ 列 ｜ 现值 ｜ 说明 ｜ 怎么改, the parts that apply."""
        place = [self.file, self.sheet, f"第 {self.row} 行" if self.row else "", self.column]
        value = f"现值“{self.value}”" if self.value else ""
        return " ｜ ".join(part for part in [*place, value, self.message, self.advice] if part)


def finding_of(code: str, file: str, **given: object) -> Finding:
    """The finding of ``code`` at the place (fields of ``Finding``) that is ``given``; all else that is given fills in
    its sentences (finding_codes). Raises KeyError."""
    kind = CODES[code]
    place = {name: given[name] for name in ("sheet", "row", "column", "value", "carrier_id") if name in given}
    words = {"unit": AREA_UNIT, "row": 0} | given
    message, advice = kind.message.format(**words), kind.advice.format(**words)
    return Finding(kind.severity, file, code=code, message=message, advice=advice, **place)


class PlanError(Exception):
    """The plan cannot be loaded; ``findings`` lists every error of every file, not the first."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = tuple(findings)
        super().__init__("\n".join(finding.sentence() for finding in self.findings))


def findings_frame(findings: Iterable[Finding]) -> pd.DataFrame:
    """Findings as a frame, a column a field of ``Finding``, 错误 first, otherwise in the order given."""
    columns = [field.name for field in fields(Finding)]
    row = attrgetter(*columns)  # dataclasses.astuple copies deeply, which took most of a rerun with thousands.
    ordered = sorted(findings, key=lambda finding: SEVERITIES.index(finding.severity))
    return pd.DataFrame([row(finding) for finding in ordered], columns=columns)


def findings_shown(findings: Iterable[Finding], carriers: pd.DataFrame) -> pd.DataFrame:
    """``findings_frame`` of those that concern one of ``carriers``, or no single carrier."""
    frame = findings_frame(findings)
    return frame[frame["carrier_id"].isin(["", *carriers["carrier_id"]])].reset_index(drop=True)

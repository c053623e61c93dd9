"""notice.md: the body of the notice by clause, word by word as printed (domain.md §1).

The file is plain text with the headings of Markdown: ``#`` and more at the beginning of a line mark a heading and how
deep it stands, everything else is printed words. Where the print runs on after a heading, the heading ends with its
full stop. A clause is called as plan.toml cites it: by the numbers of its headings, ``三（二）3``.
"""

import errno
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from .disk_errors import cause
from .findings import Finding, finding_of
from .meta import META_FILE, PlanMeta
from .reading.files import SourceFile, read_content
from .reading.tables import code_point, find_control
from .words import comparable, folded

NOTICE_FILE = "notice.md"

MAX_NOTICE_BYTES = 1 << 20
"""A notice of 1 MB has two hundred pages and more."""

_HEADING = re.compile(r"(#{1,6})\s*(.*\S)\s*")
_NUMBERS = "一二三四五六七八九十百〇零"
_NUMBER = re.compile(
    rf"(?P<section>[{_NUMBERS}]+)、|(?P<part>[（(][{_NUMBERS}]+[）)])|(?P<point>\d+)[.．、]|(?P<article>第[{_NUMBERS}\d]+[章节条])"
)
_ENDS = "。！？"
_SENTENCE = re.compile(rf"[^{_ENDS}]*(?:[{_ENDS}]+[”’）」』》]*|$)")
_LEFT_OUT = re.compile(r"…+|\.{3,}")


@dataclass(frozen=True)
class Clause:
    """A clause as printed: ``number`` as plan.toml cites it ("" where the heading has none), ``heading`` with its
    number, ``text`` (paragraphs, a line each; "" where further headings follow at once), ``above``: the headings that
    it stands under, from the top; ``line`` of the file where it begins."""

    number: str
    heading: str
    text: str
    above: tuple[str, ...] = ()
    line: int = 1

    @property
    def key(self) -> str:
        """What the clause is asked for by: its number, or where it has none its heading."""
        return self.number or self.heading

    @property
    def title(self) -> str:
        """The heading without its number and closing sign: ``提升金融功能``."""
        found = _NUMBER.match(self.heading)
        return self.heading[found.end() if found else 0 :].strip().rstrip("。：:")

    @property
    def sentences(self) -> tuple[str, ...]:
        """The sentences of the text, each with its full stop."""
        return tuple(sentence for line in self.text.split("\n") for sentence in _SENTENCE.findall(line) if sentence)


def find_notice(folder: Path) -> SourceFile:
    """notice.md of ``folder``, read; without content (``FileNotFoundError``) where there is none."""
    path = folder / NOTICE_FILE
    if path.exists() and not path.is_file():
        # Not opened: a pipe would never end.
        return SourceFile(NOTICE_FILE, NOTICE_FILE, IsADirectoryError(errno.EISDIR, NOTICE_FILE), (NOTICE_FILE,), ())
    content = read_content(path)
    file = "" if isinstance(content, FileNotFoundError) else NOTICE_FILE
    return SourceFile(NOTICE_FILE, file, content, (file,) if file else (), ())


def read_notice(content: bytes | OSError) -> tuple[tuple[Clause, ...], list[Finding]]:
    """The clauses of a notice.md in printed order, with findings; no file, no clauses, no findings.

    A file that cannot be used gives findings (提示) and no clauses: the annexes are shown without it.
    """
    if isinstance(content, FileNotFoundError):
        return (), []
    if isinstance(content, OSError):
        return (), [_unusable(f"文件打不开（{cause(content)}）", "关闭打开它的程序，稍候再试；还不行请检查文件权限")]
    if len(content) > MAX_NOTICE_BYTES:
        return (), [_unusable(f"文件超过 {MAX_NOTICE_BYTES >> 20} MB 的上限", "只留通知正文的文字")]
    text = _decoded(content)
    if text is None:
        return (), [_unusable("文件不是 UTF-8 编码的文字", "用记事本另存，编码选 UTF-8")]
    lines = text.splitlines()
    if not any(line.strip() for line in lines):
        return (), [_unusable("文件是空的")]
    for row, line in enumerate(lines, start=1):
        if control := find_control(line):
            message = f"含有控制字符 {code_point(control)}，会打乱显示"
            return (), [_unusable(message, "删去这个字符，或重新输入这一行", row)]
    clauses = _clauses(lines)
    return clauses, _judged(clauses)


def _decoded(data: bytes) -> str | None:
    for mark, encoding in ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"), (b"", "utf-8-sig"), (b"", "gb18030")):
        if data.startswith(mark):
            try:
                return data.decode(encoding).lstrip("\ufeff")
            except UnicodeDecodeError:
                continue
    return None


def _unusable(reason: str, mend: str = f"放入写有正文的 {NOTICE_FILE}，或移走它", row: int = 0) -> Finding:
    return finding_of("notice-unusable", NOTICE_FILE, row=row, reason=reason, mend=mend)


def _clauses(lines: Iterable[str]) -> tuple[Clause, ...]:
    clauses: list[Clause] = []
    open_headings: list[tuple[int, str, str]] = []  # depth, number, heading
    begun, heading, paragraphs = 1, "", []

    def close() -> None:
        if heading or paragraphs:
            number = "".join(number for _, number, _ in open_headings) if open_headings and open_headings[-1][1] else ""
            above = tuple(printed for _, _, printed in open_headings[:-1])
            clauses.append(Clause(number, heading, "\n".join(paragraphs), above, begun))

    for row, line in enumerate(lines, start=1):
        found = _HEADING.fullmatch(line.strip())
        if found:
            close()
            depth, heading = len(found[1]), found[2]
            begun, paragraphs = row, []
            while open_headings and open_headings[-1][0] >= depth:
                open_headings.pop()
            open_headings.append((depth, _number(heading), heading))
        elif line.strip():
            paragraphs.append(line.strip())
    close()
    return tuple(clauses)


def _number(heading: str) -> str:
    """The number that a heading begins with, as plan.toml writes it; "" for none."""
    found = _NUMBER.match(heading)
    if not found:
        return ""
    return found[found.lastgroup].translate(str.maketrans("()", "（）"))


def _judged(clauses: tuple[Clause, ...]) -> list[Finding]:
    """What makes a notice hard to cite: no heading at all, a number twice."""
    if not any(clause.heading for clause in clauses):
        return [finding_of("notice-no-heading", NOTICE_FILE)]
    first: dict[str, Clause] = {}
    for clause in clauses:
        first.setdefault(clause.number, clause)
    return [
        finding_of(
            "notice-number-twice",
            NOTICE_FILE,
            row=clause.line,
            value=clause.number,
            first=first[clause.number].line,
        )
        for clause in clauses
        if clause.number and first[clause.number] is not clause
    ]


def clause_called(clauses: Iterable[Clause], key: str) -> Clause | None:
    """The first of ``clauses`` with this number (brackets of either width) or, without a number, this heading."""
    wanted = comparable(key)
    return next((clause for clause in clauses if wanted and comparable(clause.key) == wanted), None)


def quotation(clauses: Iterable[Clause], number: str, words: str) -> str:
    """The whole sentence or sentences of clause ``number`` in which ``words`` stand (screens.md, 授牌缺口).

    ``words`` may leave something out (``……``): its parts stand there in this order. "" where they do not all stand in
    that clause. So who is responsible is quoted too where plan.toml cites only the end of a sentence.
    """
    clause = clause_called(clauses, number)
    parts = [part for part in map(folded, _LEFT_OUT.split(words)) if part]
    if clause is None or not parts:
        return ""
    sentences = clause.sentences
    text, place, found = "".join(map(folded, sentences)), 0, []
    for part in parts:
        place = text.find(part, place)
        if place < 0:
            return ""
        found += [place, place := place + len(part)]
    begin, quoted = 0, []
    for sentence in sentences:
        end = begin + len(folded(sentence))
        if end > found[0] and begin < found[-1]:
            quoted.append(sentence)
        begin = end
    return "".join(quoted)


def misquoted(clauses: tuple[Clause, ...], meta: PlanMeta) -> list[Finding]:
    """A finding for each text of plan.toml that does not stand word by word in the clause that it cites.

    None without a notice: then nothing can be compared.
    """
    cited = [
        *((f"目标：{target.label}", target.clause, target.text) for target in meta.targets),
        *((f"保障措施：{measure.title}", measure.clause, measure.text) for measure in meta.measures),
        *((f"正文说法：{statement.carrier}", statement.clause, statement.text) for statement in meta.statements),
    ]
    return [
        finding_of(
            "quote-not-in-notice",
            META_FILE,
            column=place,
            value=words,
            reason="没有这一条" if clause_called(clauses, number) is None else "这句话不在其中",
            clause=number,
        )
        for place, number, words in cited
        if clauses and number and words and not quotation(clauses, number, words)
    ]

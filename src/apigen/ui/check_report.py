"""Tells what `apigen check` found: what needs work first, and then what is only told."""

from collections.abc import Iterable

from .. import __version__
from ..checking.finding import Finding, Report
from .screen import Line, Section, clean, fill, say, show_lines, show_sections

# Kinds of which there can be many, each a list of paths under what is said of all of them.
_TITLES = {
    "changed": "Changed since apigen wrote them, which updates keep",
    "missing": "Deleted since apigen wrote them; they stay away",
    "not-made": "Made by the project's own commands, and not there",
    "outdated": "Outdated: apigen update",
}


def show_report(report: Report) -> None:
    """List everything, each with what to do about it."""
    work = tuple(each for each in report.work if each.kind not in _TITLES)
    news = tuple(each for each in report.news if each.kind not in _TITLES)
    listed = [each for each in report.findings if each.kind in _TITLES]
    _show("Needs work", work)
    show_sections(tuple(_list_paths(each for each in listed if each.needs_work)))
    _show("To know", news)
    show_sections(tuple(_list_paths(each for each in listed if not each.needs_work)))
    say()
    if not report.work:
        say("Nothing needs work.")
    say(f"Versions were compared with the advisories that were known on {report.advised}.")


def make_check_document(report: Report) -> dict[str, object]:
    """Give all of a report as values that JSON knows."""
    return {
        "apigen": __version__,
        "project": str(report.root),
        "advisories": report.advised,
        "work": len(report.work),
        "findings": [
            {
                "kind": each.kind,
                "path": each.path or None,
                "line": each.line or None,
                "message": each.message,
                "action": each.action or None,
                "needs_work": each.needs_work,
            }
            for each in report.findings
        ],
    }


def _show(title: str, findings: tuple[Finding, ...]) -> None:
    """Write messages wrapped, and what to do as it is: it may be copied."""
    if not findings:
        return
    lines = [Line(""), Line(title, "bold")]
    for each in findings:
        text = f"{each.place}: {each.message}" if each.path else each.message
        lines += [Line(part) for part in fill(f"  {clean(text)}").split("\n")]
        lines += [Line(f"    {part}", "cyan") for part in each.action.splitlines()]
    show_lines(tuple(lines))


def _list_paths(findings: Iterable[Finding]) -> Iterable[Section]:
    by_kind: dict[str, list[str]] = {}
    for each in findings:
        by_kind.setdefault(each.kind, []).append(_add_action(each))
    for kind, lines in by_kind.items():
        yield Section(_TITLES[kind], tuple(lines), is_verbatim=True)


def _add_action(finding: Finding) -> str:
    return f"{finding.path}: {finding.action}" if finding.kind == "not-made" else finding.path

"""The command `kb`: thin commands over the pipeline, the publication and the exports.

Exit codes: 0 clean, 1 findings at or above `--fail-on`, 2 wrong use, 3 nothing could be read.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from kb import display
from kb.checks import pages
from kb.checks.finding import SEVERITIES, Severity
from kb.checks.listing import as_answer, findings_of
from kb.checks.sarif import sarif
from kb.comparing import COLUMNS, KINDS, RESULTS, compare, opened, refusal
from kb.decisions import DecisionFault
from kb.expecting import ExpectationFault, expected_documents, write
from kb.expecting import compare as compare_answers
from kb.exports import FORMATS, export
from kb.pipeline import NothingRead, OutputRefused, build, is_knowledge_base, restore
from kb.publishing import AnswerError, answer, questions, render, streamed
from kb.publishing.overview import overview
from kb.publishing.rendering import Format
from kb.schema import DEFAULT_BASE
from kb.sources import ANSWERS
from kb.telling import document_json
from kb.workers import available
from loaders import LoadError, load

FILE = click.Path(path_type=Path, exists=True, dir_okay=False)
EXISTING = click.Path(path_type=Path, exists=True)
FOLDER = click.Path(path_type=Path, file_okay=False)


class KnowledgeBase(click.ParamType[Path]):
    """A folder that holds a knowledge base."""

    name = "dir"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Path:
        """The folder, brought back first when a build was killed while replacing it."""
        folder = Path(value)
        restore(folder)
        if not is_knowledge_base(folder):
            self.fail(f"{folder} is no knowledge base; make one with: kb build SOURCE... --out {folder}", param, ctx)
        return folder


KB = KnowledgeBase()


EXIT_CODES = "Exit codes: 0 clean, 1 findings at or above --fail-on, 2 wrong use, 3 nothing could be read."


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 80}, epilog=EXIT_CODES)
@click.version_option(package_name="budget-kb", prog_name="kb")
def main() -> None:
    """Turn published Chinese budget disclosures into one knowledge base, every fact with its place."""


@main.command("build")
@click.argument("sources", nargs=-1, required=True, type=EXISTING)
@click.option("--out", required=True, type=FOLDER, help="Folder of the knowledge base; replaced at the end.")
@click.option("--base", default=DEFAULT_BASE, show_default=True, help="Base of all IRIs.")
@click.option("--decisions", multiple=True, type=FILE, help="More files like decisions.csv: what is one body.")
@click.option("--jobs", default=available, show_default="processors", type=click.IntRange(1), help="Readers at once.")
@click.option("--quiet", is_flag=True, help="No progress bar and no summary.")
def build_command(
    sources: tuple[Path, ...], out: Path, base: str, decisions: tuple[Path, ...], jobs: int, quiet: bool
) -> None:
    """Read files and folders, build a knowledge base."""
    try:
        with display.progress(quiet) as progress:
            built = build(sources, out, base=base, decisions=decisions, jobs=jobs, progress=progress)
    except NothingRead as error:
        display.refused(error.errors)
        click.echo(f"{error}; {out} stays as it was", err=True)
        sys.exit(3)
    except (OutputRefused, DecisionFault) as error:
        raise click.UsageError(str(error)) from error
    display.refused(built.errors)
    if not quiet:
        display.show_overview(overview(out))
        click.echo(f"\nOpen it in the browser with: kb serve {out}")


@main.command("read")
@click.argument("file", type=EXISTING)
@click.option("--unread", is_flag=True, help="Only what was not read.")
@click.option("--json", "as_json", is_flag=True, help="Everything as JSON.")
def read_command(file: Path, unread: bool, as_json: bool) -> None:
    """Show page by page what one document says, and what was unread."""
    try:
        loaded = load(file)
    except LoadError as error:
        click.echo(str(error), err=True)
        sys.exit(3)
    click.echo(document_json(loaded)) if as_json else display.show_document(loaded, unread)


@main.command("expect")
@click.argument("paths", nargs=-1, required=True, type=EXISTING)
@click.option("--check", is_flag=True, help="Compare with the answer files, and change nothing.")
def expect_command(paths: tuple[Path, ...], check: bool) -> None:
    """Write what documents say into FILE.expected.json beside them, or compare.

    Of a folder, all documents below it that have an answer file are taken.
    """
    documents = [document for path in paths for document in expected_documents(path)]
    if not documents:
        raise click.UsageError(f"no *{ANSWERS} in {', '.join(map(str, paths))}; write one with: kb expect FILE")
    try:
        found = [compare_answers(document) if check else write(document) for document in documents]
    except ExpectationFault as error:
        raise click.UsageError(str(error)) from error
    display.show_answers(found, check)
    if all(answer.error for answer in found):
        sys.exit(3)
    sys.exit(1 if any(answer.error or answer.differences for answer in found) else 0)


@main.command("serve")
@click.argument("folder", type=KB)
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=8001, show_default=True, type=click.IntRange(0, 65535), help="Port to listen on.")
@click.option("--open", "open_browser", is_flag=True, help="Open the browser.")
@click.option("--cors", is_flag=True, help="Let pages of other sites read it by script.")
def serve_command(folder: Path, host: str, port: int, open_browser: bool, cors: bool) -> None:
    """Open a knowledge base in Datasette."""
    from kb.explore.server import ServeError, serve  # Datasette takes a second to import; only this command needs it

    try:
        serve(folder, host, port, open_browser, cors)
    except ServeError as error:
        raise click.UsageError(str(error)) from error


@main.command("info")
@click.argument("folder", type=KB)
@click.option("--sort", "order", type=click.Choice(("coverage", "name")), default="coverage", show_default=True,
              help="The least read first, or by name.")
@click.option("--all", "everything", is_flag=True, help="Every document, however many.")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
def info_command(folder: Path, order: str, everything: bool, as_json: bool) -> None:
    """Show counts, coverage by document, and the digest."""
    found = overview(folder)
    click.echo(display.to_json(found)) if as_json else display.show_overview(found, order, everything)


@main.command("check")
@click.argument("folder", type=KB)
@click.option("--fail-on", type=click.Choice(SEVERITIES[::-1]),
              help="Exit with 1 when a finding is at least this severe.")
@click.option("--format", "form", type=click.Choice(("table", "csv", "json", "sarif")), default="table",
              show_default=True)
@click.option("--severity", "least", type=click.Choice(SEVERITIES[::-1]), default="info", show_default=True,
              help="Only findings at least this severe.")
@click.option("--rule", default="", metavar="CODE", help="Only findings of this check, or of those that begin so.")
@click.option("--document", default="", metavar="TEXT", help="Only documents whose path holds this.")
@click.option("--language", type=click.Choice(("en", "zh")), default="en", show_default=True)
@click.option("--explain", metavar="CODE", help="Show the page of a check instead: method, why, exclusions.")
@click.option("--shacl", is_flag=True, help="Also run the SHACL shapes over the graph.")
def check_command(
    folder: Path, fail_on: Severity | None, form: str, least: Severity, rule: str, document: str, language: str,
    explain: str | None, shacl: bool,
) -> None:
    """List the findings, the gravest first."""
    if explain is not None:
        if explain not in pages():
            raise click.UsageError(f"no check is called {explain}; there are {', '.join(sorted(pages()))}")
        display.show_check(pages()[explain], language)
        return
    found = findings_of(folder, language=language, least=least, rule=rule, path=document, shacl=shacl)
    if form == "table":
        display.show_findings(found, language)
    elif form == "sarif":
        click.echo(sarif(found, language), nl=False)
    else:
        click.echo(render(as_answer(found), "csv" if form == "csv" else "json"), nl=False)
    if fail_on and any(one.severity in SEVERITIES[: SEVERITIES.index(fail_on) + 1] for one in found):
        sys.exit(1)


@main.command("query")
@click.argument("folder", type=KB)
@click.argument("question", required=False)
@click.option("--param", "-p", "parameters", multiple=True, metavar="NAME=VALUE", help="A parameter of the question.")
@click.option("--format", "form", type=click.Choice(("table", "csv", "json")), default="table", show_default=True)
@click.option("--sparql", is_flag=True, help="Ask a saved question in its SPARQL form.")
def query_command(
    folder: Path, question: str | None, parameters: tuple[str, ...], form: Format, sparql: bool
) -> None:
    """Ask a saved question by name, or in SQL or SPARQL.

    Without QUESTION, list the saved ones.
    """
    if question is None:
        display.show_questions(questions().values())
        return
    given = dict(part.partition("=")[::2] for part in parameters)
    try:
        found = answer(folder, question, given, language="sparql" if sparql else "sql")
    except AnswerError as error:
        raise click.UsageError(str(error)) from error
    click.echo(render(found, form), nl=False)


@main.command("export")
@click.argument("folder", type=KB)
@click.option("--format", "form", required=True, type=click.Choice(sorted(FORMATS)))
@click.option("--output", required=True, type=click.Path(path_type=Path), help="File to write; - for the terminal.")
@click.option("--focus", metavar="ID", help="Only what lies around this id.")
@click.option("--depth", default=2, show_default=True, type=click.IntRange(0), help="How far around --focus.")
@click.option("--kinds", metavar="TABLES", default="", help="Only these kinds of things, by table, with commas.")
def export_command(folder: Path, form: str, output: Path, focus: str | None, depth: int, kinds: str) -> None:
    """Write the graph or the tables for other programs."""
    target = sys.stdout.buffer if str(output) == "-" else output
    chosen = [kind.strip() for kind in kinds.split(",") if kind.strip()]
    try:
        export(folder, form, target, focus=focus, depth=depth, kinds=chosen)
    except ValueError as error:
        raise click.UsageError(str(error)) from error


@main.command("diff", epilog="Exit codes: 0 the same, 1 something differs, 2 wrong use.")
@click.argument("old", type=KB)
@click.argument("new", type=KB, required=False)
@click.option("--from", "old_year", type=click.IntRange(1900, 2100), metavar="YEAR", help="Only this year of OLD.")
@click.option("--to", "new_year", type=click.IntRange(1900, 2100), metavar="YEAR", help="Only this year of NEW.")
@click.option("--department", default="", metavar="TEXT", help="Only departments and units with this in their name.")
@click.option("--kind", "kinds", multiple=True, type=click.Choice(KINDS), help="Only this kind; may be repeated.")
@click.option("--result", "results", multiple=True, type=click.Choice(RESULTS), help="Only this; may be repeated.")
@click.option("--summary", is_flag=True, help="Of each department only the totals; tables only.")
@click.option("--format", "form", type=click.Choice(("table", "csv", "json")), default="table", show_default=True)
@click.option("--language", type=click.Choice(("en", "zh")), default="en", show_default=True)
def diff_command(
    old: Path, new: Path | None, old_year: int | None, new_year: int | None, department: str, kinds: tuple[str, ...],
    results: tuple[str, ...], summary: bool, form: Format, language: str,
) -> None:
    """Show what changed between two knowledge bases, or two years of one.

    Departments are matched by name, projects by code and name, indicators by definition, rows of budget tables by
    code, responsibilities by wording. What could be matched in several ways is listed as ambiguous. Without NEW, two
    years of OLD are compared: kb diff KB --from 2024 --to 2025. Amounts are in 万元.
    """
    if new is None and (old_year is None or new_year is None):
        raise click.UsageError("give a second knowledge base, or two years of this one with --from and --to")
    with opened(old, new or old, (old_year, new_year)) as sides:
        if (sentence := refusal(*sides, department)) is not None:
            raise click.UsageError(sentence)
        found = compare(*sides, department=department, kinds=kinds or KINDS, results=results or RESULTS)
        if form == "table":
            differ = display.show_changes(found, language, summary)
        else:
            differ = False
            for number, part in enumerate(streamed(COLUMNS, (row for one in found for row in one.rows()), form)):
                click.echo(part, nl=False)
                differ = differ or number > 0
    sys.exit(1 if differ else 0)

"""`folkmoot when`: questions asked, answers told, files written, and refusals in a sentence."""

import csv
import re
from datetime import date
from pathlib import Path

import pytest

from folkmoot.analysis import shell
from folkmoot.analysis.clocks import calendars, read_rules
from folkmoot.analysis.shell import when, when_asked, when_found

LAW = Path(__file__).parents[3] / "plan" / "law" / "data"


@pytest.fixture
def ask(capsys):
    def asked(*typed):
        code = when.main(["--law", str(LAW), *typed])
        said = capsys.readouterr()
        return code, " ".join(said.out.split()), said.err

    return asked


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("--from 2026-03-02 --rule eng.np.reg14", "the last day is Monday 13 April 2026; it closes at 23:59"),
        ("--from 2026-03-02 --rule eng.np.reg14", "Good Friday (3 April 2026), Easter Monday (6 April 2026)"),
        ("--from 2026-12-21 --working-days 10 --nation S", "the last day is Friday 8 January 2027"),
        ("--from 2026-12-21 --working-days 10 --nation S", "Monday 4 January 2027: New Year Holiday"),
        ("--from 2026-12-21 --working-days 10", "the last day is Thursday 7 January 2027"),
        ("--poll 2027-05-06", "published by Wednesday 31 March 2027 at the latest"),
        ("--poll 2024-05-02", "Good Friday"),
        (
            "--before 2027-02-25 --rule eng.key_decision",
            "the latest day to start is Wednesday 27 January 2027",
        ),
        ("--before 2027-05-06 --working-days 25", "the day is Wednesday 31 March 2027"),
        ("--before 2027-05-06 --rule restricted.pre_election", "Wednesday 31 March 2027"),
        ("--from 2026-12-01 --clear-days 28", "the earliest day is Wednesday 30 December 2026"),
        ("--from 2026-12-15 --months 1 --count-first-day", "the last day is Thursday 14 January 2027"),
        ("--from 2026-12-21 --to 2027-01-08", "18 days, 11 working days; 17 clear days lie between"),
        ("--from 2026-03-02 --to 2026-04-06 --rule eng.np.reg14", "7 days too short"),
        ("--from 2026-03-02 --to 2026-04-14 --rule eng.np.reg14", "is long enough"),
        (
            "--from 2026-03-02 --rule wal.school_organisation --nation W",
            "of these days must be school days",
        ),
        ("--from 2026-12-01 --rule eng.acv.moratorium", "Interim moratorium until Monday 11 January 2027"),
        (
            "--from 2026-11-02 --rule eng.acv.moratorium",
            "The owner is free to sell from the day after",
        ),
        ("--poll 2024-07-04 --nation UK", "Parliament is dissolved on Thursday 30 May 2024"),
        ("--from 2026-11-02 --rule eng.lp2026.gateway_1", "the earliest day is Tuesday 2 March 2027"),
        (
            # 28 days before 25 February begin on 29 January and hold 15 school days; so a day earlier
            "--before 2027-02-25 --rule wal.school_organisation.objections --nation W "
            "--school-holiday 2027-02-15..2027-02-19",
            "28 days and 16 school days before Thursday 25 February 2027, the day is Thursday 28",
        ),
        (
            "--before 2027-02-25 --rule wal.school_organisation.objections --nation W",
            "It is earlier if these days hold fewer than 16 school days: give the school holidays",
        ),
        (
            "--from 2026-12-20 --to 2027-01-16 --rule wal.school_organisation.objections --nation W "
            "--school-holiday 2026-12-21..2027-01-02",
            "asks for 28 days and 16 school days",
        ),
        ("--from 2026-11-02 --rule eng.lp2026", "summary for gateway 1 not before Tuesday 2 March 2027"),
        ("--before 2027-03-02 --rule eng.lp2026.gateway_1", "counted back; the last day is not counted"),
        (
            "--before 2027-01-08 --rule eng.planning_application.press",  # both days are among the 14
            "How: counted back; the first day and the last day are counted.",
        ),
        (
            "--from 2026-10-12 --rule eng.acv.decision",
            "is Monday 7 December 2026; it ends at 23:59",
        ),
        (
            "--from 2026-11-02 --rule plan",
            "Before Monday 2 November 2026: Plan approved by Monday 26",
        ),
        ("--from 2027-02-25 --rule meeting", "to start is Wednesday 17 February 2027"),
        ("--from 2026-11-02 --rule clock", "Answer a question until Monday 9 November 2026"),
        ("--poll 2027-05-08", "Saturday 8 May 2027 is at a weekend; polls are not held then"),
        ("--decision 2026-12-25 --today 2026-06-01", "is a bank holiday (Christmas Day); councils do not"),
        ("--from 2026-01-01 --days 99999", "the last day is Monday 16 October 2299"),
        ("--list-rules", "Holds: signatures 37.5% of electors (up to 499"),
        (
            "--from 2026-07-06 --to 2026-08-17 --rule sco.school_proposals --nation S",
            "Whether it also has the 30 school days asked for cannot be said",
        ),
        (
            "--from 2026-07-06 --rule sco.school_proposals --nation S",
            "It is later if these days hold fewer than 30 school days",
        ),
        (
            "--from 2026-06-01 --rule sco.school_proposals --nation S --school-holiday 2026-06-29..2026-8-18",
            "6 weeks and 30 school days from Monday 1 June 2026, the last day is Wednesday 2",
        ),
        (
            "--decision 2027-02-25 --opens 2027-01-04 --closes 2027-03-12 --today 2026-11-22",
            "With the opening and closing as given, the earliest realistic decision is on Wednesday 14 April",
        ),
        (
            "--from 2026-12-01 --rule eng.acv.moratorium",
            "months end on the day before the same day of the month",
        ),
        (
            "--decision 2027-02-25 --opens 2026-12-01 --closes 2027-02-22 --today 2026-11-22",
            "With other dates for opening and closing it can be reached, at the earliest on Friday 19",
        ),
        ("--list-rules --nation W", "wal.ldp 6 weeks K Local development plan"),
        (
            "--decision 2027-02-25 --today 2026-11-20",
            "open from Friday 11 December 2026 to Wednesday 27 January",
        ),
        ("--decision 2027-02-25 --today 2026-12-01", "earliest realistic decision is on Monday 1 March 2027"),
        ("--decision 2027-02-25 --today 2026-12-01", "A timetable that can be kept:"),
        ("--decision 2027-06-24 --today 2026-12-01 --poll 2027-05-06", "Ask the monitoring officer"),
    ],
)
def test_the_answer_comes_in_plain_sentences(ask, typed, says):
    code, out, _ = ask(*typed.split())
    assert code == 0
    assert says in out


def test_nobody_is_told_to_take_a_day_more_than_a_deadline_allows(ask):
    """The council must decide within eight weeks, by 7 December; residents may be given a day more."""
    assert "spare day" not in ask("--from", "2026-10-12", "--rule", "eng.acv.decision")[1]
    assert "one spare day: Tuesday 14 April" in ask("--from", "2026-03-02", "--rule", "eng.np.reg14")[1]


def test_a_day_may_be_written_as_people_do(ask):
    assert "Friday 8 January 2027" in ask("--from", "25 December 2026", "--weeks", "2")[1]


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("--from 2027-02-30 --weeks 2", "30 February 2027 does not exist"),
        ("--from 02/03/2026 --weeks 2", "'02/03/2026' is not a day; write it like 2027-02-25"),
        ("--from 2027-02-20", "--from needs a length: --rule ID, or a number such as --weeks 6"),
        ("--from 2027-02-20 --weeks 0", "'0' is not a whole number of 1 or more"),
        ("--from 2027-02-20 --weeks 2 --days 3", "--days and --weeks are two lengths; give one of them"),
        ("--from 2027-02-20 --poll 2027-05-06", "--from and --poll are two questions; ask one of them"),
        ("", "Ask something: --from, --before, --poll"),
        (
            "--from 2026-03-02 --rule eng.np.reg41",
            "There is no rule 'eng.np.reg41'; did you mean eng.np.reg1",
        ),
        ("--from 2012-04-05 --rule eng.np.reg14", "not in force on Thursday 5 April 2012"),
        ("--from 2026-03-02 --rule eng.ctrs", "fixes no length of time (usual 6 to 12 weeks"),
        ("--from 2026-03-02 --to 2026-03-01", "Sunday 1 March 2026 comes before Monday 2 March 2026"),
        ("--from 2026-03-02 --rule eng.np.reg14 --count-first-day", "A rule says itself whether"),
        ("--list-rules --output rules", "--list-rules writes no files"),
        ("--from 2026-03-02 --clear-days 3 --count-first-day", "Clear days never count the first day"),
        ("--decision 2027-02-25 --opens 2027-02-01 --closes 2027-01-04", "does not come after the opening"),
        ("--decision 2027-02-25 --nation UK", "give --nation E, W, S or NI"),
        ("--decision 2027-02-25 --school-holiday 2027-02-15", "write 2027-02-15..2027-02-19"),
        ("--from 1950-01-01 --working-days 3", "known from 1978 to 2100, not for 1950"),
        (
            "--from 2026-11-02 --rule disclosure",
            "None of these fixes a length of time: disclosure.min",
        ),
        (
            "--before 2026-11-02 --rule eng.acv",
            "'eng.acv' is the beginning of eng.acv.compensation, eng",
        ),
        ("--from 2026-11-02 --to 2026-12-01 --rule clock.moderation_safety", "counts 1 working hour from a"),
        ("--poll 2010-05-06 --nation UK", "it applies from Sunday 6 April 2014"),
        ("--law none.yaml --poll 2027-05-06", "There is no file or folder none.yaml; check the path after"),
        ("--from 2027-04-01 --rule eng.acv --switch-on acv-2030=2027-04-01", "No rule waits for the switch"),
    ],
)
def test_what_cannot_be_is_refused_in_one_sentence(ask, typed, says):
    code, out, err = ask(*typed.split())
    assert (code, out) == (2, "")
    assert says in err
    assert err.count("\n") == 1


def test_rules_that_are_missing_or_wrong_are_refused(ask, tmp_path, capsys):
    assert when.main(["--poll", "2027-05-06"]) == 2
    assert "give a file or folder with --law" in capsys.readouterr().err
    assert ask("--law", str(tmp_path / "none"), "--poll", "2027-05-06")[0] == 2
    (tmp_path / "rules.yaml").write_text("rules: [{id: a, nation: E, name: {en: A}}]", encoding="utf-8")
    _, _, err = ask("--law", str(tmp_path), "--poll", "2027-05-06")
    assert "rules.yaml, rules 1 (a): “valid_from” must be a date" in err


def test_a_set_that_waits_can_be_switched_on(ask):
    typed = "--from 2027-04-01 --rule eng.acv.moratorium.full --switch-on acv-2026=2027-04-01"
    _, out, _ = ask(*typed.split())
    assert "the last day is Friday 31 March 2028" in out
    assert "not confirmed" in out


def test_of_several_clocks_those_with_clear_days_allow_a_day(ask, tmp_path):
    shared = "nation: E, name: {en: Notice}, valid_from: 2026-01-01, severity: warn, source: Practice"
    lengths = {"x.clear": "n: 28, unit: days, basis: clear", "x.week": "n: 1, unit: weeks"}
    rules = [f"  - {{id: {id}, {shared}, period: {{{length}}}}}" for id, length in lengths.items()]
    (tmp_path / "rules.yaml").write_text("\n".join(["rules:", *rules]), encoding="utf-8")
    _, out, _ = ask("--law", str(tmp_path), "--from", "2026-11-02", "--rule", "x")
    assert "Notice until Monday 9 November 2026; Notice not before Tuesday 1 December 2026" in out


def test_the_files_hold_the_answer_and_no_path_of_this_machine(ask, tmp_path):
    folder = tmp_path / "plan"
    code, out, _ = ask("--decision", "2027-02-25", "--today", "2026-11-20", "--output", str(folder))
    assert code == 0
    assert "dates.html" in out
    assert sorted(path.name for path in folder.iterdir()) == ["dates.csv", "dates.html", "dates.ics"]
    with (folder / "dates.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = {row["what"]: row for row in csv.DictReader(file)}
    assert (rows["Open for responses"]["from"], rows["Open for responses"]["to"]) == (
        "2026-12-11",
        "2027-01-27",
    )
    assert rows["Agenda published"]["rule"] == "meeting.agenda"
    page = (folder / "dates.html").read_text(encoding="utf-8")
    assert "<h1>Timetable for a decision on 25 February 2027</h1>" in page
    assert str(LAW) not in page
    assert "folkmoot when --decision 2027-02-25" in re.sub("<[^>]+>", "", page)
    code, _, _ = ask("--poll", "2027-05-06", "--output", str(folder))
    assert code == 2  # what is there is not written over


def test_the_calendar_file_is_one_that_calendars_read(ask, tmp_path):
    ask("--from", "2026-12-01", "--rule", "eng.acv.moratorium", "--output", str(tmp_path / "acv"))
    written = (tmp_path / "acv" / "dates.ics").read_bytes()
    assert written.startswith(b"BEGIN:VCALENDAR\r\n")
    assert written.endswith(b"END:VCALENDAR\r\n")
    assert all(len(line) <= 75 for line in written.split(b"\r\n"))
    text = written.replace(b"\r\n ", b"").decode()
    assert text.count("BEGIN:VEVENT") == 6
    assert "DTSTART;VALUE=DATE:20270111" in text
    assert "SUMMARY:Full moratorium\\, if a community interest group asks in time: ends" in text


def test_a_plan_that_cannot_be_kept_is_not_put_into_the_calendar(ask, tmp_path):
    ask("--decision", "2027-02-25", "--today", "2026-12-01", "--output", str(tmp_path / "late"))
    calendar = (tmp_path / "late" / "dates.ics").read_text(encoding="utf-8")
    assert "DTSTART;VALUE=DATE:20270301" in calendar
    assert "20270225" not in calendar
    page = (tmp_path / "late" / "dates.html").read_text(encoding="utf-8")
    assert page.index("A timetable that can be kept") < page.index("The timetable asked for")


def test_the_day_itself_is_drawn_as_not_counted(ask, tmp_path):
    ask("--from", "2026-03-31", "--days", "2", "--output", str(tmp_path / "two"))
    page = (tmp_path / "two" / "dates.html").read_text(encoding="utf-8")
    assert "March 2026" in page  # the month of the first day is drawn though nothing in it counts
    assert "Wednesday 1 April 2026" in page


def test_help_names_every_option_and_the_command_is_listed(capsys):
    assert shell.run("when", ["--help"]) == 0
    said = capsys.readouterr().out
    assert "folkmoot when --poll 2027-05-06" in said
    assert "dates" in shell.COMMANDS["when"].does


def test_the_examples_of_the_help_run(ask, tmp_path, monkeypatch):
    import shlex

    from folkmoot.analysis.shell.when_asked import EXAMPLES

    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(when, "_today", lambda: date(2026, 12, 1))
    lines = [line.strip() for line in EXAMPLES.splitlines() if line.startswith("  folkmoot when ")]
    assert len(lines) >= 7
    for line in lines:
        assert ask(*shlex.split(line)[2:])[0] == 0, line


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        (
            "--from 9999-12-31 --weeks 6",
            "known from 1978 to 2100, not for 9999",
        ),
        ("--before 0001-01-05 --months 6", "known from 1978 to 2100, not for 1;"),
        ("--decision 2027-02-25 --today 9999-12-31", "known from 1978 to 2100, not for 9999"),
        ("--from 2026-01-01 --months 99999999", "99999999 months and Thursday 1 January 2026 reach beyond"),
        ("--before 2026-01-01 --weeks 200000", "200000 weeks and Thursday 1 January 2026 reach beyond"),
        (
            "--from 2026-12-01 --rule clock.moderation_safety",
            "counts 1 working hour from a moment; dates alone",
        ),
    ],
)
def test_what_lies_beyond_the_calendar_is_refused_in_a_sentence(ask, typed, says):
    code, _, refused = ask(*typed.split())
    assert code == 2
    assert says in refused


def test_the_years_of_the_command_are_those_of_the_calendar():
    assert (when_asked.FIRST_YEAR, when_asked.LAST_YEAR) == (calendars.FIRST_YEAR, calendars.LAST_YEAR)


@pytest.mark.parametrize(
    ("rule", "start", "days", "left_out"),
    [
        ("eng.np.reg14", date(2026, 3, 2), 42, 0),  # six weeks, the first day not counted
        ("eng.planning_application.site_notice", date(2026, 12, 10), 25, 4),  # 21 count, the first among them
        ("eng.key_decision", date(2026, 12, 1), 28, 0),  # clear days: neither end
        ("eng.lp2026.gateway_1", date(2026, 10, 31), 121, 0),  # 1 in October, 30, 31, 31, 28; not 1 March
        ("restricted.pre_election", date(2027, 5, 6), 36, 11),  # 25 count, the poll not among them
    ],
)
def test_the_days_of_a_period_are_told_as_its_rule_counts_its_ends(rule, start, days, left_out):
    rules = read_rules(LAW)
    found = rules.period(rule, start)
    figures = when_found.of_period(found, rules, "E", found.backwards).figures
    assert (f"{days}", "days") in figures
    assert [value for value, name in figures if name == "days left out"] == [f"{left_out}"] * bool(left_out)

"""`uncramp triage`, as a person or a script meets it."""

from __future__ import annotations

import json

import pytest

from commands import uncramp
from triage_cases import ORDINARY


def case(tmp_path, document) -> str:
    path = tmp_path / "case.json"
    path.write_text(document if isinstance(document, str) else json.dumps(document))
    return str(path)


def table(tmp_path, *rows) -> str:
    path = tmp_path / "cases.csv"
    path.write_text("\n".join(rows))
    return str(path)


def test_one_case_is_answered_as_one_json_document(tmp_path):
    told = ORDINARY | {"id": "A1", "chest_pain_breathless": "yes"}
    done = uncramp("triage", "--case", case(tmp_path, told), "--json")
    assert done.status == 0
    (answer,) = done.document
    assert set(answer) == {"id", "level", "reasons", "message", "asks"}
    assert (answer["id"], answer["level"]) == ("A1", "emergency")
    assert "emergency" in answer["message"]
    assert answer["reasons"] == ["You have chest pain or are short of breath."]
    assert done.err == ""


def test_a_list_of_cases_without_names_is_numbered(tmp_path):
    done = uncramp("triage", "--case", case(tmp_path, [{"fever": "yes"}, {}]), "--json")
    assert [(a["id"], a["level"]) for a in done.document] == [
        ("1", "urgent_today"),
        ("2", "not_assessed"),
    ]
    assert len(done.document[1]["asks"]) == 10


def test_name_and_shoes_change_nothing_and_that_is_said(tmp_path):
    plain = uncramp("triage", "--case", case(tmp_path, ORDINARY), "--json")
    told = {"shoes": "red", "name": "Kim"} | dict(reversed(ORDINARY.items()))
    dressed = uncramp("triage", "--case", case(tmp_path, told), "--json")
    assert dressed.document == plain.document
    assert "shoes, name" in dressed.err


def test_a_table_is_answered_row_by_row(tmp_path):
    cases = table(tmp_path, "id,fever,side", "a,yes,left", "b,no,both")
    done = uncramp("triage", "--cases", cases, "--json")
    assert [(a["id"], a["level"]) for a in done.document] == [
        ("a", "urgent_today"),
        ("b", "not_assessed"),
    ]


def test_an_empty_cell_is_asked_and_not_answered(tmp_path):
    names = ",".join(ORDINARY)
    cells = ",".join('"' + v + '"' for v in (ORDINARY | {"fever": "", "side": ""}).values())
    done = uncramp("triage", "--cases", table(tmp_path, names, cells), "--json")
    assert done.document[0]["level"] == "see_clinician"
    assert done.document[0]["asks"][0] == "Do you have a fever?"


def test_a_cell_that_cannot_be_read_counts_as_unknown_and_the_rest_is_answered(tmp_path):
    cases = table(tmp_path, "id,fever,pain_0_10,red_flags", "a,purple,3,none", "b,yes,3,none")
    done = uncramp("triage", "--cases", cases, "--json")
    assert done.status == 0
    assert [a["level"] for a in done.document] == ["see_clinician", "urgent_today"]
    assert "a: fever: 'purple' is not understood" in done.err
    assert "counts as unknown" in done.err


def test_a_one_tap_cell_that_cannot_be_read_answers_nothing(tmp_path):
    done = uncramp("triage", "--cases", table(tmp_path, "id,red_flags", "a,purple"), "--json")
    assert done.document[0]["level"] == "not_assessed"
    assert "red_flags" in done.err


def test_too_many_cells_in_a_row_are_left_out(tmp_path):
    done = uncramp("triage", "--cases", table(tmp_path, "id,fever", "a,yes,more,most"), "--json")
    assert done.document[0]["level"] == "urgent_today"


def test_an_answer_in_a_single_case_that_cannot_be_read_is_refused_by_name(tmp_path):
    done = uncramp("triage", "--case", case(tmp_path, {"dark_urine": "purple"}), "--json")
    assert done.status == 2
    assert done.out == ""
    assert "dark_urine" in done.err
    assert "yes, no or unknown" in done.err
    assert "Traceback" not in done.err


@pytest.mark.parametrize("document", ["not json", "[]", '"text"', "[1]", "3"])
def test_what_is_no_case_is_refused(tmp_path, document):
    done = uncramp("triage", "--case", case(tmp_path, document), "--json")
    assert done.status == 2
    assert "case" in done.err


@pytest.mark.parametrize("rows", [[""], ["id,fever"], ["shoes", "red"]])
def test_a_table_without_cases_is_refused(tmp_path, rows):
    done = uncramp("triage", "--cases", table(tmp_path, *rows), "--json")
    assert done.status == 2
    assert "column" in done.err


def test_bytes_that_are_no_text_are_refused(tmp_path):
    path = tmp_path / "cases.csv"
    path.write_bytes(b"id,fever\n\xff\xfe\x00,yes")
    assert uncramp("triage", "--cases", path).status == 2


def test_neither_or_both_files_is_refused(tmp_path):
    path = case(tmp_path, {})
    assert uncramp("triage").status == 2
    assert uncramp("triage", "--case", path, "--cases", path).status == 2


def test_a_file_that_is_not_there_is_named(tmp_path):
    done = uncramp("triage", "--case", tmp_path / "gone.json")
    assert done.status == 2
    assert "gone.json" in done.err


def test_the_screen_says_what_to_do_why_and_what_to_answer(tmp_path):
    done = uncramp("triage", "--case", case(tmp_path, {"id": "Kim", "swelling": "yes"}))
    assert done.status == 0
    assert "Kim: urgent today" in done.out
    assert "Why" in done.out
    assert "Please answer" in done.out


def test_the_screen_asks_the_whole_list_before_anything_else(tmp_path):
    done = uncramp("triage", "--case", case(tmp_path, {}))
    assert "not assessed" in done.out
    assert done.out.count("·") == 10


def test_the_screen_of_a_calm_case_has_no_questions(tmp_path):
    done = uncramp("triage", "--case", case(tmp_path, ORDINARY))
    assert "1: self care" in done.out
    assert "Please answer" not in done.out

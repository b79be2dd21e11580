//! The words of an import, in the seat's language.

use super::{Alien, Field, PlanError, ReadError, Reason, Rejected, Report};
use crate::say;
use crate::words::Words;

/// A field, as people call it: `学号`.
pub fn say_field(words: &Words, field: Field) -> String {
    match field {
        Field::StudentNo => say!(words, "import-field-student-no"),
        Field::Name => say!(words, "import-field-name"),
        Field::Sex => say!(words, "import-field-sex"),
        Field::Department => say!(words, "import-field-department"),
        Field::Major => say!(words, "import-field-major"),
        Field::Class => say!(words, "import-field-class"),
        Field::Grade => say!(words, "import-field-grade"),
        Field::Phone => say!(words, "import-field-phone"),
        Field::GuardianPhone => say!(words, "import-field-guardian-phone"),
        Field::Dorm => say!(words, "import-field-dorm"),
        Field::Building => say!(words, "import-field-building"),
        Field::Room => say!(words, "import-field-room"),
        Field::Bed => say!(words, "import-field-bed"),
        Field::IdentityNo => say!(words, "import-field-identity-no"),
        Field::Ethnic => say!(words, "import-field-ethnic"),
        Field::Political => say!(words, "import-field-political"),
        Field::Origin => say!(words, "import-field-origin"),
        Field::Standing => say!(words, "import-field-standing"),
    }
}

/// Why a row was not taken or a cell needs a look, and what to do.
pub fn say_reason(words: &Words, reason: Reason) -> String {
    match reason {
        Reason::StudentNoMissing => say!(words, "import-reason-student-no-missing"),
        Reason::StudentNoOdd => say!(words, "import-reason-student-no-odd"),
        Reason::StudentNoShort => say!(words, "import-reason-student-no-short"),
        Reason::DuplicateStudentNo => say!(words, "import-reason-duplicate-student-no"),
        Reason::PrecisionLost => say!(words, "import-reason-precision-lost"),
        Reason::NameMissing => say!(words, "import-reason-name-missing"),
        Reason::NameUnreadable => say!(words, "import-reason-name-unreadable"),
        Reason::TooLong => say!(words, "import-reason-too-long"),
        Reason::BedTaken => say!(words, "import-reason-bed-taken"),
        Reason::CellError => say!(words, "import-reason-cell-error"),
        Reason::DateInstead => say!(words, "import-reason-date-instead"),
        Reason::SexUnreadable => say!(words, "import-reason-sex-unreadable"),
        Reason::PhoneOdd => say!(words, "import-reason-phone-odd"),
        Reason::DormIncomplete => say!(words, "import-reason-dorm-incomplete"),
        Reason::DormUnclear => say!(words, "import-reason-dorm-unclear"),
        Reason::BedUnreadable => say!(words, "import-reason-bed-unreadable"),
        Reason::BedBeyondRoom => say!(words, "import-reason-bed-beyond-room"),
        Reason::BuildingSex => say!(words, "import-reason-building-sex"),
        Reason::StudentUnknown => say!(words, "import-reason-student-unknown"),
        Reason::StudentLeft => say!(words, "import-reason-student-left"),
        Reason::RoomUnknown => say!(words, "import-reason-room-unknown"),
        Reason::NotDwelling => say!(words, "import-reason-not-dwelling"),
        Reason::BedMissing => say!(words, "import-reason-bed-missing"),
        Reason::BedUnknown => say!(words, "import-reason-bed-unknown"),
        Reason::WrongSex => say!(words, "import-reason-wrong-sex"),
    }
}

/// One row of the report: where, what, why, and with whom it collides.
pub fn say_rejected(words: &Words, it: &Rejected) -> String {
    let reason = say_reason(words, it.reason);
    let mut line = match &it.column {
        Some(column) if it.value.is_empty() => {
            say!(words, "import-row-column", row = it.row, column = column.as_str(), reason = reason)
        }
        Some(column) => {
            let value = crate::text::truncate(&it.value, 32);
            say!(words, "import-row-cell", row = it.row, column = column.as_str(), value = value.as_ref(), reason = reason)
        }
        None => say!(words, "import-row", row = it.row, reason = reason),
    };
    if let Some(row) = it.other_row {
        line.push_str(&say!(words, "import-other-row", row = row));
    }
    if let Some(no) = &it.other_student_no {
        line.push_str(&say!(words, "import-other-student", no = no.as_str()));
    }
    line
}

/// Why a file could not be read, and what to do.
pub fn say_read_error(words: &Words, error: &ReadError) -> String {
    match error {
        ReadError::Io(it) => say!(words, "import-read-io", error = words.io(it.kind())),
        ReadError::Empty => say!(words, "import-read-empty"),
        ReadError::TooLarge { limit } => {
            let mb = limit >> 20;
            say!(words, "import-read-too-large", mb = mb)
        }
        &ReadError::TooManyCells { limit } => say!(words, "import-read-too-many-cells", limit = limit),
        &ReadError::TooManySheets { limit } => say!(words, "import-read-too-many-sheets", limit = limit),
        ReadError::UnknownKind => say!(words, "import-read-unknown-kind"),
        ReadError::Alien { what } => {
            let what = words.get(match what {
                Alien::Archive => "import-alien-archive",
                Alien::Document => "import-alien-document",
                Alien::Slides => "import-alien-slides",
                Alien::Pdf => "import-alien-pdf",
                Alien::Picture => "import-alien-picture",
            });
            say!(words, "import-read-alien", what = what)
        }
        ReadError::WebPage => say!(words, "import-read-web-page"),
        ReadError::Protected => say!(words, "import-read-protected"),
        ReadError::Damaged => say!(words, "import-read-damaged"),
        ReadError::NoSuchSheet { asked, sheets } => {
            say!(words, "import-read-no-such-sheet", asked = asked.as_str(), sheets = list(words, sheets))
        }
        ReadError::NoSheets => say!(words, "import-read-no-sheets"),
        &ReadError::OpenQuote { line } => say!(words, "import-read-open-quote", line = line),
    }
}

/// Why no plan could be made, and what to do.
pub fn say_plan_error(words: &Words, error: &PlanError) -> String {
    match error {
        PlanError::NoRows => say!(words, "import-plan-no-rows"),
        PlanError::MissingColumns { header_row, missing, found } => {
            let header_row = *header_row;
            let example = missing.first().map_or("", |it| it.code());
            let missing: Vec<String> = missing.iter().map(|it| say_field(words, *it)).collect();
            say!(
                words,
                "import-plan-missing-columns",
                row = header_row,
                missing = list(words, &missing),
                found = list(words, found),
                example = example
            )
        }
        PlanError::NoSuchHeader { field, asked, found } => {
            say!(words, "import-plan-no-such-header", field = say_field(words, *field), asked = asked.as_str(), found = list(words, found))
        }
        &PlanError::TooMany { field, limit } => say!(words, "import-plan-too-many", field = say_field(words, field), limit = limit),
    }
}

/// The report in lines, for the shell; at most `limit` of the rejected rows and of the warnings each.
pub fn say_report(words: &Words, report: &Report, limit: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let (added, changed, unchanged) = (report.added, report.changed, report.unchanged);
    lines.push(say!(
        words,
        "import-summary",
        rows = report.rows,
        added = added,
        changed = changed,
        unchanged = unchanged,
        rejected = report.rejected.len()
    ));
    let source = report.sheet.as_ref().unwrap_or(&report.encoding);
    lines.push(say!(words, "import-source", source = source.as_str(), row = report.header_row));
    let mapping = report.mapping.iter().map(|(field, header)| format!("{} ← {}", say_field(words, *field), crate::text::clean(header)));
    lines.push(say!(words, "import-mapping", list = list(words, &mapping.collect::<Vec<_>>())));
    if !report.unbound.is_empty() {
        lines.push(say!(words, "import-unbound", list = list(words, &report.unbound)));
    }
    if !report.other_sheets.is_empty() {
        lines.push(say!(words, "import-other-sheets", list = list(words, &report.other_sheets)));
    }
    if report.moved > 0 {
        lines.push(say!(words, "import-moved", count = report.moved));
    }
    if report.left > 0 {
        lines.push(say!(words, "import-left", count = report.left));
    }
    for (what, names) in [
        (say_field(words, Field::Department), &report.new_departments),
        (say_field(words, Field::Class), &report.new_classes),
        (say_field(words, Field::Building), &report.new_buildings),
    ] {
        if !names.is_empty() {
            lines.push(say!(words, "import-new", what = what, count = names.len(), list = list(words, names)));
        }
    }
    if report.new_rooms > 0 {
        lines.push(say!(words, "import-new-rooms", count = report.new_rooms));
    }
    if !report.skipped.is_empty() {
        let rows: Vec<String> = report.skipped.iter().map(u32::to_string).collect();
        lines.push(say!(words, "import-skipped", list = list(words, &rows)));
    }
    for (title, rows) in [
        (say!(words, "import-rejected", count = report.rejected.len()), &report.rejected),
        (say!(words, "import-warnings", count = report.warnings.len()), &report.warnings),
    ] {
        if rows.is_empty() {
            continue;
        }
        lines.push(title);
        lines.extend(rows.iter().take(limit).map(|it| format!("  {}", say_rejected(words, it))));
        if rows.len() > limit {
            let more = rows.len() - limit;
            lines.push(format!("  {}", say!(words, "import-more", count = more)));
        }
    }
    lines
}

/// Most names that one line lists.
const LISTED: usize = 24;

fn list(words: &Words, names: &[String]) -> String {
    let comma = say!(words, "import-comma");
    let mut listed = names.iter().take(LISTED).map(|it| crate::text::clean(it).into_owned()).collect::<Vec<_>>().join(&comma);
    if names.len() > LISTED {
        let more = names.len() - LISTED;
        listed.push_str(&say!(words, "import-and-more", count = more));
    }
    listed
}

//! A report about an incident (首报、续报、终报) as it is read, on the screen, for scripts and on paper. What is missing is marked, never filled in.
//!
//! Without names (脱敏) it tells times, steps and counts: no name, no room, and no word that somebody wrote.

use super::rounds::{Document, Names, Table, Value};
use crate::campus::{
    Campus, ChainLink, ChainPost, DraftLine, ReportDraft, ReportField, ReportKind, Seq, Spot, Stamp, StudentId, Told, UserId,
};
use crate::desk::rights::IncidentSight;
use crate::desk::{Desk, Fault, Sight};
use crate::say;
use crate::words::Words;
use serde::Serialize;

/// A field of a report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FieldView {
    /// Its key.
    pub field: &'static str,
    /// What it is called.
    #[serde(skip)]
    pub said: String,
    /// What it says, a line each; what is missing is marked in a line of its own.
    pub lines: Vec<String>,
    /// Something is still missing.
    pub missing: bool,
}

/// A post of the reporting chain.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ChainView {
    /// Its key.
    pub post: &'static str,
    /// What it is called.
    #[serde(skip)]
    pub said: String,
    /// Who stands there; `None` where nobody is known.
    pub name: Option<String>,
    /// The phone; `None` where none is known.
    pub phone: Option<String>,
}

/// A report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ReportView {
    /// The incident, `I12`.
    pub id: String,
    /// The key of its kind.
    pub report: &'static str,
    /// How grave.
    pub severity: &'static str,
    /// The key of the category.
    pub category: Option<&'static str>,
    /// It is a drill.
    pub drill: bool,
    /// The entry it was made in; `None` for a draft.
    pub paper: Option<u64>,
    /// Who made it.
    pub made_by: Option<String>,
    /// When.
    pub made_at: Option<String>,
    /// Who counter-signed it.
    pub signed_by: Option<String>,
    /// When.
    pub signed_at: Option<String>,
    /// Its fields.
    pub fields: Vec<FieldView>,
    /// The keys of the fields in which something is missing.
    pub missing: Vec<&'static str>,
    /// The reporting chain.
    pub chain: Vec<ChainView>,
    #[serde(skip)]
    title: String,
    #[serde(skip)]
    notes: Vec<String>,
}

/// Who is told what.
struct Teller<'a> {
    words: &'a Words,
    campus: &'a Campus,
    sight: Sight<'a>,
    seen: &'a IncidentSight<'a>,
    names: Names,
    /// Whether phones of staff are given in full.
    numbers: Names,
    now: Stamp,
}

/// The report for one user. `numbers` says whether phones of staff stand there in full: on paper with names, and nowhere else.
pub fn view(
    (words, campus, sight): (&Words, &Campus, Sight<'_>),
    seen: &IncidentSight<'_>,
    draft: &ReportDraft,
    (names, numbers, now): (Names, Names, Stamp),
) -> ReportView {
    let teller = Teller { words, campus, sight, seen, names, numbers, now };
    let chain = teller.chain();
    let owner = chain.first().cloned();
    let missing = draft.missing(owner.as_ref().is_some_and(|it| it.phone.is_some()));
    let fields: Vec<FieldView> = ReportField::ALL
        .into_iter()
        .filter(|it| it.is_of(draft.kind))
        .map(|field| FieldView {
            field: field.key(),
            said: words.report_field(field),
            lines: teller.field(draft, field, owner.as_ref(), missing.contains(&field)),
            missing: missing.contains(&field),
        })
        .collect();
    // The entry a draft goes up to may be a report of another kind.
    let paper = seen.papers().iter().find(|it| it.seq == draft.until && it.report == draft.kind);
    let signed = paper.and_then(|it| it.signed);
    let time = |at: Stamp| at.local(campus.zone()).to_rfc3339();
    let college = campus.college().map(|it| it.name.to_string()).unwrap_or_default();
    let kind = words.report_kind(draft.kind);
    let title = say!(words, "report-incident-title", college = college, kind = kind);
    let title = if seen.is_drill() { say!(words, "report-incident-drill", title = title) } else { title };
    let category = seen.category().map(|it| words.category(it)).unwrap_or_default();
    let mut notes = vec![
        say!(
            words,
            "report-incident-about",
            id = format!("I{}", seen.seq()),
            severity = words.severity(seen.severity()),
            category = category
        ),
        match paper {
            Some(it) => say!(words, "report-incident-made", name = teller.user(it.by), at = teller.moment(it.at)),
            None => say!(words, "report-incident-draft", at = teller.moment(now)),
        },
        match signed {
            Some(it) => say!(words, "report-incident-signed", name = teller.user(it.by), at = teller.moment(it.at)),
            None => say!(words, "report-incident-unsigned"),
        },
    ];
    notes.push(if names == Names::Full { say!(words, "report-note-named") } else { say!(words, "report-incident-masked") });
    ReportView {
        id: format!("I{}", seen.seq()),
        report: draft.kind.key(),
        severity: seen.severity().key(),
        category: seen.category().map(|it| it.key()),
        drill: seen.is_drill(),
        paper: paper.map(|it| it.seq.0),
        made_by: paper.map(|it| teller.user(it.by)),
        made_at: paper.map(|it| time(it.at)),
        signed_by: signed.map(|it| teller.user(it.by)),
        signed_at: signed.map(|it| time(it.at)),
        fields,
        missing: missing.into_iter().map(ReportField::key).collect(),
        chain,
        title,
        notes,
    }
}

impl Teller<'_> {
    fn moment(&self, at: Stamp) -> String {
        at.local(self.campus.zone()).format("%Y-%m-%d %H:%M").to_string()
    }

    fn user(&self, id: UserId) -> String {
        let name = self.campus.staff().user(id).map_or("", |it| &*it.name);
        match self.names {
            Names::Full => name.to_owned(),
            Names::Masked => name.chars().next().map(|first| format!("{first}*")).unwrap_or_default(),
        }
    }

    /// A phone as it stands in the report.
    fn phone(&self, number: &str) -> Option<String> {
        let signs: Vec<char> = number.trim().chars().collect();
        match signs.len() {
            0 => None,
            _ if self.numbers == Names::Full => Some(signs.into_iter().collect()),
            1..11 => Some("****".to_owned()),
            count => Some(signs[..3].iter().chain(&['*'; 4]).chain(&signs[count - 4..]).collect()),
        }
    }

    fn missing(&self, what: String) -> String {
        say!(self.words, "report-incident-missing", what = what)
    }

    fn student(&self, id: StudentId) -> String {
        let people = self.campus.people();
        let Some(it) = people.student(id) else { return String::new() };
        let class = it.facts.class.and_then(|id| people.class(id)).map_or("", |it| &*it.name);
        [&*it.facts.name, &*it.facts.no, class].into_iter().filter(|it| !it.is_empty()).collect::<Vec<_>>().join(" ")
    }

    fn place(&self, spot: &Spot) -> String {
        let (places, words) = (self.campus.places(), self.words);
        let building = |id| {
            let number = places.building(id).map_or("", |it| &*it.number);
            say!(words, "report-of-building", number = number)
        };
        match spot {
            Spot::Room(id) if self.names == Names::Full => self.campus.write_room(*id),
            Spot::Room(id) => places.building_of(*id).map(building).unwrap_or_default(),
            Spot::Building(id) => building(*id),
            Spot::Community(id) => places.community(*id).map(|it| it.name.to_string()).unwrap_or_default(),
            Spot::Words(it) if self.names == Names::Full => it.to_string(),
            Spot::Words(_) => say!(words, "report-incident-left-out"),
        }
    }

    fn line(&self, it: &DraftLine) -> String {
        let words = self.words;
        let what = match &it.what {
            Told::Opened => say!(words, "report-incident-opened"),
            Told::Noted => String::new(),
            Told::Step(step) => words.step(*step),
            Told::Check(code) => {
                let lines = self.seen.checklist();
                lines.iter().find(|(line, _)| line.code == *code).map_or_else(|| code.to_string(), |(line, _)| line.text.to_string())
            }
            Told::Moved(to) => words.incident_state(*to),
            Told::Weighed(to) => say!(words, "report-incident-weighed", severity = words.severity(*to)),
            Told::Merged(seq) => say!(words, "report-incident-merged", id = format!("I{seq}")),
            Told::Owned(to) => say!(words, "report-incident-owned", name = self.user(*to)),
        };
        let text = match self.names {
            _ if it.text.trim().is_empty() || &*it.text == "↶" => String::new(),
            Names::Full => it.text.trim().to_owned(),
            Names::Masked => say!(words, "report-incident-left-out"),
        };
        let said = [what, text].into_iter().filter(|it| !it.is_empty()).collect::<Vec<_>>().join("：");
        say!(words, "report-incident-line", at = self.moment(it.at), said = said, name = self.user(it.by))
    }

    fn field(&self, draft: &ReportDraft, field: ReportField, owner: Option<&ChainView>, missing: bool) -> Vec<String> {
        let words = self.words;
        let lines = |all: &[DraftLine]| all.iter().map(|it| self.line(it)).collect::<Vec<_>>();
        let mut told = match field {
            ReportField::When => {
                let happened = draft.happened.map(|it| say!(words, "report-incident-happened", at = self.moment(it)));
                happened.into_iter().chain([say!(words, "report-incident-noticed", at = self.moment(draft.opened))]).collect()
            }
            ReportField::Where => draft.place.iter().map(|it| self.place(it)).collect(),
            ReportField::Who if draft.students.is_empty() => Vec::new(),
            ReportField::Who if self.names == Names::Full => draft.students.iter().map(|id| self.student(*id)).collect(),
            ReportField::Who => vec![say!(words, "report-incident-people", count = draft.students.len())],
            ReportField::Course => lines(&draft.course),
            ReportField::Measures => lines(&draft.measures),
            ReportField::Cause => Vec::new(),
            ReportField::Contact => {
                let said = |it: &ChainView| {
                    let phone = it.phone.clone().unwrap_or_default();
                    format!("{} {phone}", it.name.clone().unwrap_or_default()).trim().to_owned()
                };
                owner.map(said).into_iter().filter(|it| !it.is_empty()).collect()
            }
            ReportField::Added => {
                let since = draft.last.map(|(kind, _)| say!(words, "report-incident-since", kind = words.report_kind(kind)));
                since.into_iter().filter(|_| !draft.added.is_empty()).chain(lines(&draft.added)).collect()
            }
            ReportField::Conclusion => lines(&draft.conclusion),
        };
        if let Some(text) = draft.words.get(&field) {
            told.push(if self.names == Names::Full { text.to_string() } else { say!(words, "report-incident-left-out") });
        }
        if missing {
            let what = if field == ReportField::Contact { say!(words, "report-incident-phone") } else { words.report_field(field) };
            told.push(self.missing(what));
        }
        told
    }

    fn post(&self, post: ChainPost) -> String {
        let words = self.words;
        match post {
            ChainPost::Owner => say!(words, "report-chain-owner"),
            ChainPost::DutyLeader => say!(words, "report-chain-duty-leader"),
            ChainPost::Department(id) => {
                self.campus.people().department(id).map_or_else(|| say!(words, "report-chain-department"), |it| it.name.to_string())
            }
            ChainPost::StudentOffice => say!(words, "report-chain-student-office"),
            ChainPost::Security => say!(words, "report-chain-security"),
            ChainPost::Counselling => say!(words, "report-chain-counselling"),
            ChainPost::CollegeLeader => say!(words, "report-chain-college-leader"),
        }
    }

    fn chain(&self) -> Vec<ChainView> {
        let link = |it: ChainLink| {
            // A number in the presets is an office's, which everybody may ring.
            let (name, office) = it.preset.map(|(name, phone)| (name.to_string(), phone.to_string())).unzip();
            let office = office.filter(|it| !it.trim().is_empty());
            let own = || it.user.and_then(|id| self.sight.user_phone(id)).and_then(|it| self.phone(it));
            ChainView {
                post: it.post.key(),
                said: self.post(it.post),
                name: it.user.map(|id| self.user(id)).or(name),
                phone: office.or_else(own),
            }
        };
        self.seen.chain(self.now).into_iter().map(link).collect()
    }
}

/// The report in words: a form of its fields, and the reporting chain.
pub fn document(words: &Words, it: &ReportView) -> Document {
    let text = |it: String| Value::Text(it);
    let rows = it.fields.iter().map(|it| vec![text(it.said.clone()), text(it.lines.join("\n"))]).collect();
    let form = Table {
        name: say!(words, "report-incident-form"),
        headings: vec![say!(words, "report-incident-field"), say!(words, "report-incident-says")],
        rows,
    };
    let missing = |what: Option<String>| what.unwrap_or_else(|| say!(words, "report-chain-unknown"));
    let chain = it.chain.iter().map(|it| vec![text(it.said.clone()), text(missing(it.name.clone())), text(missing(it.phone.clone()))]);
    let chain = Table {
        name: say!(words, "report-chain"),
        headings: vec![say!(words, "report-chain-post"), say!(words, "report-chain-name"), say!(words, "report-chain-phone")],
        rows: chain.collect(),
    };
    Document { title: it.title.clone(), notes: it.notes.clone(), tables: vec![form, chain] }
}

/// The report as Markdown.
pub fn markdown(words: &Words, it: &ReportView) -> String {
    let document = document(words, it);
    let mut page = format!("# {}\n\n", document.title);
    document.notes.iter().for_each(|it| page.push_str(&format!("- {it}\n")));
    for it in &it.fields {
        page.push_str(&format!("\n## {}\n\n", it.said));
        it.lines.iter().for_each(|line| page.push_str(&format!("- {}\n", line.replace('\n', "\n  "))));
    }
    if let Some(chain) = document.tables.last() {
        page.push_str(&format!("\n## {}\n\n", chain.name));
        for row in &chain.rows {
            page.push_str(&format!("- {}\n", row.iter().map(Value::text).collect::<Vec<_>>().join(" · ")));
        }
    }
    page
}

/// Which state of a report is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Which {
    /// The one that was made last; a draft where none was.
    Made,
    /// What it would say now.
    Draft,
}

/// The report of a kind for the user of a desk; `None` where they may not read what happened.
///
/// # Errors
/// The logbook cannot be read.
pub fn report(
    (desk, words): (&Desk, &Words),
    incident: Seq,
    (kind, which): (ReportKind, Which),
    (names, numbers): (Names, Names),
) -> Result<Option<ReportView>, Fault> {
    let timeline = desk.campus().incidents().timeline(incident);
    let mut entries = Vec::with_capacity(timeline.len());
    for seq in timeline {
        entries.extend(desk.entry(seq)?);
    }
    let campus = desk.campus();
    let sight = desk.sight(&campus);
    let Some(seen) = campus.incidents().get(incident).and_then(|it| sight.incident(it)) else { return Ok(None) };
    let paper = seen.paper(kind).filter(|_| which == Which::Made).map(|it| it.seq);
    let draft = seen.draft(kind, &entries, paper);
    Ok(draft.map(|it| view((words, &campus, sight), &seen, &it, (names, numbers, desk.now()))))
}

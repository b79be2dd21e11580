//! Somebody of a community, a leader's reception day and who came to it, field by field.

use super::{DAY, Form, FormRow, Reading, Turn, asks, chosen_row, wrong};
use crate::campus::{
    Act, Branch, CommunityAct, FELLOW_TEXT_LIMIT, Fellow, FellowKind, LeaderRank, OFFICE_LIMIT, ReceptionHeld, RequestAct, STUDENTS_LIMIT,
    Seq, StudentId,
};
use crate::capture;
use crate::say;
use crate::tui::layer::{Capture, CaptureForm};
use crate::tui::model::Place;
use crate::tui::msg::Fetched;
use crate::tui::update::keys::LINE_LIMIT;
use crate::tui::view::CommunityRow;

/// Most characters of one student in a list: their number and a blank.
const STUDENT: usize = 13;
/// The row of who somebody is.
pub(super) const WHO: usize = 1;
const RANKS: [LeaderRank; 2] = [LeaderRank::College, LeaderRank::Department];

impl Turn<'_> {
    /// The branch whose members are shown.
    pub(super) fn branch_shown(&self) -> Option<Branch> {
        match self.model.place {
            Place::Community(at) => at.branch,
            _ => None,
        }
    }

    /// The branch under the cursor.
    pub(super) fn branch_here(&self) -> Option<Branch> {
        self.community_row().and_then(|it| if let CommunityRow::Branch(branch) = it { Some(branch) } else { None })
    }

    /// The name of somebody of a community, as far as they are seen.
    pub(super) fn fellow_name(&self, seq: Seq) -> String {
        let Some(sight) = self.sight().fellow(seq) else { return String::new() };
        match (sight.it().student, sight.student()) {
            (None, _) => sight.it().name.to_string(),
            (Some(_), Some(id)) => self.name_of(id),
            (Some(_), None) => say!(self.world.words, "screen-text-hidden"),
        }
    }

    fn number_of(&self, student: StudentId) -> String {
        self.campus().people().student(student).map(|it| it.facts.no.to_string()).unwrap_or_default()
    }

    pub(super) fn fellow_form(&self, fellow: Option<Seq>, branch: Option<Branch>) -> (String, Vec<FormRow>) {
        let (words, sight) = (self.world.words, fellow.and_then(|seq| self.sight().fellow(seq)));
        let it = sight.map(|it| it.it());
        let kind = it.map_or(if branch.is_some() { FellowKind::PartyMember } else { FellowKind::StudyMentor }, |it| it.kind);
        let kinds = FellowKind::ALL.iter().map(|it| words.fellow_kind(*it)).collect();
        let who = match (it, sight.and_then(|it| it.student())) {
            (_, Some(id)) => self.number_of(id),
            (Some(it), None) => it.name.to_string(),
            (None, None) => String::new(),
        };
        let branches = std::iter::once(say!(words, "screen-field-no-branch")).chain(Branch::ALL.iter().map(|it| words.branch(*it)));
        let branch = it.map_or(branch, |it| it.branch);
        let branch = branch.and_then(|branch| Branch::ALL.iter().position(|it| *it == branch)).map_or(0, |at| at + 1);
        let students: Vec<String> = sight.into_iter().flat_map(|it| it.students()).map(|id| self.number_of(id)).collect();
        let yes_no = vec![say!(words, "screen-field-no"), say!(words, "screen-field-yes")];
        let rows = vec![
            chosen_row(self.label("kind"), kinds, FellowKind::ALL.iter().position(|it| *it == kind).unwrap_or(0)),
            self.text_field("who", &who, OFFICE_LIMIT),
            self.community_field(it.map_or(self.community_shown(), |it| it.community)),
            chosen_row(self.label("branch"), branches.collect(), branch),
            chosen_row(self.label("secretary"), yes_no, usize::from(it.is_some_and(|it| it.secretary))),
            self.text_field("office", it.map_or("", |it| &it.office), OFFICE_LIMIT),
            self.text_field("text", sight.and_then(|it| it.text()).unwrap_or_default(), FELLOW_TEXT_LIMIT),
            self.text_field("students", &students.join(" "), STUDENTS_LIMIT * STUDENT),
        ];
        (self.form_title("fellow", it.is_some()), rows)
    }

    pub(super) fn read_fellow(&self, form: &Form, fellow: Option<Seq>) -> Reading {
        let words = self.world.words;
        let sight = fellow.and_then(|seq| self.sight().fellow(seq));
        let before = sight.map(|it| it.it().clone());
        let Some(kind) = FellowKind::ALL.get(form.choice_at(0)).copied() else { return asks(String::new()) };
        let typed = form.text_at(WHO);
        let by_number = self.campus().people().by_no(typed);
        // Who is not seen stays who they are; so do students who are not.
        let hidden = before.as_ref().and_then(|it| it.student).filter(|_| sight.is_some_and(|it| it.student().is_none()));
        let student = if typed.is_empty() { hidden } else { by_number };
        if typed.is_empty() && student.is_none() {
            return asks(say!(words, "screen-form-fellow-who"));
        }
        let seen: Vec<StudentId> = sight.into_iter().flat_map(|it| it.students()).collect();
        let mut students = self.students_typed(form.text_at(7))?;
        let kept = before.iter().flat_map(|it| it.students.iter().copied()).filter(|id| !seen.contains(id));
        students.extend(kept.filter(|id| !students.contains(id)).collect::<Vec<_>>());
        let text_hidden = before.as_ref().filter(|it| !it.text.is_empty() && sight.is_some_and(|it| it.text().is_none()));
        let text = match (form.text_at(6), text_hidden) {
            ("", Some(it)) => it.text.clone(),
            (text, _) => text.into(),
        };
        let after = Fellow {
            kind,
            name: if student.is_some() { "".into() } else { typed.into() },
            student,
            community: self.community_at(form, 2),
            branch: form.choice_at(3).checked_sub(1).and_then(|at| Branch::ALL.get(at)).copied(),
            secretary: form.choice_at(4) == 1,
            office: form.text_at(5).into(),
            text,
            students,
        };
        if before.as_ref() == Some(&after) {
            return asks(say!(words, "screen-form-nothing-changed"));
        }
        let name = by_number.map_or_else(|| typed.to_owned(), |id| self.student_and_bed(id));
        let said = [Some(words.fellow_kind(kind)), Some(name.clone()), after.branch.map(|it| words.branch(it))];
        let said = said.into_iter().flatten().collect::<Vec<_>>().join(" ");
        let act = CommunityAct::FellowSet { fellow, before: before.map(Box::new), after: Some(Box::new(after)) };
        self.entered(Act::Community(act), &name, said)
    }

    pub(super) fn reception_form(&self) -> (String, Vec<FormRow>) {
        let words = self.world.words;
        let rows = vec![
            self.text_field("leader", "", OFFICE_LIMIT),
            chosen_row(self.label("rank"), RANKS.map(|it| words.leader_rank(it)).to_vec(), 0),
            self.community_field(self.community_shown()),
            self.text_field("day", &self.today().date().to_string(), DAY),
            self.text_field("text", "", LINE_LIMIT),
        ];
        (self.form_title("reception", false), rows)
    }

    /// How a reception day stands and the entry that says so; `None` where its words are not here, or it was taken back.
    pub(super) fn reception_stands(&self, seq: Seq) -> Option<(Seq, ReceptionHeld)> {
        let it = self.campus().requests().reception(seq).filter(|it| !it.withdrawn)?;
        let Fetched::Entry(entry) = self.model.texts.get(it.words)? else { return None };
        let text = ReceptionHeld::of(&entry.act)?.text.clone();
        Some((it.words, ReceptionHeld { day: it.day, leader: it.leader.clone(), rank: it.rank, community: it.community, text }))
    }

    pub(super) fn amend_reception_form(&self, seq: Seq) -> (String, Vec<FormRow>) {
        let words = self.world.words;
        // After a crash the words may still be on their way: what was typed is put into the rows all the same.
        let it = self.campus().requests().reception(seq);
        let text = self.reception_stands(seq).map(|it| it.1.text).unwrap_or_default();
        let rank = it.and_then(|it| RANKS.iter().position(|rank| *rank == it.rank)).unwrap_or(0);
        let rows = vec![
            self.text_field("leader", it.map_or("", |it| &it.leader), OFFICE_LIMIT),
            chosen_row(self.label("rank"), RANKS.map(|it| words.leader_rank(it)).to_vec(), rank),
            self.community_field(it.and_then(|it| it.community)),
            self.text_field("day", &it.map(|it| it.day.date().to_string()).unwrap_or_default(), DAY),
            self.text_field("text", &text, LINE_LIMIT),
        ];
        (self.form_title("reception", true), rows)
    }

    pub(super) fn read_reception(&self, form: &Form, amended: Option<Seq>) -> Reading {
        let words = self.world.words;
        let Some(rank) = RANKS.get(form.choice_at(1)).copied() else { return asks(String::new()) };
        if form.text_at(0).is_empty() {
            return asks(say!(words, "screen-form-leader-needed"));
        }
        let day = self.day_at(form, 3)?.unwrap_or_else(|| self.today());
        let leader = form.text_at(0);
        let said = format!("{} {leader} {}", words.leader_rank(rank), words.day_long(day));
        let held = ReceptionHeld { day, leader: leader.into(), rank, community: self.community_at(form, 2), text: form.text_at(4).into() };
        let Some(reception) = amended else { return self.entered(Act::Request(RequestAct::ReceptionHeld(held)), leader, said) };
        let Some((stands_in, before)) = self.reception_stands(reception) else { return asks(say!(words, "screen-text-coming")) };
        if before == held {
            return asks(say!(words, "screen-form-nothing-changed"));
        }
        let (before, after) = (Box::new(before), Box::new(held));
        self.entered(Act::Request(RequestAct::ReceptionAmended { reception, words: stands_in, before, after }), leader, said)
    }

    pub(super) fn came_form(&self, reception: Seq) -> (String, Vec<FormRow>) {
        let words = self.world.words;
        let leader = self.campus().requests().reception(reception).map(|it| it.leader.to_string()).unwrap_or_default();
        (
            say!(words, "screen-form-came-to", leader = leader),
            vec![self.text_field("came", "", LINE_LIMIT), self.text_field("promise", "", LINE_LIMIT)],
        )
    }

    pub(super) fn read_came(&self, form: &Form, reception: Seq) -> Reading {
        let (words, line) = (self.world.words, form.text_at(0));
        if line.is_empty() {
            return asks(say!(words, "screen-form-came-line"));
        }
        let empty = Capture::new(CaptureForm::Request);
        let read = self.with_setting(&empty, |setting| {
            let draft = capture::read(capture::Form::Request, line, setting);
            draft.act(setting).map(|act| (draft.students(), draft.kind, draft.office.clone(), act))
        });
        match read {
            Ok((students, kind, office, Act::Request(RequestAct::Opened(mut it)))) => {
                (it.reception, it.promise) = (Some(reception), form.text_at(1).into());
                let who: Vec<String> = students.iter().map(|id| self.name_of(*id)).collect();
                let said = format!("{} {} {office}", who.join(" "), words.request_kind(kind));
                self.entered(Act::Request(RequestAct::Opened(it)), &said.clone(), said)
            }
            Ok(_) => asks(String::new()),
            Err(doubt) => wrong(self.doubt(&doubt, line)),
        }
    }
}

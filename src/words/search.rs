//! What was done to find a student, told as the words of an incident.

use super::Words;
use crate::campus::{Campus, SearchHead, Seq};
use crate::say;

/// Everything that was done in a search, as the text of the incident it becomes: who, where and since when, then step by step. `text` gives
/// what was written down in an entry of the search, if anything was.
pub fn search_story(words: &Words, campus: &Campus, head: &SearchHead, text: impl Fn(Seq) -> Option<String>) -> String {
    let zone = campus.zone();
    let user = |id| campus.staff().user(id).map(|it| it.name.to_string()).unwrap_or_default();
    let facts = campus.people().student(head.student).map(|it| &it.facts);
    let class = facts.and_then(|it| campus.people().class(it.class?)).map(|it| it.name.to_string());
    let who = [facts.map(|it| it.name.to_string()), facts.map(|it| it.no.to_string()), class];
    let begun = say!(
        words,
        "campus-search-story",
        who = who.into_iter().flatten().collect::<Vec<_>>().join(" "),
        room = campus.write_room(head.room),
        day = words.day_long(head.day),
        at = words.clock(head.since, zone),
        by = user(head.by)
    );
    let steps = head.steps.iter().map(|it| {
        let said = text(it.seq).filter(|it| !it.trim().is_empty());
        let outcome = words.call_outcome(it.outcome);
        let line = say!(
            words,
            "campus-search-story-step",
            at = words.clock(it.at, zone),
            step = words.ladder_step(it.step),
            outcome = outcome,
            by = user(it.by)
        );
        said.map_or(line.clone(), |said| say!(words, "campus-search-story-said", line = line.as_str(), said = said))
    });
    std::iter::once(begun).chain(steps).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::campus::{
        Act, CallOutcome, Day, Entry, Import, LadderStep, PersonAct, RoomId, SearchState, SeatId, StepTaken, StudentChange, StudentFacts,
        StudentId, UserId,
    };
    use crate::words::Lang;

    #[test]
    fn everything_that_was_done_stands_in_it() {
        let mut campus = Campus::default();
        let facts = StudentFacts { no: "0001".into(), name: "张珊".into(), left: false, ..StudentFacts::erased() };
        let import = Import { students: vec![StudentChange { before: None, after: facts }], ..Import::default() };
        let day = Day::ymd(2026, 12, 31).unwrap();
        let at = |hour, minute| day.plus(i32::from(hour < 12)).at(campus.zone(), hour, minute);
        let taken = |seq, step, at, outcome| StepTaken { seq: Seq(seq), step, at, by: UserId(0), outcome };
        let steps =
            [taken(7, LadderStep::Student, at(23, 50), CallOutcome::NoAnswer), taken(8, LadderStep::Parents, at(0, 20), CallOutcome::Told)];
        let head = SearchHead {
            day,
            student: StudentId(0),
            room: RoomId(0),
            seq: Seq(6),
            since: at(23, 40),
            by: UserId(0),
            steps: steps.into_iter().collect(),
            state: SearchState::Open,
            found: None,
            incident: None,
        };
        campus.apply(&Entry { seq: Seq(1), at: at(12, 0), by: UserId(0), seat: SeatId(0), act: Act::Person(PersonAct::Imported(import)) });
        let text = |seq| (seq == Seq(8)).then(|| "母亲在外地".to_owned());
        let story = search_story(&Words::new(Lang::Zh), &campus, &head, text);
        for said in ["张珊 0001", "12月31日", "23:40", "23:50", "未接", "00:20", "母亲在外地"] {
            assert!(story.contains(said), "{said} in {story}");
        }
        assert_eq!(story.lines().count(), 3);
    }
}

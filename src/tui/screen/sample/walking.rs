//! A night round (查寝) as it is walked.

use super::*;

impl Sample {
    /// The same college while a round is walked: a leave, an absence with one call made, findings, rooms left.
    pub(in crate::tui) fn walking() -> (Self, Seq) {
        let mut it = Self::full();
        let student = it.in_room("609", 1);
        it.at(0, 18, 0).by(1);
        let (from, until) = (it.at, tonight().plus(2).at(ZONE, 20, 0));
        let leave = it.act(Act::Leave(LeaveAct::Asked(LeaveAsked { student, from, until, kind: LeaveKind::Home, text: "".into() })));
        it.act(Act::Leave(LeaveAct::Approved { leave }));
        it.at(0, 23, 6);
        let begun = RoundBegun { day: tonight(), scope: RoundScope::Building(BuildingId(2)), upward: true };
        let round = it.act(Act::Round(RoundAct::Begun(begun)));
        let room = it.room("609");
        let before = it.campus.rounds().mark(it.campus.places(), tonight(), room).cloned();
        let mut after = it.campus.mark_of_all_present(tonight(), room);
        after.away.push((it.in_room("609", 0), Presence::Absent));
        after.findings = smallvec![Finding::RiceCooker, Finding::Smoking];
        let changes = vec![MarkChange { before, after: Some(after) }];
        it.at(0, 23, 28).act(Act::Round(RoundAct::Marked { day: tonight(), building: BuildingId(2), floor: 6, changes, note: "".into() }));
        it.act(Act::Round(RoundAct::Remarked { day: tonight(), room, text: "电饭锅已收走,登记代管".into() }));
        let (day, student) = (tonight(), it.in_room("609", 0));
        let (step, outcome, at) = (LadderStep::Student, CallOutcome::NoAnswer, it.at.plus_minutes(2));
        it.at(0, 23, 30).act(Act::Search(SearchAct::Stepped { day, student, step, at, outcome, text: "".into() }));
        (it, round)
    }

    /// Scenes of the round: the room at hand, one to be marked, findings, how it is begun, who is missing, the search, tonight.
    pub(in crate::tui) fn round_scenes(&self, round: Seq, lang: Lang, size: (u16, u16)) -> Vec<(String, Model)> {
        let at = |place, door: &str, typed: &str| {
            let mut model = self.seat(lang, size);
            model.place = place;
            model.round.room = Some(self.room(door));
            self.settle(&mut model);
            self.type_into(&mut model, typed);
            model
        };
        let mut begin = self.seat(lang, size);
        begin.overlays.push(crate::tui::layer::Overlay::Walk(crate::tui::walking::Setting {
            building: BuildingId(2),
            floor: 4,
            community: Some(CommunityId(2)),
            upward: true,
            seed: Some(7),
        }));
        let student = self.in_room("609", 0);
        let scenes = [
            ("round", at(Place::Round(round), "609", "")),
            ("round-open", at(Place::Round(round), "612", "")),
            ("round-findings", at(Place::Round(round), "609", "f")),
            ("round-help", at(Place::Round(round), "609", "?")),
            ("round-begin", begin),
            ("missing", at(Place::Missing, "609", "")),
            ("search", at(Place::Search(tonight(), student), "609", "j")),
            ("search-step", at(Place::Search(tonight(), student), "609", "\n")),
            ("rounds", at(Place::Rounds, "609", "")),
        ];
        scenes.into_iter().map(|(name, model)| (name.to_owned(), model)).collect()
    }
}

//! The incidents (事件) of the demo college: stories with their timelines, told step by step as the clock goes.

use super::dice::Dice;
use super::phrase::{Book, Line, Scene};
use crate::campus::{Act, Calendar, Category, IncidentAct, IncidentState, Presets, Seq, Severity, Stamp, Step, Tz, UserId};
use chrono::Timelike as _;
use std::sync::LazyLock;

/// A kind of incident as it may go.
#[derive(Debug)]
pub(super) struct Story {
    pub(super) category: Category,
    severities: Vec<(Severity, usize)>,
    pub(super) tags: Vec<&'static str>,
    pub(super) opens: Vec<Line>,
    /// What is noted, so many minutes after the opening.
    notes: Vec<(i64, Line)>,
    resolved: Option<Line>,
    closed: Option<Line>,
}

/// Of a thousand incidents, how many are of each of [`Category::ALL`].
const WEIGHTS: [usize; 11] = [70, 90, 110, 170, 110, 80, 150, 80, 25, 100, 15];
/// The stories; how they are written stands at the head of the file.
const STORIES: &str = include_str!("../../assets/demo/incidents.txt");

/// All stories.
pub(super) fn stories() -> &'static [Story] {
    static SHIPPED: LazyLock<Vec<Story>> = LazyLock::new(|| parse(STORIES));
    &SHIPPED
}

fn parse(text: &'static str) -> Vec<Story> {
    let (book, mut stories) = (Book::shipped(), Vec::<Story>::new());
    for line in text.lines().map(str::trim).filter(|it| !it.is_empty() && !it.starts_with('#')) {
        let Some((what, rest)) = line.split_once(' ') else { continue };
        match (what, stories.last_mut()) {
            ("@", _) => stories.extend(header(rest)),
            ("开", Some(story)) => story.opens.push(book.line(rest)),
            ("记", Some(story)) => {
                let note = rest.strip_prefix('+').and_then(|it| it.split_once(' '));
                story.notes.extend(note.and_then(|(minutes, text)| Some((minutes.parse().ok()?, book.line(text)))));
            }
            ("解", Some(story)) => story.resolved = Some(book.line(rest)),
            ("结", Some(story)) => story.closed = Some(book.line(rest)),
            _ => {}
        }
    }
    stories
}

fn header(line: &'static str) -> Option<Story> {
    let (head, tags) = line.split_once('|')?;
    let mut words = head.split_whitespace();
    let name = words.next()?;
    let category = *Category::ALL.iter().find(|it| format!("{it:?}") == name)?;
    let severity = |word: &str| {
        let (roman, weight) = word.split_once('*')?;
        let found = (1..=4).filter_map(Severity::from_number).find(|it| it.roman() == roman)?;
        Some((found, weight.parse().ok()?))
    };
    Some(Story {
        category,
        severities: words.filter_map(severity).collect(),
        tags: tags.split_whitespace().collect(),
        opens: Vec::new(),
        notes: Vec::new(),
        resolved: None,
        closed: None,
    })
}

impl Story {
    /// A story as often as such things happen.
    pub(super) fn any(dice: &mut Dice) -> Option<&'static Self> {
        let category = Category::ALL.get(dice.weighted(WEIGHTS.iter().copied()))?;
        let all: Vec<&Self> = stories().iter().filter(|it| it.category == *category).collect();
        let at = dice.weighted(all.iter().map(|it| it.severities.iter().map(|(_, weight)| weight).sum()));
        all.get(at).copied()
    }

    /// How grave it is this time.
    pub(super) fn severity(&self, dice: &mut Dice) -> Severity {
        let at = dice.weighted(self.severities.iter().map(|(_, weight)| *weight));
        self.severities.get(at).map_or(Severity::Ordinary, |(it, _)| *it)
    }
}

/// The next thing that happens in a case.
#[derive(Debug, Clone)]
pub(super) enum Next {
    Move(IncidentState),
    Own(UserId),
    Step(Step),
    Weigh(Severity),
    /// A line of the story, or for [`Next::Said`] the very words.
    Note(usize),
    Said(&'static str),
    Tick(&'static str),
    Withdraw,
}

/// An incident on its way, from the opening to what is written last.
#[derive(Debug)]
pub(super) struct Case {
    pub(super) seq: Seq,
    pub(super) by: UserId,
    pub(super) story: Option<&'static Story>,
    pub(super) scene: Scene,
    pub(super) severity: Severity,
    pub(super) state: IncidentState,
    pub(super) owner: Option<UserId>,
    /// What is still to happen, the next thing last.
    pub(super) ahead: Vec<(Stamp, Next)>,
}

/// Whom a case may be handed to.
#[derive(Debug, Clone, Copy)]
pub(super) struct Helpers {
    pub(super) leader: UserId,
    pub(super) office: UserId,
}

/// Everything that will happen to a new incident of a story, the last thing first.
pub(super) fn plan(
    story: &Story,
    severity: Severity,
    opened: Stamp,
    by: UserId,
    to: Helpers,
    zone: Tz,
    dice: &mut Dice,
) -> Vec<(Stamp, Next)> {
    use IncidentState::{Acknowledged, Closed, Escalated, InHand, Resolved};
    let mut plan = Vec::new();
    if dice.chance(150) {
        return vec![(opened.plus_minutes(dice.between(3, 25)), Next::Withdraw)];
    }
    let after = |minutes: i64| opened.plus_minutes(awake(opened, minutes, zone));
    let acknowledged = dice.between(1, 6);
    let owner = match dice.below(100) {
        0..8 => to.leader,
        8..20 if matches!(story.category, Category::Crime | Category::Fire | Category::Facility) => to.office,
        _ => by,
    };
    plan.push((after(acknowledged), Next::Move(Acknowledged)));
    plan.push((after(acknowledged), Next::Own(owner)));
    let in_hand = acknowledged + dice.between(1, 12);
    plan.push((after(in_hand), Next::Move(InHand)));
    // Not everybody writes everything down.
    let pace = dice.between(70, 150);
    let mut last = in_hand;
    for (nth, (minutes, _)) in story.notes.iter().enumerate() {
        if dice.chance(8_200) {
            let at = (minutes * pace / 100 + dice.between(0, 3)).max(acknowledged + 1);
            plan.push((after(at), Next::Note(nth)));
            last = last.max(at);
        }
    }
    let mut resolved = last + dice.between(10, 120);
    if dice.chance(if severity <= Severity::Major { 4_500 } else { 900 }) {
        let at = in_hand + (last - in_hand) / 2 + 1;
        plan.push((after(at), Next::Move(Escalated)));
        resolved = resolved.max(at + 20);
    }
    if dice.chance(500) {
        let graver = Severity::from_number(severity.number() - 1).filter(|_| severity > Severity::Major && dice.chance(4_000));
        let weighed = graver.or_else(|| Severity::from_number(severity.number() + 1)).unwrap_or(Severity::Serious);
        plan.push((after(in_hand + dice.between(5, 40)), Next::Weigh(weighed)));
    }
    let mut closed = resolved + dice.between(60, 3_000);
    // Who else is to be told by category is told in the story, where it is.
    for (step, due) in Presets::default().rules().incident.reports((severity, Category::Other), opened, zone, Calendar::shipped()) {
        let allowed = due.minutes_since(opened).max(2);
        // About one report in nine is late.
        let taken = if dice.chance(1_100) { allowed * dice.between(102, 180) / 100 + 1 } else { allowed * dice.between(15, 96) / 100 };
        plan.push((after(taken.max(1)), Next::Step(step)));
        closed = closed.max(taken + dice.between(20, 900));
    }
    plan.push((after(resolved), Next::Move(Resolved)));
    plan.push((after(closed), Next::Move(Closed)));
    // Stable: what is due at the same minute stays in the order in which it was thought of.
    plan.sort_by_key(|(at, _)| *at);
    plan.reverse();
    plan
}

/// What is done hours later is not done in the middle of the night: such minutes after the opening are put off to the morning.
fn awake(opened: Stamp, minutes: i64, zone: Tz) -> i64 {
    let at = opened.plus_minutes(minutes).local(zone);
    let early = i64::from(at.hour()) * 60 + i64::from(at.minute());
    // The hours up to ten are pressed into the last of them, so that the order of things stays.
    if minutes > 4 * 60 && early < 600 { minutes - early + 495 + early * 105 / 600 } else { minutes }
}

impl Case {
    /// The act that does the next thing at `at`; `None` where it has become pointless.
    pub(super) fn act(&mut self, at: Stamp, next: Next, dice: &mut Dice) -> Option<Act> {
        let (book, incident) = (Book::shipped(), self.seq);
        let mut text = String::new();
        let mut say = |case: &mut Self, list: &str, dice: &mut Dice| book.write_any(book.list(list), &mut case.scene, dice, &mut text);
        let act = match next {
            Next::Move(to) => {
                let from = std::mem::replace(&mut self.state, to);
                match to {
                    IncidentState::Acknowledged => say(self, "受理", dice),
                    IncidentState::InHand => say(self, "处置", dice),
                    IncidentState::Escalated => say(self, "上报词", dice),
                    _ => {
                        let line = self.story.and_then(|it| if to == IncidentState::Resolved { &it.resolved } else { &it.closed }.as_ref());
                        match line {
                            Some(line) => book.write(line, &mut self.scene, dice, &mut text),
                            None => text.push_str("处置完毕，留意后续。"),
                        }
                    }
                }
                IncidentAct::Moved { incident, from, to, text: text.into() }
            }
            Next::Tick(item) => IncidentAct::Ticked { incident, item: item.into(), done: true, text: "".into() },
            Next::Own(to) => IncidentAct::Owned { incident, from: self.owner.replace(to), to: Some(to) },
            Next::Step(step) => {
                let list = match step {
                    Step::TellDepartment => "步/院系",
                    Step::TellSecurity => "步/保卫",
                    Step::TellStudentOffice => "步/学工",
                    Step::SpokenReport => "步/口头",
                    Step::WrittenReport => "步/书面",
                    Step::Account => "步/总结",
                    Step::TellCounselling | Step::TellParents | Step::TellLeader => "",
                };
                if !list.is_empty() {
                    say(self, list, dice);
                }
                IncidentAct::Stepped { incident, step, done: true, text: text.into() }
            }
            Next::Weigh(to) => {
                say(self, if to < self.severity { "升级" } else { "降级" }, dice);
                let from = std::mem::replace(&mut self.severity, to);
                if from == to {
                    return None;
                }
                IncidentAct::Weighed { incident, from, to, text: text.into() }
            }
            Next::Note(nth) => {
                let (_, line) = self.story?.notes.get(nth)?;
                book.write(line, &mut self.scene, dice, &mut text);
                IncidentAct::Noted { incident, at: at.plus_minutes(-dice.between(0, 2)), text: text.into() }
            }
            Next::Said(words) => IncidentAct::Noted { incident, at, text: words.into() },
            Next::Withdraw => {
                let (from, to) = (self.state, IncidentState::Withdrawn);
                let moved = IncidentAct::Moved { incident, from, to, text: "↶".into() };
                return Some(Act::Undone { of: incident, by: Box::new(Act::Incident(moved)) });
            }
        };
        Some(Act::Incident(act))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_category_has_a_whole_story() {
        for category in Category::ALL {
            let told: Vec<_> = stories().iter().filter(|it| it.category == category).collect();
            assert!(!told.is_empty(), "{category:?}");
            for story in told {
                assert!(!story.opens.is_empty() && story.notes.len() >= 3 && !story.severities.is_empty() && !story.tags.is_empty());
                assert!(story.resolved.is_some() && story.closed.is_some(), "{category:?}");
                assert!(story.notes.is_sorted_by_key(|(minutes, _)| *minutes), "{category:?}");
            }
        }
    }

    #[test]
    fn nobody_in_a_story_is_diagnosed() {
        for word in ["抑郁症", "焦虑症", "双相", "精神病", "确诊", "{}"] {
            assert!(!STORIES.contains(word), "{word}");
        }
    }
}

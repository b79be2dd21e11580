//! The mood barometer (心理晴雨表): the classes whose mood one may see, with their last reports.

use crate::campus::{Campus, ClassId, Seq, Stamp, UserId};
use crate::desk::Sight;

/// How many periods are shown.
pub const MOOD_PERIODS: usize = 6;

/// A class with its last reports.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MoodRow {
    /// Which class.
    pub class: ClassId,
    /// What was reported in each of the last periods, the present one last.
    pub last: [Option<Seq>; MOOD_PERIODS],
}

impl MoodRow {
    /// Whether nobody reported in the present period.
    pub fn is_missing(&self) -> bool {
        self.last[MOOD_PERIODS - 1].is_none()
    }
}

/// The classes, those not reported in this period first, then the gloomiest.
pub(super) fn mood_rows(campus: &Campus, now: Stamp, user: UserId) -> Vec<MoodRow> {
    let (moods, rules, sight) = (campus.moods(), &campus.presets().rules().mood, Sight::new(campus, user));
    let period = rules.period(now.day(campus.zone()));
    // Nobody's report: whether the class itself is in sight, whoever reports it.
    let nobody = UserId(u16::MAX);
    let row = |class| {
        let seen = moods.of_class(class).filter(|it| sight.mood(it).is_some());
        let mut last = [None; MOOD_PERIODS];
        for it in seen {
            let back = period.since(rules.period(it.day)) / i32::from(rules.days.max(1));
            let at = usize::try_from(back).ok().and_then(|back| (MOOD_PERIODS - 1).checked_sub(back));
            if let Some(place) = at.and_then(|at| last.get_mut(at)) {
                *place = Some(it.seq);
            }
        }
        MoodRow { class, last }
    };
    let mut rows: Vec<MoodRow> = campus
        .people()
        .classes()
        .map(|(class, _)| row(class))
        .filter(|it| sight.sees_mood(nobody, it.class) || it.last.iter().any(Option::is_some))
        .collect();
    let weather = |it: &MoodRow| it.last[MOOD_PERIODS - 1].and_then(|seq| moods.get(seq)).map(|it| (it.weather, it.low));
    rows.sort_by_key(|it| (!it.is_missing(), std::cmp::Reverse(weather(it)), it.class));
    rows
}

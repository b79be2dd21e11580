//! Which service answers what, and within what time (诉求派单): the table by which requests are routed, as the college's presets give it.

use super::RequestKind;
use serde::Deserialize;

/// How requests are routed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RequestRules {
    /// Days within which is answered what was brought to a leader's reception day.
    pub reply_days: u16,
    /// Where a request goes: the first row that fits.
    pub routes: Vec<Route>,
}

/// A row of the table.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Route {
    /// What is wanted, by its name for scripts.
    pub kind: Box<str>,
    /// Words, one of which is said; none for all else of the kind.
    #[serde(default)]
    pub words: Vec<Box<str>>,
    /// The service that answers.
    pub department: Box<str>,
    /// Within what time: `30m`, `12h`, `7d`.
    pub within: Box<str>,
}

impl Route {
    /// What is wanted.
    pub fn kind(&self) -> Option<RequestKind> {
        RequestKind::from_key(&self.kind)
    }

    /// Within how many minutes.
    pub fn minutes(&self) -> i64 {
        minutes(&self.within).unwrap_or(FALLBACK_MINUTES)
    }
}

/// Where a request goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Routed<'a> {
    /// What is wanted.
    pub kind: RequestKind,
    /// The service that answers; empty where the table has no row for it.
    pub office: &'a str,
    /// Within how many minutes.
    pub minutes: i64,
    /// The word that gave it away.
    pub word: Option<&'a str>,
}

/// Where a request goes, by the catalogue or by the table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RoutedRequest {
    /// What is wanted.
    pub kind: RequestKind,
    /// The service that answers.
    pub office: Box<str>,
    /// Within how many minutes.
    pub minutes: i64,
    /// The word that gave it away: that of the table, or the name of an item.
    pub word: Option<Box<str>>,
}

/// What is promised where the table says nothing: two days.
const FALLBACK_MINUTES: i64 = 2 * 24 * 60;
/// Longest time a service may promise.
const LONGEST_MINUTES: i64 = 90 * 24 * 60;

impl RequestRules {
    /// Where a request goes that says this: by the first row with one of its words, of the kind that was `said` if one was; else by the row of that
    /// kind without words, and of advice where nothing gives the kind away.
    pub fn route(&self, said: Option<RequestKind>, text: &str) -> Routed<'_> {
        let text = text.to_lowercase();
        let fits = |it: &&Route| it.kind().is_some_and(|kind| said.is_none_or(|said| said == kind));
        let by_word = self.routes.iter().filter(fits).find_map(|it| {
            let word = it.words.iter().find(|word| text.contains(&word.to_lowercase()))?;
            Some((it, Some(&**word)))
        });
        let kind = said.unwrap_or(RequestKind::Advice);
        let plain = || self.routes.iter().find(|it| it.kind() == Some(kind) && it.words.is_empty()).map(|it| (it, None));
        match by_word.or_else(plain) {
            Some((it, word)) => Routed { kind: it.kind().unwrap_or(kind), office: &it.department, minutes: it.minutes(), word },
            None => Routed { kind, office: "", minutes: FALLBACK_MINUTES, word: None },
        }
    }

    /// Within how many minutes a service answers a request of this kind.
    pub fn minutes_of(&self, kind: RequestKind, office: &str) -> i64 {
        let theirs = || self.routes.iter().filter(|it| *it.department == *office);
        let of_kind = |it: &&Route| it.kind() == Some(kind);
        // What is urgent stands by its words; without them the plain row of the service counts.
        let row =
            theirs().filter(of_kind).find(|it| it.words.is_empty()).or_else(|| theirs().rfind(of_kind)).or_else(|| theirs().next_back());
        row.map_or_else(|| self.route(Some(kind), "").minutes, Route::minutes)
    }

    /// The services that answer, each once, in the order of the table.
    pub fn offices(&self) -> Vec<&str> {
        let mut offices: Vec<&str> = Vec::new();
        for it in &self.routes {
            if !offices.contains(&&*it.department) {
                offices.push(&it.department);
            }
        }
        offices
    }

    /// Until when is answered what was brought to a reception day, in minutes.
    pub fn reply_minutes(&self) -> i64 {
        i64::from(self.reply_days) * 24 * 60
    }

    pub(super) fn unreasonable(&self) -> Option<&'static str> {
        let short = |it: &str, most: usize| !it.trim().is_empty() && it.chars().count() <= most;
        let sensible = |it: &Route| {
            let time = minutes(&it.within).is_some_and(|it| (1..=LONGEST_MINUTES).contains(&it));
            it.kind().is_some() && short(&it.department, super::OFFICE_LIMIT) && time && it.words.iter().all(|it| short(it, 16))
        };
        // Whatever is asked for goes somewhere.
        let plain = |kind: RequestKind| self.routes.iter().any(|it| it.kind() == Some(kind) && it.words.is_empty());
        if self.reply_days == 0 || self.reply_days > 90 {
            Some("request.reply_days")
        } else if self.routes.len() > 64 || !self.routes.iter().all(sensible) || !RequestKind::ALL.into_iter().all(plain) {
            Some("request.routes")
        } else {
            None
        }
    }
}

/// A time as the table writes it: `30m`, `12h`, `7d`.
pub(super) fn minutes(text: &str) -> Option<i64> {
    let text = text.trim();
    let unit = text.chars().last()?;
    let number: i64 = text.strip_suffix(unit)?.trim().parse().ok().filter(|it| *it >= 0)?;
    let minutes = match unit {
        'm' => 1,
        'h' => 60,
        'd' => 24 * 60,
        _ => return None,
    };
    number.checked_mul(minutes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::campus::Presets;

    #[test]
    fn what_ships_routes_by_words_and_by_what_was_said() {
        let presets = Presets::default();
        let rules = &presets.rules().request;
        let routed = |said, text| {
            let it = rules.route(said, text);
            (it.kind, it.office, it.minutes, it.word)
        };
        assert_eq!(routed(None, "卫生间漏水"), (RequestKind::Repair, "后勤处", 30, Some("漏水")));
        assert_eq!(routed(None, "灯坏了"), (RequestKind::Repair, "后勤处", 24 * 60, Some("灯坏")));
        assert_eq!(routed(None, "宿舍断网两天"), (RequestKind::Repair, "信息中心", 12 * 60, Some("断网")));
        assert_eq!(routed(None, "想开一份在读证明"), (RequestKind::Paperwork, "教务处", 2 * 24 * 60, Some("在读证明")));
        assert_eq!(routed(Some(RequestKind::Complaint), "楼下施工太吵").0, RequestKind::Complaint);
        // What was said holds against the words.
        assert_eq!(routed(Some(RequestKind::Complaint), "报修三次没人来").0, RequestKind::Complaint);
        assert_eq!(routed(None, "想问问").0, RequestKind::Advice);
        assert_eq!(rules.minutes_of(RequestKind::Repair, "信息中心"), 12 * 60);
        assert_eq!(rules.minutes_of(RequestKind::Repair, "后勤处"), 48 * 60);
        assert_eq!(rules.reply_minutes(), 7 * 24 * 60);
    }

    #[test]
    fn a_time_has_a_number_and_a_unit() {
        assert_eq!(["30m", "12h", "7d", " 2 d "].map(minutes), [Some(30), Some(720), Some(10_080), Some(2_880)]);
        assert_eq!(["", "m", "12", "3w", "-1h", "h12", "99999999999999999999d"].map(minutes), [None; 7]);
    }
}

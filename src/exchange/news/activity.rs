//! News of one activity, drafted from its facts. Nobody is named in it and no room; those who came with a standing are counted by it.

use super::Draft;
use crate::campus::{ActivityFacts, ActivityHead, Campus, NewsHouse, Spot, Standing};
use crate::say;
use crate::words::Words;

/// Drafts news of an activity; `None` where it was not held, or is not known any more.
pub fn draft_of_activity(words: &Words, campus: &Campus, head: &ActivityHead, house: NewsHouse) -> Option<Draft> {
    let facts = &head.facts;
    if !head.state.is_held() || facts.title.is_empty() {
        return None;
    }
    let (title, kind, day) = (facts.title.to_string(), words.activity_kind(facts.kind), words.day(facts.day));
    let place = place(campus, facts);
    let cloud = house == NewsHouse::Cloud;
    let mut lines = Vec::new();
    if let Some(minute) = facts.minute {
        lines.push(say!(words, "news-activity-time", at = format!("{:02}:{:02}", minute / 60, minute % 60)));
    }
    if head.count > 0 {
        let count = head.count;
        let said = if cloud { say!(words, "news-cloud-present", count = count) } else { say!(words, "news-story-present", count = count) };
        lines.push(said);
    }
    for standing in Standing::ALL {
        let count = facts.taking.iter().filter(|it| it.standing == standing).count();
        if count > 0 && !matches!(standing, Standing::Staff | Standing::Other) {
            lines.push(say!(words, "news-activity-taking", standing = words.standing(standing), count = count));
        }
    }
    if let Some(branch) = facts.branch {
        lines.push(say!(words, "news-activity-branch", branch = words.branch(branch)));
    }
    // What it counts for is what a reader of the college asks first, and what a reader of the story does not.
    let counted: Vec<String> = campus.counts_for(head).into_iter().map(|(it, ..)| it.obligation.name.to_string()).collect();
    if cloud && !counted.is_empty() {
        lines.push(say!(words, "news-activity-counts", names = counted.join("、")));
    }
    let (headline, opening, closing) = if cloud {
        (
            say!(words, "news-cloud-activity-title", place = place.clone(), title = title.clone()),
            say!(words, "news-cloud-activity-opening", day = day, place = place.clone(), kind = kind, title = title),
            say!(words, "news-cloud-closing", place = place),
        )
    } else {
        (
            say!(words, "news-story-activity-title", place = place.clone(), title = title.clone()),
            say!(words, "news-story-activity-opening", day = day, place = place.clone(), title = title),
            say!(words, "news-story-closing", place = place),
        )
    };
    let points: String = lines.iter().map(|it| format!("- {it}\n")).collect();
    let between = if points.is_empty() { String::new() } else { format!("{points}\n") };
    Some(Draft { title: headline, text: format!("{opening}\n\n{between}{closing}\n") })
}

/// Where it was: its community, else that of its building, else the college. A room is nobody's business outside.
fn place(campus: &Campus, facts: &ActivityFacts) -> String {
    let places = campus.places();
    let building = match &facts.place {
        Some(Spot::Room(id)) => places.room(*id).map(|it| it.building),
        Some(Spot::Building(id)) => Some(*id),
        Some(Spot::Community(_) | Spot::Words(_)) | None => None,
    };
    let of_spot = match &facts.place {
        Some(Spot::Community(id)) => Some(*id),
        _ => building.and_then(|id| places.building(id)).and_then(|it| it.community),
    };
    let community = facts.community.or(of_spot).and_then(|id| places.community(id)).map(|it| it.name.to_string());
    community.or_else(|| campus.college().map(|it| it.name.to_string())).unwrap_or_default()
}

//! The pictures that go out with news: picked by name, and said in what is checked.

use super::super::problem::{Exit, Problem};
use crate::campus::{Act, ActivityAct, NewsAbout, NewsHead, Seq};
use crate::desk::Desk;
use crate::exchange::news::{Personal, Picture};
use crate::say;
use crate::text;
use crate::words::Words;
use serde_json::json;

/// The files that are picked to go out with a piece, by name or number.
pub(super) fn picked(words: &Words, desk: &Desk, about: NewsAbout, names: &[String]) -> Result<Vec<Seq>, Problem> {
    let (NewsAbout::Activity(activity), false) = (about, names.is_empty()) else {
        // News of a month have no activity whose files could go with them.
        return names.first().map_or(Ok(Vec::new()), |name| Err(Problem::not_found(words, name)));
    };
    let files = desk.evidence(activity).map_err(|it| Problem::refused(words, &desk.campus(), &it))?;
    let mut all = Vec::new();
    for name in names {
        let meant = files.iter().find(|it| it.0.0.to_string() == *name || *it.1 == **name);
        let Some((file, ..)) = meant else { return Err(Problem::not_found(words, name)) };
        let entry = desk.entry(*file).map_err(|fault| Problem::fault(words, &fault))?;
        let is_picture = matches!(entry.map(|it| it.act), Some(Act::Activity(ActivityAct::Attached { file, .. })) if Picture::read(&file.bytes).is_some());
        if !is_picture {
            let name = text::clean(name).into_owned();
            return Err(Problem::new(Exit::Refused, "no_picture", say!(words, "cli-publish-no-picture", name = name)));
        }
        if !all.contains(file) {
            all.push(*file);
        }
    }
    Ok(all)
}

/// The pictures of a piece once some are added and some taken away.
pub(super) fn repicked(words: &Words, desk: &Desk, head: &NewsHead, add: &[String], drop: &[String]) -> Result<Vec<Seq>, Problem> {
    let mut all = head.pictures.clone();
    if let (NewsAbout::Activity(activity), false) = (head.about, drop.is_empty()) {
        let files = desk.evidence(activity).map_err(|it| Problem::refused(words, &desk.campus(), &it))?;
        for name in drop {
            let meant = |seq: &Seq| seq.0.to_string() == *name || files.iter().any(|it| it.0 == *seq && *it.1 == **name);
            let at = all.iter().position(meant).ok_or_else(|| Problem::not_found(words, name))?;
            all.remove(at);
        }
    } else if let Some(name) = drop.first() {
        return Err(Problem::not_found(words, name));
    }
    let added = picked(words, desk, head.about, add)?;
    all.extend(added.into_iter().filter(|it| !head.pictures.contains(it)));
    Ok(all)
}

/// What a piece would show, for scripts.
pub(super) fn shown(words: &Words, found: &[Personal], head: &NewsHead) -> Vec<serde_json::Value> {
    let personal = found.iter().map(|it| json!({ "kind": it.kind.key(), "text": it.text }));
    let pictures =
        head.pictures.iter().map(|it| json!({ "kind": "picture", "text": say!(words, "cli-publish-faces", file = it.to_string()) }));
    personal.chain(pictures).collect()
}

/// That faces may be seen on the pictures that go with a piece.
pub(super) fn faces(words: &Words, head: &NewsHead) -> Option<String> {
    let count = head.pictures.len();
    (count > 0).then(|| say!(words, "screen-news-faces", count = count))
}

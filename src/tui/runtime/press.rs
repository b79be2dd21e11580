//! News and notices of awards on paper, into the folder of the home.

use super::paper::keep;
use super::trouble;
use crate::campus::{Act, NewsAct, NewsState, Refusal, Seq};
use crate::desk::{Desk, Refused};
use crate::exchange::count::{award_notice, award_reason};
use crate::exchange::news::{NewsPage, docx, personal, pictures};
use crate::exchange::rounds;
use crate::exchange::talks::docx_document;
use crate::say;
use crate::words::{Lang, Words};

/// Writes a piece as a document; says where, or why not, in words. A draft with something personal in it does not leave the desk.
pub(super) fn news(desk: &Desk, news: Seq, lang: Lang) -> Result<String, String> {
    let words = Words::new(lang);
    let known = {
        let campus = desk.campus();
        let head = campus.news().get(news).filter(|it| it.state != NewsState::Withdrawn);
        head.map(|it| (it.clone(), desk.sight(&campus).reads_news(it)))
    };
    let Some((head, reads)) = known else { return Err(words.refusal(&desk.campus(), &Refusal::NoSuchNews(news))) };
    if !reads {
        return Err(words.refusal(&desk.campus(), &Refusal::NotAllowed));
    }
    let state = head.state;
    let entry = desk.entry(head.words.0).map_err(|fault| trouble::fault(&words, &fault))?;
    let (title, text) = match entry.map(|it| it.act) {
        Some(Act::News(NewsAct::Drafted(it))) => (it.title.to_string(), it.text.to_string()),
        Some(Act::News(NewsAct::Rewritten { title, text, .. })) => (title.to_string(), text.to_string()),
        _ => return Err(words.refusal(&desk.campus(), &Refusal::NoSuchNews(news))),
    };
    let found = personal(&desk.campus(), &format!("{title}\n{text}"));
    if !found.is_empty() && state == NewsState::Drafted {
        return Err(say!(words, "screen-news-personal", count = found.len()));
    }
    if !head.pictures.is_empty() && state == NewsState::Drafted {
        return Err(say!(words, "screen-news-faces", count = head.pictures.len()));
    }
    let pictures = pictures(&words, desk, &head).map_err(|refused| match refused {
        Refused::Rule(why) => words.refusal(&desk.campus(), &why),
        Refused::Storage(fault) => trouble::fault(&words, &fault),
        other => other.to_string(),
    })?;
    let (id, said) = (format!("X{news}"), words.news_state(state));
    let shows = !found.is_empty() || !pictures.is_empty();
    let note = if shows { say!(words, "news-note-agreed", id = id, state = said) } else { say!(words, "news-note", id = id, state = said) };
    let page = docx(&NewsPage { title, text, note, pictures }).map_err(|error| words.io(error.kind()))?;
    keep(desk, &words, &format!("X{news}.docx"), &page)
}

/// Writes the notice of an award; says where, or why not, in words.
pub(super) fn award(desk: &Desk, award: Seq, lang: Lang) -> Result<String, String> {
    let words = Words::new(lang);
    let reason = award_reason(desk, award).map_err(|fault| trouble::fault(&words, &fault))?;
    let document = {
        let campus = desk.campus();
        let head = campus.awards().get(award).filter(|it| !it.withdrawn);
        let Some(head) = head else { return Err(words.refusal(&campus, &Refusal::NoSuchAward(award))) };
        award_notice(&words, &campus, head, &reason)
    };
    let page = docx_document(&document).map_err(|error| words.io(error.kind()))?;
    let web = rounds::html(&document, lang.tag());
    // One key, both: which of them the office wants is known only there.
    let (written, name) = (keep(desk, &words, &format!("E{award}.docx"), &page)?, format!("E{award}.html"));
    keep(desk, &words, &name, web.as_bytes())?;
    Ok(say!(words, "screen-award-written", file = written, also = name))
}

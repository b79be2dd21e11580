//! News as they are written (宣传稿): drafted of an activity or a month, written anew, recalled.

use super::{Meant, Reading, Turn, asks, choice_row, text_row, wrong};
use crate::campus::{
    Act, ActivityAct, CommunityId, Day, NEWS_PICTURES_LIMIT, NewsAbout, NewsAct, NewsDrafted, NewsHead, NewsHouse, NewsState, Seq,
    StudentId,
};
use crate::desk::count::Span;
use crate::exchange::news::{PictureKind, draft, draft_of_activity, personal};
use crate::say;
use crate::tui::layer::{Capture, CaptureForm, Confirmed, Form, FormRow, FormValue, Purpose};
use crate::tui::model::Waits;
use crate::tui::msg::Fetched;
use crate::tui::view::written;

impl Turn<'_> {
    /// Asks for which house news of the activity at hand are drafted.
    pub(in crate::tui::update) fn ask_draft_news(&mut self) {
        match self.activity_head() {
            Some(it) if it.state.is_held() => self.open_form(Purpose::DraftNews(it.seq)),
            Some(it) => self.nothing(say!(self.world.words, "cli-publish-not-held", id = format!("A{}", it.seq))),
            None => self.no_activity(),
        }
    }

    pub(super) fn drafting_form(&self, purpose: Purpose) -> (String, Vec<FormRow>) {
        let words = self.world.words;
        let houses = NewsHouse::ALL.iter().map(|it| words.news_house(*it)).collect();
        let mut rows = vec![choice_row(say!(words, "cli-publish-house"), houses)];
        if let Purpose::DraftNews(activity) = purpose {
            for (_, name) in self.pictures_of(activity) {
                let choices = vec![say!(words, "screen-form-picture-withheld"), say!(words, "screen-form-picture-goes")];
                rows.push(choice_row(say!(words, "screen-form-picture", name = name), choices));
            }
            return (say!(words, "screen-form-draft-news", id = format!("A{activity}")), rows);
        }
        let month = self.today().date().format("%Y-%m").to_string();
        rows.push(text_row(say!(words, "screen-form-draft-month-which"), &month));
        let everywhere = say!(words, "screen-form-draft-everywhere");
        let communities = self.campus().places().communities().map(|(_, it)| it.name.to_string());
        let choices: Vec<String> = std::iter::once(everywhere).chain(communities).collect();
        rows.push(choice_row(say!(words, "screen-column-community"), choices));
        (say!(words, "screen-form-draft-month"), rows)
    }

    /// The pictures among the files of an activity, as far as this user sees them and they are here.
    fn pictures_of(&self, activity: Seq) -> Vec<(Seq, String)> {
        let Some(head) = self.campus().activities().get(activity) else { return Vec::new() };
        let files = self.sight().activity(head).files().iter();
        let picture = |seq: &Seq| match self.model.texts.get(*seq) {
            Some(Fetched::Entry(entry)) => match &entry.act {
                Act::Activity(ActivityAct::Attached { file, .. }) if PictureKind::of(&file.bytes).is_some() => {
                    Some((*seq, crate::text::clean(&file.name).into_owned()))
                }
                _ => None,
            },
            _ => None,
        };
        files.filter_map(picture).take(NEWS_PICTURES_LIMIT).collect()
    }

    pub(super) fn read_drafting(&self, form: &Form) -> Reading {
        let (words, campus) = (self.world.words, self.campus());
        let house = NewsHouse::ALL.get(form.choice_at(0)).copied().unwrap_or(NewsHouse::Cloud);
        let (about, found, pictures) = match form.purpose {
            Purpose::DraftNews(activity) => {
                let Some(head) = campus.activities().get(activity) else { return asks(say!(words, "screen-toast-no-activity")) };
                let not_held = || say!(words, "cli-publish-not-held", id = format!("A{activity}"));
                let Some(found) = draft_of_activity(words, campus, head, house) else { return wrong(not_held()) };
                let rows = self.pictures_of(activity).into_iter().zip(1..);
                let picked: Vec<Seq> = rows.filter(|(_, row)| form.choice_at(*row) == 1).map(|((seq, _), _)| seq).collect();
                (NewsAbout::Activity(activity), found, picked)
            }
            _ => {
                let typed = format!("{}-01", crate::text::fold(form.text_at(1)).trim());
                let month = chrono::NaiveDate::parse_from_str(&typed, "%Y-%m-%d").ok().map(Day::from);
                let Some(month) = month else { return wrong(say!(words, "screen-form-draft-month-wrong")) };
                let span = Span::month(month);
                let community = form.choice_at(2).checked_sub(1).map(CommunityId::of);
                let asker = (self.model.seat.user, self.model.now);
                let Some(found) = draft(words, campus, asker, span, community, house) else {
                    return wrong(say!(words, "cli-publish-nothing"));
                };
                (NewsAbout::Period { from: span.from, until: span.until, community }, found, Vec::new())
            }
        };
        let students = self.named_in(&found.title, &found.text);
        let count = pictures.len();
        let said = if count == 0 {
            found.title.clone()
        } else {
            say!(words, "screen-form-draft-pictures", title = found.title.clone(), count = count)
        };
        let (title, text) = (found.title.into(), found.text.into());
        let act = Act::News(NewsAct::Drafted(Box::new(NewsDrafted { about, house, title, text, pictures, students })));
        Ok(Meant { act, said, done: say!(words, "screen-toast-news-drafted") })
    }

    /// Asks which pictures go with the news at hand.
    pub(in crate::tui::update) fn ask_pictures(&mut self) {
        let words = self.world.words;
        let Some(it) = self.news_head() else { return self.no_news() };
        if it.state == NewsState::Published {
            return self.nothing(say!(words, "screen-toast-news-recall-first"));
        }
        match it.about {
            NewsAbout::Activity(activity) if !self.pictures_for(&it, activity).is_empty() => self.open_form(Purpose::PictureNews(it.seq)),
            NewsAbout::Activity(activity) => self.nothing(say!(words, "screen-toast-news-no-pictures", id = format!("A{activity}"))),
            NewsAbout::Period { .. } => self.nothing(say!(words, "screen-toast-news-of-a-month")),
        }
    }

    /// The pictures that go with news, and those of the activity that do not.
    fn pictures_for(&self, head: &NewsHead, activity: Seq) -> Vec<(Seq, String)> {
        let of_activity = self.pictures_of(activity);
        let name = |seq: &Seq| of_activity.iter().find(|it| it.0 == *seq).map_or_else(|| seq.to_string(), |it| it.1.clone());
        let mut all: Vec<(Seq, String)> = head.pictures.iter().map(|seq| (*seq, name(seq))).collect();
        all.extend(of_activity.iter().filter(|it| !head.pictures.contains(&it.0)).cloned());
        all
    }

    pub(super) fn pictures_form(&self, news: Seq) -> Option<(String, Vec<FormRow>)> {
        let words = self.world.words;
        let head = self.campus().news().get(news)?;
        let NewsAbout::Activity(activity) = head.about else { return None };
        let row = |(seq, name): (Seq, String)| {
            let choices = vec![say!(words, "screen-form-picture-withheld"), say!(words, "screen-form-picture-goes")];
            let mut row = choice_row(say!(words, "screen-form-picture", name = name), choices);
            if let FormValue::Choice(_, at) = &mut row.value {
                *at = usize::from(head.pictures.contains(&seq));
            }
            row
        };
        let rows: Vec<FormRow> = self.pictures_for(head, activity).into_iter().map(row).collect();
        (!rows.is_empty()).then(|| (say!(words, "screen-form-pictures", id = format!("X{news}")), rows))
    }

    pub(super) fn read_pictures(&self, form: &Form, news: Seq) -> Reading {
        let words = self.world.words;
        let Some(head) = self.campus().news().get(news) else { return asks(say!(words, "screen-toast-no-news")) };
        let NewsAbout::Activity(activity) = head.about else { return asks(say!(words, "screen-toast-news-of-a-month")) };
        let rows = self.pictures_for(head, activity).into_iter().enumerate();
        let after: Vec<Seq> = rows.filter(|(row, _)| form.choice_at(*row) == 1).map(|(_, it)| it.0).collect();
        if after == head.pictures {
            return asks(say!(words, "screen-form-nothing-changed"));
        }
        let count = after.len();
        let mut said = say!(words, "screen-form-pictures-go", count = count);
        if head.state == NewsState::Reviewed {
            said = format!("{said} · {}", say!(words, "screen-form-pictures-review"));
        }
        let act = Act::News(NewsAct::Pictured { news, before: head.pictures.clone(), after });
        Ok(Meant { act, said, done: say!(words, "screen-toast-news-pictured", id = format!("X{news}"), count = count) })
    }

    /// The students whom words name, by name or number.
    fn named_in(&self, title: &str, text: &str) -> Vec<StudentId> {
        let found = personal(self.campus(), &format!("{title}\n{text}"));
        let mut students: Vec<StudentId> = found.into_iter().filter_map(|it| it.student).collect();
        students.sort_unstable();
        students.dedup();
        students
    }

    /// The entry in which the words of news stand, and these; `None` where they are not here.
    pub(super) fn words_of_news(&self, news: Seq) -> Option<(Seq, String, String)> {
        let at = self.campus().news().get(news)?.words.0;
        written(self.model, at).map(|(title, text)| (at, title.to_owned(), text.to_owned()))
    }

    /// Opens headline and words to be written anew; what was put aside is taken up again.
    pub(in crate::tui::update) fn rewrite_news(&mut self) {
        if self.only_looks() {
            return;
        }
        let Some(it) = self.news_head() else { return self.no_news() };
        if it.state == NewsState::Published {
            return self.nothing(say!(self.world.words, "screen-toast-news-recall-first"));
        }
        let Some((at, title, text)) = self.words_of_news(it.seq) else {
            return self.nothing(say!(self.world.words, "screen-toast-news-unread"));
        };
        let form = CaptureForm::RewriteNews(it.seq, at);
        let shelved = self.model.shelf.iter().rposition(|it| it.form == form);
        let capture = match shelved {
            Some(at) => self.model.shelf.remove(at),
            None => {
                let mut capture = Capture { in_note: true, ..Capture::new(form) };
                capture.line.insert(&title);
                capture.note.insert(text.trim_end());
                capture
            }
        };
        self.show_capture(capture);
    }

    /// The act that words written anew make; none where they are the same.
    pub(in crate::tui::update) fn rewriting_of(&self, capture: &Capture, (news, before): (Seq, Seq)) -> Result<Vec<(Act, String)>, String> {
        let words = self.world.words;
        if self.stands_already(capture) {
            return Ok(Vec::new());
        }
        let (title, text) = (capture.line.text().trim(), capture.note.text().trim());
        let students = self.named_in(title, text);
        let act = Act::News(NewsAct::Rewritten { news, before, title: title.into(), text: format!("{text}\n").into(), students });
        match self.refusal_of(&act) {
            Some(why) => Err(why),
            None => Ok(vec![(act, say!(words, "screen-toast-news-rewritten", id = format!("X{news}")))]),
        }
    }

    pub(in crate::tui::update) fn ask_recall_news(&mut self) {
        let words = self.world.words;
        match self.news_head() {
            Some(it) if it.state == NewsState::Published => {
                self.ask(say!(words, "screen-ask-recall-news", id = format!("X{}", it.seq)), Confirmed::RecallNews(it.seq));
            }
            Some(_) => self.nothing(say!(words, "screen-toast-news-not-published")),
            None => self.no_news(),
        }
    }

    /// Says that news are published no longer; their activity with them, where nothing else published it.
    pub(in crate::tui::update) fn recall_news(&mut self, news: Seq) {
        let words = self.world.words;
        let acts = self.campus().recalling(news);
        if let Some(why) = acts.first().and_then(|act| self.refusal_of(act)) {
            return self.toast(crate::tui::model::Tone::Bad, why);
        }
        for act in acts {
            let done = match &act {
                Act::Activity(ActivityAct::Moved { activity, to, .. }) => {
                    let state = words.activity_state(*to);
                    say!(words, "screen-toast-news-activity-back", id = format!("A{activity}"), state = state)
                }
                _ => say!(words, "screen-toast-news-recalled", id = format!("X{news}")),
            };
            self.submit(act, done, Waits::Nobody);
        }
    }
}

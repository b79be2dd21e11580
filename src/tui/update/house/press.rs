//! News and awards (宣传、评优): what becomes of a piece, and who gets an award, one key a step.

use super::{Meant, Reading, Turn, asks, choice_row, text_row};
use crate::campus::{Act, ActivityAct, AwardAct, AwardHead, NewsAct, NewsHead, Nominee, Ranked, Seq};
use crate::exchange::count::nominee_name;
use crate::exchange::news::{Personal, personal};
use crate::say;
use crate::tui::effect::Effect;
use crate::tui::layer::{Form, FormRow, Purpose};
use crate::tui::model::{List, Place};
use crate::tui::view::{award_order, award_rows, news_rows, written};

/// Most winners a form names.
const WINNERS: usize = 6;

impl Turn<'_> {
    /// The piece under the cursor or on the sheet.
    pub(in crate::tui::update) fn news_here(&self) -> Option<Seq> {
        match self.model.place {
            Place::News(seq) => Some(seq),
            Place::Newsroom => news_rows(self.campus()).get(self.model.cursor(List::Newsroom).at).copied(),
            _ => None,
        }
    }

    /// The award under the cursor or on the sheet.
    pub(in crate::tui::update) fn award_here(&self) -> Option<Seq> {
        match self.model.place {
            Place::Award(seq) => Some(seq),
            Place::Awards => award_rows(self.campus()).get(self.model.cursor(List::Awards).at).copied(),
            _ => None,
        }
    }

    pub(super) fn news_head(&self) -> Option<NewsHead> {
        self.news_here().and_then(|seq| self.campus().news().get(seq)).cloned()
    }

    pub(super) fn award_head(&self) -> Option<AwardHead> {
        self.award_here().and_then(|seq| self.campus().awards().get(seq)).cloned()
    }

    pub(super) fn no_news(&mut self) {
        self.nothing(say!(self.world.words, "screen-toast-no-news"));
    }

    pub(super) fn no_award(&mut self) {
        self.nothing(say!(self.world.words, "screen-toast-no-award"));
    }

    pub(in crate::tui::update) fn ask_of_news(&mut self, purpose: fn(Seq) -> Purpose) {
        match self.news_here() {
            Some(seq) => self.open_form(purpose(seq)),
            None => self.no_news(),
        }
    }

    /// What is personal in a piece; `None` where its words are not here.
    fn personal_of(&self, it: &NewsHead) -> Option<Vec<Personal>> {
        if let Some(checked) = self.model.checked.as_ref().filter(|checked| checked.words == it.words.0) {
            return Some(checked.personal.clone());
        }
        written(self.model, it.words.0).map(|(title, text)| personal(self.campus(), &format!("{title}\n{text}")))
    }

    /// What a piece would show: what is personal in its words, and its pictures, on which faces may be seen.
    fn shown_by(&self, it: &NewsHead) -> Option<Vec<String>> {
        let mut shown: Vec<String> = self.personal_of(it)?.into_iter().map(|it| it.text).collect();
        if !it.pictures.is_empty() {
            shown.push(say!(self.world.words, "screen-news-faces", count = it.pictures.len()));
        }
        Some(shown)
    }

    /// Finds a piece right; where something personal stands in it, only once it is said that whoever it is about agreed.
    pub(in crate::tui::update) fn review_news(&mut self) {
        let Some(it) = self.news_head() else { return self.no_news() };
        let act = Act::News(NewsAct::Reviewed { news: it.seq, words: it.words.0 });
        match self.shown_by(&it) {
            None => self.nothing(say!(self.world.words, "screen-toast-news-unread")),
            Some(found) if found.is_empty() => self.send(act, say!(self.world.words, "screen-toast-news-reviewed", id = it.seq.0)),
            Some(_) => self.open_form(Purpose::ReviewNews(it.seq)),
        }
    }

    pub(in crate::tui::update) fn withdraw_news(&mut self) {
        let Some(it) = self.news_head() else { return self.no_news() };
        let act = Act::News(NewsAct::Withdrawn { news: it.seq, from: it.state });
        self.send(act, say!(self.world.words, "screen-toast-news-withdrawn", id = it.seq.0));
    }

    pub(in crate::tui::update) fn print_news(&mut self) {
        let Some(news) = self.news_here() else { return self.no_news() };
        self.effects.push(Effect::NewsPaper { news, lang: self.world.words.lang() });
    }

    pub(in crate::tui::update) fn print_award(&mut self) {
        let Some(award) = self.award_here() else { return self.no_award() };
        self.effects.push(Effect::AwardPaper { award, lang: self.world.words.lang() });
    }

    /// Asks for one's points of the candidate under the cursor.
    pub(in crate::tui::update) fn point_nominee(&mut self) {
        let Some(it) = self.award_head() else { return self.no_award() };
        match award_order(self.model, &it).get(self.model.cursor(List::Award).at) {
            Some(row) => self.open_form(Purpose::PointNominee(it.seq, row.nominee)),
            None => self.no_award(),
        }
    }

    /// Puts the candidate under the cursor one place up or down. Nothing is written by it; deciding by such an order wants a reason.
    pub(in crate::tui::update) fn move_nominee(&mut self, down: bool) {
        let Some(it) = self.award_head() else { return self.no_award() };
        if it.decided.is_some() {
            return self.nothing(say!(self.world.words, "screen-toast-award-stands"));
        }
        let mut order: Vec<Nominee> = award_order(self.model, &it).iter().map(|row| row.nominee).collect();
        let at = self.model.cursor(List::Award).at;
        let to = if down { at.checked_add(1) } else { at.checked_sub(1) };
        let Some(to) = to.filter(|to| at.max(*to) < order.len()) else { return };
        order.swap(at, to);
        let by_points = it.standings().iter().map(|row| row.nominee).eq(order.iter().copied());
        self.model.arranged = (!by_points).then_some((it.seq, order));
        self.step(if down { 1 } else { -1 });
    }

    pub(in crate::tui::update) fn decide_award(&mut self) {
        match self.award_here() {
            Some(seq) => self.open_form(Purpose::DecideAward(seq)),
            None => self.no_award(),
        }
    }

    pub(super) fn press_form(&self, purpose: Purpose) -> (String, Vec<FormRow>) {
        let words = self.world.words;
        let id = |seq: Seq| format!("X{seq}");
        match purpose {
            Purpose::ReviewNews(seq) => {
                let choices = vec![say!(words, "screen-form-news-not-agreed"), say!(words, "screen-form-news-agreed")];
                (say!(words, "screen-form-news-review", id = id(seq)), vec![choice_row(say!(words, "screen-form-news-personal"), choices)])
            }
            Purpose::PublishNews(seq) => {
                (say!(words, "screen-form-news-publish", id = id(seq)), vec![text_row(say!(words, "screen-form-activity-link"), "")])
            }
            Purpose::SendNewsBack(seq) => {
                (say!(words, "screen-form-news-back", id = id(seq)), vec![text_row(say!(words, "screen-form-reason"), "")])
            }
            Purpose::PointNominee(award, nominee) => {
                let given = self.campus().awards().get(award).and_then(|it| it.given(nominee, self.model.seat.user));
                let given = given.map_or_else(String::new, |it| it.to_string());
                let title = say!(words, "screen-form-award-point", id = format!("E{award}"), who = nominee_name(self.campus(), nominee));
                (title, vec![text_row(say!(words, "screen-form-award-points"), &given)])
            }
            Purpose::DecideAward(award) => {
                // Another order than that of the points wants its reason.
                let arranged = self.model.arranged.as_ref().is_some_and(|(it, _)| *it == award);
                let label = if arranged { say!(words, "screen-form-reason") } else { say!(words, "screen-form-words") };
                (say!(words, "screen-form-award-decide", id = format!("E{award}")), vec![text_row(label, "")])
            }
            _ => (String::new(), Vec::new()),
        }
    }

    pub(super) fn read_news(&self, form: &Form) -> Reading {
        let words = self.world.words;
        let text: Box<str> = form.text_at(0).into();
        let (act, said, done) = match form.purpose {
            Purpose::ReviewNews(news) => {
                let Some(it) = self.campus().news().get(news) else { return asks(say!(words, "screen-toast-no-news")) };
                let said = self.shown_by(it).unwrap_or_default();
                if form.choice_at(0) == 0 {
                    return asks(say!(words, "screen-form-news-shows", what = said.join("、")));
                }
                (NewsAct::Reviewed { news, words: it.words.0 }, said.join("、"), say!(words, "screen-toast-news-reviewed", id = news.0))
            }
            Purpose::PublishNews(news) => {
                if text.is_empty() {
                    return asks(say!(words, "screen-form-news-link-needed"));
                }
                let day = self.model.now.day(self.campus().zone());
                (NewsAct::Published { news, day, link: text }, String::new(), say!(words, "screen-toast-news-published", id = news.0))
            }
            Purpose::SendNewsBack(_) if text.is_empty() => return asks(say!(words, "screen-form-reason-needed")),
            Purpose::SendNewsBack(news) => {
                (NewsAct::SentBack { news, text }, String::new(), say!(words, "screen-toast-news-back", id = news.0))
            }
            _ => return asks(say!(words, "screen-toast-no-news")),
        };
        Ok(Meant { act: Act::News(act), said, done })
    }

    /// The activity that is published with its news, and what to say then.
    pub(super) fn with_news(&self, act: &Act) -> Option<(Act, String)> {
        let Act::News(NewsAct::Published { news, day, link }) = act else { return None };
        // What would be refused takes nothing with it.
        if self.refusal_of(act).is_some() {
            return None;
        }
        let with = self.campus().publishing(*news, *day, link).into_iter().nth(1)?;
        let Act::Activity(ActivityAct::Moved { activity, .. }) = &with else { return None };
        let done = say!(self.world.words, "screen-toast-news-activity", id = activity.0);
        Some((with, done))
    }

    pub(super) fn read_award(&self, form: &Form) -> Reading {
        let (words, campus) = (self.world.words, self.campus());
        let text = form.text_at(0);
        let (act, said, done) = match form.purpose {
            Purpose::PointNominee(award, nominee) => {
                let Some(it) = campus.awards().get(award) else { return asks(say!(words, "screen-toast-no-award")) };
                let points = crate::text::fold(text).trim().parse::<u8>().ok().filter(|it| *it <= 100);
                if points.is_none() && !text.is_empty() {
                    return asks(say!(words, "screen-form-award-points-wrong"));
                }
                let before = it.given(nominee, self.model.seat.user);
                let done = say!(words, "screen-toast-award-pointed", who = nominee_name(campus, nominee));
                (AwardAct::Pointed { award, nominee, before, after: points }, String::new(), done)
            }
            Purpose::DecideAward(award) => {
                let Some(it) = campus.awards().get(award) else { return asks(say!(words, "screen-toast-no-award")) };
                let places = usize::from(it.opened.places);
                let first = |rows: Vec<Ranked>| rows.into_iter().take(places).map(|it| it.nominee).collect::<Vec<_>>();
                let winners = first(award_order(self.model, it));
                if text.is_empty() && winners != first(it.standings()) {
                    return asks(say!(words, "screen-form-award-reason"));
                }
                let mut names: Vec<String> = winners.iter().take(WINNERS).map(|it| nominee_name(campus, *it)).collect();
                if winners.len() > WINNERS {
                    names.push("…".to_owned());
                }
                let said = say!(words, "screen-form-award-winners", names = names.join("、"));
                let done = say!(words, "screen-toast-award-decided", id = award.0, count = winners.len());
                (AwardAct::Decided { award, winners, text: text.into() }, said, done)
            }
            _ => return asks(say!(words, "screen-toast-no-award")),
        };
        Ok(Meant { act: Act::Award(act), said, done })
    }
}

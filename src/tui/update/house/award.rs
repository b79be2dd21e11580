//! Awards (评优) at their beginning and their end: which candidates the rule names where, whether the decision is taken back, and the news of it.

use super::{Meant, Reading, Turn, asks, choice_row, text_row, wrong};
use crate::campus::{Act, AwardAct, AwardKind, AwardOpened, CommunityId, NewsAbout, NewsAct, NewsDrafted, NewsHouse, TermSpan};
use crate::desk::award::{Contest, nominees};
use crate::desk::count::Span;
use crate::exchange::count::{award_name, award_news, nominee_name};
use crate::exchange::news::personal;
use crate::say;
use crate::tui::layer::{Form, FormRow, Purpose};
use crate::tui::model::Waits;

/// Most candidates of an award that is opened at the screen.
const CANDIDATES: usize = 30;
/// How many of them are named before it is opened.
const NAMED: usize = 3;
/// How many may get it where nothing else is typed.
const PLACES: &str = "10";
/// How many terms back one may choose.
const TERMS: usize = 3;

impl Turn<'_> {
    pub(in crate::tui::update) fn ask_award(&mut self) {
        self.open_form(Purpose::OpenAward);
    }

    /// This term and those before it, the latest first.
    fn award_terms(&self) -> Vec<TermSpan> {
        let terms = self.campus().terms();
        let this = terms.at(self.model.now.day(self.campus().zone()));
        std::iter::successors(Some(this), |it| Some(terms.at(it.from.plus(-1)))).take(TERMS).collect()
    }

    pub(super) fn award_form(&self) -> (String, Vec<FormRow>) {
        let (words, campus) = (self.world.words, self.campus());
        let kinds = AwardKind::ALL.into_iter().map(|it| words.award_kind(it)).collect();
        let whole = say!(words, "screen-form-award-everywhere");
        let places = std::iter::once(whole).chain(campus.places().communities().map(|(_, it)| it.name.to_string())).collect();
        let terms = self.award_terms().iter().map(|it| it.name.to_string()).collect();
        let rows = vec![
            choice_row(say!(words, "screen-form-award-kind"), kinds),
            choice_row(say!(words, "screen-form-award-where"), places),
            choice_row(say!(words, "screen-form-award-term"), terms),
            text_row(say!(words, "screen-form-award-places"), PLACES),
            text_row(say!(words, "screen-form-award-name"), ""),
        ];
        (say!(words, "screen-form-award-open"), rows)
    }

    pub(super) fn read_award_form(&self, form: &Form) -> Reading {
        let (words, campus) = (self.world.words, self.campus());
        let kind = AwardKind::ALL.get(form.choice_at(0)).copied().unwrap_or(AwardKind::Room);
        let community = form.choice_at(1).checked_sub(1).map(CommunityId::of);
        let Some(term) = self.award_terms().into_iter().nth(form.choice_at(2)) else { return asks(String::new()) };
        let Some(places) = crate::text::fold(form.text_at(3)).trim().parse::<u16>().ok().filter(|it| *it > 0) else {
            return asks(say!(words, "screen-form-award-places-needed"));
        };
        let span = Span { from: term.from, until: term.until.min(self.model.now.day(campus.zone())) };
        let nominees = nominees(campus, self.model.seat.user, Contest { kind, span, community }, CANDIDATES);
        if nominees.is_empty() {
            return wrong(say!(words, "screen-form-award-nobody"));
        }
        let title = match form.text_at(4) {
            "" => award_name(words, campus, kind, community),
            typed => typed.to_owned(),
        };
        let named = nominees.iter().take(NAMED).map(|it| format!("{} {}", nominee_name(campus, it.nominee), words.hundredths(it.points())));
        let said = say!(words, "screen-form-award-found", count = nominees.len(), names = named.collect::<Vec<_>>().join("、"));
        let done = say!(words, "screen-toast-award-opened", title = title.clone());
        let jury = campus.presets().rules().awards.of(kind).jury;
        let opened = AwardOpened { kind, title: title.into(), from: span.from, until: span.until, places, jury, nominees };
        Ok(Meant { act: Act::Award(AwardAct::opening(opened, community)), said, done })
    }

    /// Takes a decision back; an award that is not decided is taken back itself.
    pub(in crate::tui::update) fn take_award_back(&mut self) {
        let Some(it) = self.award_head() else { return self.no_award() };
        let (words, award) = (self.world.words, it.seq);
        if it.decided.is_some() {
            self.send(Act::Award(AwardAct::Reopened { award }), say!(words, "screen-toast-award-reopened", id = award.0));
        } else {
            self.send(Act::Award(AwardAct::Withdrawn { award }), say!(words, "screen-toast-award-withdrawn", id = award.0));
        }
    }

    /// Drafts the news of who gets an award; they are reviewed and published as other news are.
    pub(in crate::tui::update) fn announce_award(&mut self) {
        let (words, campus) = (self.world.words, self.world.campus);
        let Some(it) = self.award_head() else { return self.no_award() };
        let Some((title, text)) = award_news(words, campus, &it) else {
            return self.nothing(say!(words, "screen-toast-award-undecided"));
        };
        let mut students: Vec<_> = personal(campus, &format!("{title}\n{text}")).into_iter().filter_map(|it| it.student).collect();
        students.sort_unstable();
        students.dedup();
        let about = NewsAbout::Period { from: it.opened.from, until: it.opened.until, community: it.community };
        let (house, title, text) = (NewsHouse::Cloud, title.into(), text.into());
        let act = Act::News(NewsAct::Drafted(Box::new(NewsDrafted { about, house, title, text, pictures: Vec::new(), students })));
        match self.refusal_of(&act) {
            Some(why) => self.toast(crate::tui::model::Tone::Bad, why),
            None => self.submit(act, say!(words, "screen-toast-award-announced"), Waits::News),
        }
    }
}

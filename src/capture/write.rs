//! Writing a draft as the line that means it.

use super::line::{self, ESCAPE, JOINERS, Sigil};
use super::{Draft, Form, Who, place, vocabulary};
use crate::campus::{Campus, Day};

impl Draft {
    /// The draft as a line in the canonical order: numbers for people, the topic, the words, and what was said of them. Reading it again
    /// gives the same meaning. What was in doubt is written as it was typed.
    pub fn write(&self, campus: &Campus) -> String {
        let rules = &campus.presets().rules().talk;
        let iso = |day: Day| day.date().format("%Y-%m-%d").to_string();
        let mut parts: Vec<String> = Vec::new();
        let who: Vec<String> = self.who.iter().map(|it| write_who(it, campus)).collect();
        if !who.is_empty() {
            parts.push(who.join(","));
        }
        match self.form {
            Form::Talk | Form::Plan => parts.push(vocabulary::topic_word(self.topic).to_owned()),
            // The category alone would be read as what happened.
            Form::Incident if self.text.is_empty() => {}
            Form::Incident => parts.push(vocabulary::category_word(self.category).to_owned()),
            Form::Request => parts.push(vocabulary::request_kind_word(self.kind).to_owned()),
            Form::Activity => {
                parts.push(vocabulary::activity_word(self.activity.kind).to_owned());
                parts.extend(self.activity.count.map(|it| format!("{it}人")));
                parts.extend(self.activity.taking.iter().map(super::activity::write));
            }
        }
        for (at, word) in self.text.split_whitespace().enumerate() {
            // Where nobody is named the first word would be tried as a name.
            let escaped = (at == 0 && who.is_empty()) || line::must_escape(self.form, word, rules);
            parts.push(if escaped { format!("{ESCAPE}{word}") } else { word.to_owned() });
        }
        let mut control = |sigil: Sigil, body: &str| parts.push(format!("{}{body}", sigil.char()));
        self.tags.iter().for_each(|tag| control(Sigil::Tag, tag));
        match self.form {
            Form::Talk | Form::Plan => {
                if let Some(level) = self.level {
                    let until = self.detail.until.map(|day| format!("..{}", iso(day))).unwrap_or_default();
                    let reason: String = self.detail.reason.split_whitespace().collect();
                    let reason = if reason.is_empty() { reason } else { format!("({reason})") };
                    control(Sigil::Level, &format!("{}{until}{reason}", level.number()));
                }
                if let Some(day) = self.followup {
                    control(Sigil::FollowUp, &iso(day));
                }
                if self.way != vocabulary::usual_way(self.students().len()) {
                    control(Sigil::Way, vocabulary::way_word(self.way));
                }
                if self.visibility != vocabulary::usual_visibility(self.topic) {
                    control(Sigil::Visibility, vocabulary::visibility_word(self.visibility));
                }
            }
            Form::Incident => control(Sigil::Level, &self.severity.number().to_string()),
            Form::Request => {}
            Form::Activity => {
                let it = &self.activity;
                it.promised.iter().for_each(|it| control(Sigil::FollowUp, it));
                let day = it.day.map(iso);
                let clock = it.minute.map(|it| format!("{:02}:{:02}", it / 60, it % 60));
                match (day, clock) {
                    (Some(day), Some(clock)) => control(Sigil::Time, &format!("{day}T{clock}")),
                    (Some(it), None) | (None, Some(it)) => control(Sigil::Time, &it),
                    (None, None) => {}
                }
            }
        }
        if let Some(word) = self.place.as_ref().map(|it| place::write(it, campus)).filter(|it| !it.is_empty()) {
            control(Sigil::Place, &word);
        }
        if let Some(at) = self.held {
            let local = at.local(campus.zone());
            let minutes = self.detail.minutes.map(|it| format!("+{it}m")).unwrap_or_default();
            // The day of a plan stands in the line already.
            let written = if self.form == Form::Plan { local.format("%H:%M") } else { local.format("%Y-%m-%dT%H:%M") };
            control(Sigil::Time, &format!("{written}{minutes}"));
        }
        parts.join(" ")
    }
}

/// The student's number; where a roster has given one that cannot stand on the line, the name; where nobody is meant for sure, what was typed.
fn write_who(who: &Who, campus: &Campus) -> String {
    let Some(student) = who.settled().and_then(|id| campus.people().student(id)) else { return who.typed.to_string() };
    let plain = |it: &str| {
        line::control(it).is_none() && !it.starts_with(ESCAPE) && !it.contains(|c: char| c.is_whitespace() || JOINERS.contains(&c))
    };
    let facts = &student.facts;
    if plain(&facts.no) { facts.no.to_string() } else { facts.name.split_whitespace().collect() }
}

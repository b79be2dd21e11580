//! `award`: candidates by the rule, points of the jury, the decision and its notice.

use super::args::{AwardCommand, AwardOpenArgs, ExportAwardArgs};
use super::choose::{Finding, one_of};
use super::count::span;
use super::out::{Out, Outcome, Table};
use super::paper::{Sheet, failed};
use super::problem::{Exit, Problem};
use super::seat::Seat;
use super::view;
use super::written::write;
use crate::campus::{Act, AwardAct, AwardHead, AwardKind, AwardOpened, Campus, Nominated, Nominee, Seq};
use crate::desk::Desk;
use crate::desk::award::{Contest, nominees};
use crate::exchange::count::{award_name, award_notice, award_place, award_reason, nominee_name};
use crate::exchange::{rounds, talks};
use crate::say;
use crate::text;
use crate::words::Words;
use serde_json::{Value, json};

/// The letter of the id of an award.
const AWARD: char = 'E';

/// `award …`.
pub(super) fn run(seat: &Seat, command: &AwardCommand, out: &mut Out) -> Outcome {
    use AwardCommand as C;
    seat.at_desk(out, |desk, out| match command {
        C::Open(args) => open(seat, desk, args, out),
        C::Point { id, nominee, points } => {
            let act = {
                let campus = desk.campus();
                let head = known(seat, &campus, id)?;
                let nominee = chosen(seat, desk, &campus, head, nominee)?;
                AwardAct::Pointed { award: head.seq, nominee, before: head.given(nominee, desk.user()), after: *points }
            };
            changed(seat, desk, act, out)
        }
        C::Decide { id, winners, text } => {
            let act = {
                let campus = desk.campus();
                let head = known(seat, &campus, id)?;
                let named = winners.iter().map(|it| chosen(seat, desk, &campus, head, it)).collect::<Result<Vec<_>, _>>()?;
                let best = || head.standings().iter().take(head.opened.places.into()).map(|it| it.nominee).collect();
                AwardAct::Decided { award: head.seq, winners: if named.is_empty() { best() } else { named }, text: text.trim().into() }
            };
            changed(seat, desk, act, out)
        }
        C::Reopen { id } => {
            let award = known(seat, &desk.campus(), id)?.seq;
            changed(seat, desk, AwardAct::Reopened { award }, out)
        }
        C::Withdraw { id } => {
            let award = known(seat, &desk.campus(), id)?.seq;
            write(seat, desk, Act::Award(AwardAct::Withdrawn { award }), None, out)
        }
        C::List { limit } => list(seat, desk, limit.count(), out),
        C::Show { id } => {
            let seq = known(seat, &desk.campus(), id)?.seq;
            show(seat, desk, seq, out)
        }
    })
}

fn known<'a>(seat: &Seat, campus: &'a Campus, typed: &str) -> Result<&'a AwardHead, Problem> {
    let found = view::numbered(text::fold(typed).trim(), AWARD).and_then(|seq| campus.awards().get(seq));
    found.filter(|it| !it.withdrawn).ok_or_else(|| Problem::not_found(&seat.words, typed))
}

/// A candidate by room or class.
fn chosen(seat: &Seat, desk: &Desk, campus: &Campus, head: &AwardHead, typed: &str) -> Result<Nominee, Problem> {
    let finder = desk.finder();
    let finding = Finding::new(&seat.words, campus, &finder, desk.user());
    if head.opened.kind == AwardKind::Class { finding.class(typed).map(Nominee::Class) } else { finding.room(typed).map(Nominee::Room) }
}

fn open(seat: &Seat, desk: &Desk, args: &AwardOpenArgs, out: &mut Out) -> Outcome {
    let words = &seat.words;
    let kind = one_of(words, "KIND", &args.kind, &AwardKind::ALL, AwardKind::key, |words, it| words.award_kind(it))?;
    let (opened, community) = {
        let campus = desk.campus();
        let span = span(seat, desk, &campus, &args.term)?;
        let until = span.until.min(desk.now().day(campus.zone()));
        let finder = desk.finder();
        let finding = Finding::new(words, &campus, &finder, desk.user());
        let community = args.community.as_deref().map(|it| finding.community(it)).transpose()?;
        let nominees = nominees(&campus, desk.user(), Contest { kind, span, community }, args.candidates);
        if nominees.is_empty() {
            return Err(Problem::new(Exit::NotFound, "no_candidates", say!(words, "cli-award-no-candidates")).into());
        }
        let title = args.title.as_deref().map_or_else(|| award_name(words, &campus, kind, community), |it| it.trim().to_owned());
        let jury = campus.presets().rules().awards.of(kind).jury;
        (AwardOpened { kind, title: title.into(), from: span.from, until, places: args.places, jury, nominees }, community)
    };
    if args.dry_run {
        let campus = desk.campus();
        let views: Vec<_> = opened.nominees.iter().map(|it| nominated(words, &campus, it)).collect();
        out.answer(words, &views, |out| {
            let mut table = Table::new([say!(words, "award-nominee"), say!(words, "award-rule"), say!(words, "award-why")]);
            for it in &opened.nominees {
                table.row([nominee_name(&campus, it.nominee), words.hundredths(it.points()), words.award_whys(&it.why)]);
            }
            out.table(words, &table)
        })?;
        return Ok(Exit::Done);
    }
    write(seat, desk, Act::Award(AwardAct::opening(opened, community)), Some(AWARD), out)
}

fn nominated(words: &Words, campus: &Campus, it: &Nominated) -> Value {
    let why = it.why.iter().map(|(why, count, points)| json!({ "why": why.key(), "count": count, "points": f64::from(*points) / 100.0 }));
    json!({
        "nominee": nominee_name(campus, it.nominee),
        "rule": f64::from(it.points()) / 100.0,
        "why": why.collect::<Vec<_>>(),
        "said": words.award_whys(&it.why),
    })
}

fn changed(seat: &Seat, desk: &Desk, act: AwardAct, out: &mut Out) -> Outcome {
    let award = act.award().unwrap_or(Seq(0));
    seat.receipt(desk, desk.submit(Act::Award(act)))?;
    show(seat, desk, award, out)
}

fn told(words: &Words, campus: &Campus, head: &AwardHead) -> Value {
    let standings = head.told().into_iter().map(|it| {
        let why = head.opened.nominees.iter().find(|one| one.nominee == it.nominee).map(|one| nominated(words, campus, one));
        json!({
            "nominee": nominee_name(campus, it.nominee),
            "total": f64::from(it.total) / 100.0,
            "rule": f64::from(it.rule) / 100.0,
            "jury": it.jury.map(|(points, _)| f64::from(points) / 100.0),
            "jurors": it.jury.map_or(0, |(_, count)| count),
            "why": why.map(|it| it["why"].clone()),
        })
    });
    let winners = head.decided.as_ref().map(|(_, all)| all.iter().map(|it| nominee_name(campus, *it)).collect::<Vec<_>>());
    json!({
        "id": format!("{AWARD}{}", head.seq),
        "seq": head.seq.0,
        "kind": head.opened.kind.key(),
        "title": head.opened.title,
        "community": head.community.and_then(|id| campus.places().community(id)).map(|it| it.name.to_string()),
        "from": view::date(head.opened.from),
        "until": view::date(head.opened.until),
        "places": head.opened.places,
        "jury_percent": head.opened.jury,
        "by": view::login(campus, head.by),
        "winners": winners,
        "standings": standings.collect::<Vec<_>>(),
    })
}

fn show(seat: &Seat, desk: &Desk, award: Seq, out: &mut Out) -> Outcome {
    let words = &seat.words;
    let reason = award_reason(desk, award).map_err(|fault| Problem::fault(words, &fault))?;
    let campus = desk.campus();
    let Some(head) = campus.awards().get(award) else { return Err(Problem::not_found(words, &format!("{AWARD}{award}")).into()) };
    let document = award_notice(words, &campus, head, &reason);
    let mut value = told(words, &campus, head);
    value["reason"] = if reason.is_empty() { Value::Null } else { json!(reason) };
    out.answer(words, &value, |out| {
        out.line(words, &text::clean(&document.title))?;
        document.notes.iter().try_for_each(|it| out.line(words, &text::clean(it)))?;
        document.tables.iter().try_for_each(|it| {
            let mut table = Table::new(it.headings.clone());
            it.rows.iter().for_each(|row| table.row(row.iter().map(|it| it.text())));
            out.line(words, &it.name)?;
            out.table(words, &table)
        })
    })?;
    Ok(Exit::Done)
}

fn list(seat: &Seat, desk: &Desk, limit: usize, out: &mut Out) -> Outcome {
    let words = &seat.words;
    let campus = desk.campus();
    let heads: Vec<&AwardHead> = campus.awards().heads().iter().rev().filter(|it| !it.withdrawn).take(limit).collect();
    let views: Vec<Value> = heads.iter().map(|it| told(words, &campus, it)).collect();
    out.answer(words, &views, |out| {
        let mut table = Table::new([
            say!(words, "cli-head-id"),
            say!(words, "cli-head-kind"),
            say!(words, "cli-publish-title"),
            say!(words, "award-where"),
            say!(words, "award-candidates"),
            say!(words, "award-winners"),
        ]);
        for it in &heads {
            let winners = it.decided.as_ref().map_or_else(String::new, |(_, all)| all.len().to_string());
            let count = it.opened.nominees.len().to_string();
            table.row([
                format!("{AWARD}{}", it.seq),
                words.award_kind(it.opened.kind),
                it.opened.title.to_string(),
                award_place(words, &campus, it),
                count,
                winners,
            ]);
        }
        out.listing(words, &table, &say!(words, "cli-award-none"))
    })?;
    Ok(Exit::Done)
}

/// `export award`: the notice.
pub(super) fn export(seat: &Seat, args: &ExportAwardArgs, out: &mut Out) -> Outcome {
    const ENDINGS: [&str; 4] = ["docx", "html", "xlsx", "md"];
    let words = &seat.words;
    let ending = args.paper.paper().ending(words, &ENDINGS)?;
    args.paper.paper().not_there_yet(words)?;
    seat.at_desk(out, |desk, out| {
        let award = known(seat, &desk.campus(), &args.id)?.seq;
        let reason = award_reason(desk, award).map_err(|fault| Problem::fault(words, &fault))?;
        let document = {
            let campus = desk.campus();
            award_notice(words, &campus, known(seat, &campus, &args.id)?, &reason)
        };
        let bytes = match ending {
            "docx" => talks::docx_document(&document).map_err(|error| failed(words, &words.io(error.kind())))?,
            "xlsx" => rounds::xlsx(&document).map_err(|error| failed(words, &error.to_string()))?,
            "md" => rounds::markdown(&document).into_bytes(),
            _ => rounds::html(&document, words.lang().tag()).into_bytes(),
        };
        let rows: usize = document.tables.iter().map(|it| it.rows.len()).sum();
        let told = |file: String| say!(words, "cli-exported-rows", file = file, rows = rows);
        args.paper.paper().deliver((seat, desk), &Sheet { what: "award", bytes: &bytes, rows }, &[], told, out)
    })
}

//! `catalogue`: what can be done at the service centre, with which papers, by whom and within what time; a request is opened from it.

use super::super::args::{CatalogueCommand, ListArgs};
use super::super::capture::{self, Asked};
use super::super::choose::one_of;
use super::super::filter::Filters;
use super::super::out::{Out, Outcome, Table};
use super::super::problem::{Exit, Problem};
use super::super::seat::Seat;
use super::super::written::write;
use super::view::{self, ItemView};
use crate::campus::{Act, RequestKind, ServiceItem, VenueAct, read_within};
use crate::capture::Form;
use crate::desk::Desk;
use crate::say;
use crate::text;
use crate::words::Words;

/// `catalogue …`.
pub(in crate::cli) fn run(seat: &Seat, command: &CatalogueCommand, out: &mut Out) -> Outcome {
    use CatalogueCommand as C;
    let words = &seat.words;
    seat.at_desk(out, |desk, out| match command {
        C::List { query } => {
            let views = views(desk, query.as_deref());
            out.hand(words, views, |out, views| tell(words, &views, out))?;
            Ok(Exit::Done)
        }
        C::Show { item } => {
            let it = view::item(&known(seat, desk, item)?);
            out.hand(words, it, |out, it| {
                let kind = RequestKind::from_key(it.kind).map(|it| words.request_kind(it)).unwrap_or_default();
                let fields = [
                    (say!(words, "cli-head-item"), it.name.clone()),
                    (say!(words, "cli-head-kind"), kind),
                    (say!(words, "cli-head-service"), it.department.clone()),
                    (say!(words, "cli-head-papers"), it.papers.clone()),
                    (say!(words, "cli-head-within"), words.within(it.minutes)),
                    (say!(words, "cli-head-ways"), ways(words, &it)),
                    (say!(words, "cli-head-where"), it.spot.clone()),
                ];
                fields.into_iter().try_for_each(|(name, value)| out.field(words, name, &value))
            })?;
            Ok(Exit::Done)
        }
        C::Set { item, kind, department, papers, within, ways, spot } => {
            let rules = RequestKind::ALL;
            let kind = kind.as_deref().map(|it| one_of(words, "--kind", it, &rules, RequestKind::key, |words, it| words.request_kind(it)));
            let kind = kind.transpose()?;
            let minutes =
                within.as_deref().map(|it| read_within(it).ok_or_else(|| bad(words, "--within", it, "30m 12h 2d"))).transpose()?;
            let ways = ways.as_deref().map(|it| read_ways(it).ok_or_else(|| bad(words, "--ways", it, "site online"))).transpose()?;
            let name = text::clean(item).trim().to_owned();
            let before = {
                let campus = desk.campus();
                campus.venues().item(campus.presets().rules(), &name)
            };
            let new = || ServiceItem {
                name: name.as_str().into(),
                kind: RequestKind::Paperwork,
                office: "".into(),
                papers: "".into(),
                minutes: 0,
                on_site: true,
                online: false,
                spot: "".into(),
            };
            let mut it = before.clone().unwrap_or_else(new);
            it.kind = kind.unwrap_or(it.kind);
            it.minutes = minutes.unwrap_or(it.minutes);
            (it.on_site, it.online) = ways.unwrap_or((it.on_site, it.online));
            for (typed, field) in [(department, &mut it.office), (papers, &mut it.papers), (spot, &mut it.spot)] {
                if let Some(typed) = typed {
                    *field = typed.trim().into();
                }
            }
            let act = VenueAct::ItemSet { before: before.map(Box::new), after: Some(Box::new(it)) };
            write(seat, desk, Act::Venue(act), None, out)
        }
        C::Drop { item } => {
            let it = known(seat, desk, item)?;
            write(seat, desk, Act::Venue(VenueAct::ItemSet { before: Some(Box::new(it)), after: None }), None, out)
        }
        C::Request { item, line, dry_run } => {
            let it = known(seat, desk, item)?;
            let line = format!("{line} {} {}", words.request_kind(it.kind), it.name);
            capture::log(seat, desk, Asked::new(Form::Request), &line, *dry_run, out)
        }
    })
}

/// `list catalogue`.
pub(in crate::cli) fn list(seat: &Seat, desk: &Desk, args: &ListArgs, out: &mut Out) -> Outcome<()> {
    let words = &seat.words;
    let mut filters = Filters::read(words, &args.filters)?;
    let office = filters.take("department", |it| Ok(it.to_owned()))?;
    filters.end()?;
    let views = views(desk, None).into_iter().filter(|it| office.as_ref().is_none_or(|office| it.department == *office));
    let views: Vec<ItemView> = views.take(args.limit.count()).collect();
    out.hand(words, views, |out, views| tell(words, &views, out))
}

pub(super) fn views(desk: &Desk, query: Option<&str>) -> Vec<ItemView> {
    let campus = desk.campus();
    let items = campus.venues().catalogue(campus.presets().rules());
    let query = query.map(|it| text::fold(it).trim().to_owned());
    let holds = |it: &ServiceItem| query.as_ref().is_none_or(|query| it.name.contains(&**query) || it.office.contains(&**query));
    items.iter().filter(|it| holds(it)).map(view::item).collect()
}

/// An item by its name, or by what only its name holds.
fn known(seat: &Seat, desk: &Desk, typed: &str) -> Result<ServiceItem, Problem> {
    let words = &seat.words;
    let campus = desk.campus();
    let items = campus.venues().catalogue(campus.presets().rules());
    let plain = text::fold(typed);
    let plain = plain.trim();
    if let Some(it) = items.iter().find(|it| *it.name == *plain) {
        return Ok(it.clone());
    }
    let near: Vec<&ServiceItem> = items.iter().filter(|it| !plain.is_empty() && it.name.contains(plain)).collect();
    match near.as_slice() {
        [] => Err(Problem::not_found(words, typed)),
        [one] => Ok((*one).clone()),
        several => {
            let names: Vec<String> = several.iter().map(|it| it.name.to_string()).collect();
            Err(Problem::ambiguous_rooms(words, typed, &names))
        }
    }
}

fn read_ways(typed: &str) -> Option<(bool, bool)> {
    let plain = text::fold(typed).to_lowercase();
    let ways = (plain.contains("site") || plain.contains("现场"), plain.contains("online") || plain.contains("线上"));
    (ways.0 || ways.1).then_some(ways)
}

fn bad(words: &Words, what: &str, typed: &str, keys: &str) -> Problem {
    let typed = text::clean(typed);
    Problem::usage("bad_value", say!(words, "cli-bad-value", what = what, typed = typed.as_ref(), keys = keys))
}

pub(super) fn ways(words: &Words, it: &ItemView) -> String {
    let ways = [(it.on_site, say!(words, "cli-way-site")), (it.online, say!(words, "cli-way-online"))];
    ways.into_iter().filter(|it| it.0).map(|it| it.1).collect::<Vec<_>>().join(&say!(words, "campus-comma"))
}

fn tell(words: &Words, views: &[ItemView], out: &mut Out) -> Outcome<()> {
    let mut table = Table::new([
        say!(words, "cli-head-item"),
        say!(words, "cli-head-service"),
        say!(words, "cli-head-within"),
        say!(words, "cli-head-ways"),
        say!(words, "cli-head-where"),
        say!(words, "cli-head-papers"),
    ]);
    for it in views {
        table.row([it.name.clone(), it.department.clone(), words.within(it.minutes), ways(words, it), it.spot.clone(), it.papers.clone()]);
    }
    out.table(words, &table)
}

//! `publish`: news of what was done: drafted from the facts, looked through for personal data, reviewed by somebody else, published with its link.

mod pictures;

use self::pictures::{faces, picked, repicked, shown};
use super::args::{ExportNewsArgs, PublishCommand, PublishDraftArgs};
use super::choose::{Finding, one_of};
use super::out::{Out, Outcome, Table};
use super::paper::{Sheet, failed};
use super::problem::{Exit, Problem};
use super::seat::Seat;
use super::view;
use super::written::{day, day_of, write};
use crate::campus::{Act, ActivityState, Campus, Day, NewsAbout, NewsAct, NewsDrafted, NewsHead, NewsHouse, NewsState, Seq};
use crate::desk::Desk;
use crate::desk::count::Span;
use crate::exchange::news::{self, NewsPage, Personal, personal};
use crate::say;
use crate::text;
use crate::words::Words;
use serde::Serialize;
use serde_json::json;

/// The letter of the id of a piece.
const NEWS: char = 'X';
/// Largest file of words, in bytes.
const FILE_LIMIT: u64 = 200_000;

/// `publish …`.
pub(super) fn run(seat: &Seat, command: &PublishCommand, out: &mut Out) -> Outcome {
    use PublishCommand as C;
    let words = &seat.words;
    seat.at_desk(out, |desk, out| match command {
        C::Draft(args) => draft(seat, desk, args, out),
        C::Rewrite { id, file, title } => {
            let piece = known(seat, desk, id)?;
            let text = read(seat, file)?;
            let title = title.as_deref().map_or(piece.title, one_line);
            let students = named(desk, &format!("{title}\n{text}"));
            let act =
                NewsAct::Rewritten { news: piece.head.seq, before: piece.head.words.0, title: title.into(), text: text.into(), students };
            changed(seat, desk, piece.head.seq, act, out)
        }
        C::Check { id } => {
            let piece = known(seat, desk, id)?;
            let found = personal(&desk.campus(), &piece.all());
            let views = shown(words, &found, &piece.head);
            out.answer(words, &views, |out| {
                tell_personal(words, &found, out)?;
                faces(words, &piece.head).map_or(Ok(()), |it| out.line(words, &it))
            })?;
            Ok(Exit::Done)
        }
        C::Review { id, accept_personal } => {
            let piece = known(seat, desk, id)?;
            let found = personal(&desk.campus(), &piece.all());
            let views = shown(words, &found, &piece.head);
            if !views.is_empty() && !accept_personal {
                let problem = Problem::new(Exit::Refused, "personal_data", say!(words, "cli-publish-personal", count = views.len()));
                let lines = found.iter().map(|it| told_personal(words, it)).chain(faces(words, &piece.head));
                return Err(lines.fold(problem.with("personal", views), |problem, line| problem.line(line)).into());
            }
            changed(seat, desk, piece.head.seq, NewsAct::Reviewed { news: piece.head.seq, words: piece.head.words.0 }, out)
        }
        C::Back { id, reason } => {
            let news = known(seat, desk, id)?.head.seq;
            changed(seat, desk, news, NewsAct::SentBack { news, text: reason.trim().into() }, out)
        }
        C::Done { id, link, day: typed } => {
            let head = known(seat, desk, id)?.head;
            let day = day(seat, desk, typed.as_deref())?;
            not_before(words, &desk.campus(), &head, day)?;
            let news = head.seq;
            let acts = desk.campus().publishing(news, day, link.trim());
            // The activity is published only if its news is.
            for act in acts {
                seat.receipt(desk, desk.submit(act))?;
            }
            let piece = known(seat, desk, &format!("{NEWS}{news}"))?;
            show(seat, desk, &piece, out)
        }
        C::Recall { id } => {
            let news = known(seat, desk, id)?.head.seq;
            let acts = desk.campus().recalling(news);
            // The activity is taken back only if its news is.
            for act in acts {
                seat.receipt(desk, desk.submit(act))?;
            }
            let piece = known(seat, desk, &format!("{NEWS}{news}"))?;
            show(seat, desk, &piece, out)
        }
        C::Withdraw { id } => {
            let head = known(seat, desk, id)?.head;
            changed(seat, desk, head.seq, NewsAct::Withdrawn { news: head.seq, from: head.state }, out)
        }
        C::Pictures { id, add, drop } => {
            let head = known(seat, desk, id)?.head;
            let after = repicked(words, desk, &head, add, drop)?;
            changed(seat, desk, head.seq, NewsAct::Pictured { news: head.seq, before: head.pictures, after }, out)
        }
        C::List { state, limit } => list(seat, desk, state.as_deref(), limit.count(), out),
        C::Show { id } => {
            let piece = known(seat, desk, id)?;
            show(seat, desk, &piece, out)
        }
    })
}

/// A headline in one line, whatever was pasted.
fn one_line(typed: &str) -> String {
    let lines = typed.split(['\n', '\r', '\u{B}', '\u{C}', '\u{85}', '\u{2028}', '\u{2029}']).map(str::trim);
    lines.filter(|it| !it.is_empty()).collect::<Vec<_>>().join(" ")
}

/// Nothing is published before what it tells of began.
fn not_before(words: &Words, campus: &Campus, head: &NewsHead, day: Day) -> Result<(), Problem> {
    let from = match head.about {
        NewsAbout::Period { from, .. } => Some(from),
        NewsAbout::Activity(seq) => campus.activities().get(seq).map(|it| it.facts.day),
    };
    match from {
        Some(from) if day < from => {
            Err(Problem::usage("bad_value", say!(words, "cli-publish-before", day = view::date(day), from = view::date(from))))
        }
        _ => Ok(()),
    }
}

/// A piece with its words, as far as this user reads them.
struct Piece {
    head: NewsHead,
    title: String,
    text: String,
    link: Option<String>,
    reads: bool,
}

impl Piece {
    fn all(&self) -> String {
        format!("{}\n{}", self.title, self.text)
    }
}

fn known(seat: &Seat, desk: &Desk, typed: &str) -> Result<Piece, Problem> {
    let gone = || Problem::not_found(&seat.words, typed);
    let (head, reads) = {
        let campus = desk.campus();
        let found = view::numbered(text::fold(typed).trim(), NEWS).and_then(|seq| campus.news().get(seq));
        let head = found.filter(|it| it.state != NewsState::Withdrawn).cloned().ok_or_else(gone)?;
        let reads = desk.sight(&campus).reads_news(&head);
        (head, reads)
    };
    if !reads {
        return Ok(Piece { head, title: String::new(), text: String::new(), link: None, reads });
    }
    let entry = |seq: Seq| desk.entry(seq).map_err(|fault| Problem::fault(&seat.words, &fault));
    let (title, text) = match entry(head.words.0)?.map(|it| it.act) {
        Some(Act::News(NewsAct::Drafted(it))) => (it.title.to_string(), it.text.to_string()),
        Some(Act::News(NewsAct::Rewritten { title, text, .. })) => (title.to_string(), text.to_string()),
        _ => Default::default(),
    };
    let link = match head.published.map(|(seq, _)| entry(seq)).transpose()?.flatten().map(|it| it.act) {
        Some(Act::News(NewsAct::Published { link, .. })) => Some(link.to_string()),
        _ => None,
    };
    Ok(Piece { head, title, text, link, reads })
}

/// The students whom words name, by name or number.
fn named(desk: &Desk, words: &str) -> Vec<crate::campus::StudentId> {
    let mut students: Vec<_> = personal(&desk.campus(), words).into_iter().filter_map(|it| it.student).collect();
    students.sort_unstable();
    students.dedup();
    students
}

fn read(seat: &Seat, file: &std::path::Path) -> Result<String, Problem> {
    let words = &seat.words;
    let what = |error: &std::io::Error| super::roster::in_file(words, file, words.io(error.kind()));
    let unread = |what: &str| Problem::new(Exit::Refused, "unreadable", say!(words, "cli-publish-unread", what = what));
    let size = std::fs::metadata(file).map_err(|error| unread(&what(&error)))?.len();
    if size > FILE_LIMIT {
        return Err(unread(&say!(words, "cli-publish-too-large", limit = FILE_LIMIT.to_string())));
    }
    std::fs::read_to_string(file).map_err(|error| unread(&what(&error)))
}

fn draft(seat: &Seat, desk: &Desk, args: &PublishDraftArgs, out: &mut Out) -> Outcome {
    let words = &seat.words;
    let house = one_of(words, "--house", &args.house, &NewsHouse::ALL, NewsHouse::key, |words, it| words.news_house(it))?;
    let drafted = if let Some(typed) = &args.activity {
        let drafted = of_activity(words, &desk.campus(), typed, house)?;
        NewsDrafted { pictures: picked(words, desk, drafted.about, &args.pictures)?, ..drafted }
    } else {
        let campus = desk.campus();
        let today = desk.now().day(campus.zone());
        let month = args.month.as_deref().map(|it| text::fold(it).trim().to_owned());
        let month = month.map(|it| if it.len() == 7 { format!("{it}-01") } else { it });
        let span = match &args.term {
            Some(term) => Span::term(&campus, day_of(seat, &campus, Some(term), today)?),
            None => Span::month(day_of(seat, &campus, month.as_deref(), today)?),
        };
        let finder = desk.finder();
        let community = args.community.as_deref();
        let community = community.map(|it| Finding::new(words, &campus, &finder, desk.user()).community(it)).transpose()?;
        let found = news::draft(words, &campus, (desk.user(), desk.now()), span, community, house);
        let nothing = || Problem::new(Exit::NotFound, "nothing_to_tell", say!(words, "cli-publish-nothing"));
        let found = found.ok_or_else(nothing)?;
        // A piece of a term that is not over tells of what is done until now.
        let about = NewsAbout::Period { from: span.from, until: span.until.min(today), community };
        let (title, text) = (found.title.into(), found.text.into());
        NewsDrafted { about, house, title, text, pictures: Vec::new(), students: Vec::new() }
    };
    if args.dry_run {
        let value = json!({ "seq": null, "title": drafted.title, "text": drafted.text });
        out.answer(words, &value, |out| {
            out.line(words, &text::clean(&drafted.title))?;
            text::clean_lines(&drafted.text).lines().try_for_each(|it| out.line(words, it))
        })?;
        return Ok(Exit::Done);
    }
    // A place or a college may be called as somebody is.
    let students = named(desk, &format!("{}\n{}", drafted.title, drafted.text));
    write(seat, desk, Act::News(NewsAct::Drafted(Box::new(NewsDrafted { students, ..drafted }))), Some(NEWS), out)
}

/// A draft of one activity.
fn of_activity(words: &Words, campus: &Campus, typed: &str, house: NewsHouse) -> Result<NewsDrafted, Problem> {
    let found = view::numbered(text::fold(typed).trim(), 'A').and_then(|seq| campus.activities().get(seq));
    let head = found.filter(|it| it.state != ActivityState::Withdrawn).ok_or_else(|| Problem::not_found(words, typed))?;
    let not_held = || Problem::new(Exit::Refused, "not_held", say!(words, "cli-publish-not-held", id = format!("A{}", head.seq)));
    let found = news::draft_of_activity(words, campus, head, house).ok_or_else(not_held)?;
    let about = NewsAbout::Activity(head.seq);
    let (title, text) = (found.title.into(), found.text.into());
    Ok(NewsDrafted { about, house, title, text, pictures: Vec::new(), students: Vec::new() })
}

fn changed(seat: &Seat, desk: &Desk, news: Seq, act: NewsAct, out: &mut Out) -> Outcome {
    let withdrawn = matches!(act, NewsAct::Withdrawn { .. });
    seat.receipt(desk, desk.submit(Act::News(act)))?;
    if withdrawn {
        let words = &seat.words;
        out.answer(words, &json!({ "id": format!("{NEWS}{news}"), "state": NewsState::Withdrawn.key() }), |out| {
            out.line(words, &say!(words, "cli-publish-withdrawn", id = format!("{NEWS}{news}")))
        })?;
        return Ok(Exit::Done);
    }
    let piece = known(seat, desk, &format!("{NEWS}{news}"))?;
    show(seat, desk, &piece, out)
}

/// A piece for scripts.
#[derive(Serialize)]
struct NewsView {
    id: String,
    seq: u64,
    at: String,
    by: String,
    house: &'static str,
    state: &'static str,
    about: String,
    community: Option<String>,
    reviewed_by: Option<String>,
    published_on: Option<String>,
    link: Option<String>,
    /// How many pictures go with it.
    pictures: usize,
    title: Option<String>,
    text: Option<String>,
}

fn told(campus: &Campus, it: &Piece) -> NewsView {
    let head = &it.head;
    let (about, community) = match head.about {
        NewsAbout::Activity(seq) => (format!("A{seq}"), None),
        NewsAbout::Period { from, until, community } => (format!("{}..{}", view::date(from), view::date(until)), community),
    };
    NewsView {
        id: format!("{NEWS}{}", head.seq),
        seq: head.seq.0,
        at: view::time(campus, head.at),
        by: view::login(campus, head.by),
        house: head.house.key(),
        state: head.state.key(),
        about,
        community: community.and_then(|id| campus.places().community(id)).map(|it| it.name.to_string()),
        reviewed_by: head.reviewed.map(|(who, _)| view::login(campus, who)),
        published_on: head.published.map(|(_, day)| view::date(day)),
        link: it.link.clone(),
        pictures: head.pictures.len(),
        title: it.reads.then(|| it.title.clone()),
        text: it.reads.then(|| it.text.clone()),
    }
}

fn show(seat: &Seat, desk: &Desk, piece: &Piece, out: &mut Out) -> Outcome {
    let words = &seat.words;
    let view = told(&desk.campus(), piece);
    out.hand(words, view, |out, view| {
        out.line(words, &format!("{}  {}", view.id, text::clean(view.title.as_deref().unwrap_or_default())))?;
        let state = say!(words, "cli-head-state");
        out.field(words, state, &words.news_state(piece.head.state))?;
        out.field(words, say!(words, "cli-publish-house"), &words.news_house(piece.head.house))?;
        out.field(words, say!(words, "cli-publish-reviewed-by"), view.reviewed_by.as_deref().unwrap_or_default())?;
        out.field(words, say!(words, "cli-publish-link"), view.link.as_deref().unwrap_or_default())?;
        if let Some(faces) = faces(words, &piece.head) {
            out.line(words, &faces)?;
        }
        match &view.text {
            Some(text) => text::clean_lines(text).lines().try_for_each(|it| out.line(words, it)),
            None => out.line(words, &say!(words, "cli-hidden")),
        }
    })?;
    Ok(Exit::Done)
}

fn list(seat: &Seat, desk: &Desk, state: Option<&str>, limit: usize, out: &mut Out) -> Outcome {
    const STATES: [NewsState; 3] = [NewsState::Drafted, NewsState::Reviewed, NewsState::Published];
    let words = &seat.words;
    let state = state.map(|it| one_of(words, "--state", it, &STATES, NewsState::key, |words, it| words.news_state(it))).transpose()?;
    let ids: Vec<Seq> = {
        let campus = desk.campus();
        let heads = campus.news().heads().iter().rev().filter(|it| it.state != NewsState::Withdrawn);
        heads.filter(|it| state.is_none_or(|state| it.state == state)).map(|it| it.seq).take(limit).collect()
    };
    let pieces = ids.into_iter().map(|it| known(seat, desk, &format!("{NEWS}{it}"))).collect::<Result<Vec<_>, _>>()?;
    let views: Vec<NewsView> = {
        let campus = desk.campus();
        pieces.iter().map(|it| told(&campus, it)).collect()
    };
    out.hand(words, views, |out, views| {
        let mut table = Table::new([
            say!(words, "cli-head-id"),
            say!(words, "cli-head-time"),
            say!(words, "cli-publish-house"),
            say!(words, "cli-head-state"),
            say!(words, "cli-publish-title"),
            say!(words, "cli-publish-link"),
        ]);
        for (it, piece) in views.iter().zip(&pieces) {
            table.row([
                it.id.clone(),
                super::ask::short_time(&it.at),
                words.news_house(piece.head.house),
                words.news_state(piece.head.state),
                it.title.clone().unwrap_or_default(),
                it.link.clone().unwrap_or_default(),
            ]);
        }
        out.listing(words, &table, &say!(words, "cli-publish-none"))
    })?;
    Ok(Exit::Done)
}

fn told_personal(words: &Words, it: &Personal) -> String {
    let kind = words.get(&format!("news-personal-{}", it.kind.key().replace('_', "-")));
    say!(words, "cli-field", name = kind, value = text::clean(&it.text).into_owned())
}

fn tell_personal(words: &Words, found: &[Personal], out: &mut Out) -> Outcome<()> {
    if found.is_empty() {
        return out.line(words, &say!(words, "cli-publish-no-personal"));
    }
    found.iter().try_for_each(|it| out.line(words, &told_personal(words, it)))
}

/// `export news`.
pub(super) fn export(seat: &Seat, args: &ExportNewsArgs, out: &mut Out) -> Outcome {
    const ENDINGS: [&str; 3] = ["md", "html", "docx"];
    let words = &seat.words;
    let ending = args.paper.paper().ending(words, &ENDINGS)?;
    args.paper.paper().not_there_yet(words)?;
    seat.at_desk(out, |desk, out| {
        let piece = known(seat, desk, &args.id)?;
        if !piece.reads {
            return Err(Problem::new(Exit::Denied, "not_allowed", say!(words, "cli-hidden")).into());
        }
        // What was accepted in the review is meant to be read; anything else that is personal leaves the desk only on record.
        let found = personal(&desk.campus(), &piece.all());
        // A file of words holds no pictures, so none are taken out for it.
        let bare = ending == "md";
        let count = found.len() + if bare { 0 } else { piece.head.pictures.len() };
        if count > 0 && piece.head.state == NewsState::Drafted && !args.paper.identified {
            return Err(Problem::new(Exit::Refused, "personal_data", say!(words, "cli-publish-export-personal", count = count)).into());
        }
        let pictures = if bare { Ok(Vec::new()) } else { news::pictures(words, desk, &piece.head) };
        let pictures = pictures.map_err(|it| Problem::refused(words, &desk.campus(), &it))?;
        let (id, said) = (format!("{NEWS}{}", piece.head.seq), words.news_state(piece.head.state));
        // What it shows was accepted by who reviewed it, or goes out on record.
        let note = if count > 0 {
            say!(words, "news-note-agreed", id = id, state = said)
        } else {
            say!(words, "news-note", id = id, state = said)
        };
        let page = NewsPage { title: piece.title, text: piece.text, note, pictures };
        let bytes = match ending {
            "docx" => news::docx(&page).map_err(|error| failed(words, &words.io(error.kind())))?,
            "html" => news::html(&page, words.lang().tag()).into_bytes(),
            _ => news::markdown(&page).into_bytes(),
        };
        let told = |file: String| say!(words, "cli-exported-rows", file = file, rows = 1);
        args.paper.paper().deliver((seat, desk), &Sheet { what: "news", bytes: &bytes, rows: 1 }, &[], told, out)
    })
}

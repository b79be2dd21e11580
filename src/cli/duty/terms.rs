//! `duty terms` and `duty list`.

use super::super::args::DutyTermsArgs;
use super::super::choose::{Finding, one_of};
use super::super::out::{Out, Outcome, Table};
use super::super::problem::{Exit, Problem};
use super::super::seat::Seat;
use super::super::view;
use super::super::written;
use crate::campus::{Act, Campus, DutyAct, DutyTerms, Exemption, UserId};
use crate::desk::Desk;
use crate::desk::rights::Sight;
use crate::say;
use crate::text;
use crate::words::Words;
use serde::Serialize;

/// What is typed for none.
const NONE: &str = "none";

/// On what terms somebody serves; all but who they are is empty for who may not see it.
#[derive(Serialize)]
struct TermsView {
    person: String,
    name: String,
    community: Option<String>,
    /// The entry it became.
    seq: Option<u64>,
    /// 1 full, 0.5 half, 0 not at all.
    share: Option<f64>,
    exempt: Option<&'static str>,
    serves: Option<bool>,
    leads: Option<bool>,
    sites: Option<Vec<String>>,
    /// In duties.
    carried: Option<f64>,
    /// Their role alone says so.
    by_role: Option<bool>,
    /// Days they have something against or wish for.
    preferences: usize,
    #[serde(skip)]
    said: Option<Exemption>,
}

fn view_of(campus: &Campus, sight: Sight<'_>, id: UserId) -> TermsView {
    let user = campus.staff().user(id);
    let (terms, seen) = (campus.duty_terms(id), sight.sees_terms(id));
    let community = |id| campus.places().community(id).map(|it: &crate::campus::Community| it.name.to_string());
    TermsView {
        person: view::login(campus, id),
        name: user.map(|it| it.name.to_string()).unwrap_or_default(),
        community: user.and_then(|it| it.community).and_then(community),
        seq: None,
        share: seen.then(|| f64::from(terms.share) / 2.0),
        exempt: terms.exempt.filter(|_| seen).map(Exemption::key),
        serves: seen.then_some(terms.serves),
        leads: seen.then_some(terms.leads),
        sites: seen.then(|| terms.sites.iter().filter_map(|it| community(*it)).collect()),
        carried: seen.then(|| f64::from(terms.carried) / 2.0),
        by_role: seen.then(|| campus.duty().terms(id).is_none()),
        preferences: campus.duty().preferences().filter(|it| it.user == id).count(),
        said: terms.exempt.filter(|_| seen),
    }
}

/// `duty terms`: shows them, or sets what is given and leaves the rest.
pub(super) fn run(seat: &Seat, args: &DutyTermsArgs, out: &mut Out) -> Outcome {
    let words = &seat.words;
    seat.at_desk(out, |desk, out| {
        let (user, act) = written::choose(seat, desk, |finding| {
            let user = finding.user(&args.login)?;
            Ok((user, act(finding, user, args)?))
        })?;
        let seq = act.map(|act| seat.receipt(desk, desk.submit(Act::Duty(act)))).transpose()?.map(|it| it.seq.0);
        let campus = desk.campus();
        let sight = desk.sight(&campus);
        if seq.is_none() && !sight.sees_terms(user) {
            return Err(Problem::refusal(words, &campus, &crate::campus::Refusal::NotAllowed).into());
        }
        let view = TermsView { seq, ..view_of(&campus, sight, user) };
        out.answer(words, &view, |out| tell(words, std::slice::from_ref(&view), out))?;
        Ok(Exit::Done)
    })
}

/// What is to be set; nothing if nothing was given.
fn act(finding: &Finding<'_>, user: UserId, args: &DutyTermsArgs) -> Result<Option<DutyAct>, Problem> {
    let words = finding.words;
    let campus = finding.campus;
    let before = campus.duty().terms(user).cloned();
    if args.by_role {
        return Ok(before.is_some().then_some(DutyAct::TermsSet { user, before, after: None }));
    }
    let mut after: DutyTerms = campus.duty_terms(user);
    let was = after.clone();
    if let Some(typed) = &args.exempt {
        after.exempt = if typed.eq_ignore_ascii_case(NONE) {
            None
        } else {
            Some(one_of(words, "--exempt", typed, &Exemption::ALL, Exemption::key, |words, it| words.exemption(it))?)
        };
        // Who is exempt has no share; whoever is so no longer has the whole.
        after.share = match (after.exempt, was.share) {
            (Some(_), _) => 0,
            (None, 0) => 2,
            (None, share) => share,
        };
    }
    if let Some(share) = args.share {
        after.share = share;
    }
    if let Some(sites) = &args.sites {
        let named = sites.iter().map(|it| it.trim()).filter(|it| !it.is_empty() && !it.eq_ignore_ascii_case(NONE));
        after.sites = named.map(|it| finding.community(it)).collect::<Result<_, _>>()?;
    }
    after.leads = args.leads.unwrap_or(after.leads);
    after.serves = args.serves.unwrap_or(after.serves);
    if let Some(duties) = args.carried {
        let halves = duties * 2.0;
        if halves.fract() != 0.0 || !halves.is_finite() || halves.abs() > f64::from(crate::campus::CARRIED_LIMIT) {
            let typed = text::clean(&duties.to_string()).into_owned();
            let message = say!(words, "cli-bad-value", what = "--carried", typed = typed, keys = "0 0.5 1 -1.5 …");
            return Err(Problem::usage("bad_value", message));
        }
        // Held against the limit above.
        after.carried = halves as i32;
    }
    Ok((after != was || args.share.is_some() && before.is_none()).then_some(DutyAct::TermsSet { user, before, after: Some(after) }))
}

/// `duty list`: everybody who serves, or would by their role.
pub(super) fn list(seat: &Seat, out: &mut Out) -> Outcome {
    let words = &seat.words;
    seat.at_desk(out, |desk: &Desk, out| {
        let campus = desk.campus();
        let sight = desk.sight(&campus);
        let in_rota = |id: UserId| {
            let terms = campus.duty_terms(id);
            terms.serves || terms.leads || campus.duty().terms(id).is_some()
        };
        let people = campus.staff().users().filter(|(id, it)| it.active && in_rota(*id));
        let views: Vec<TermsView> = people.map(|(id, _)| view_of(&campus, sight, id)).collect();
        out.answer(words, &views, |out| tell(words, &views, out))?;
        Ok(Exit::Done)
    })
}

fn tell(words: &Words, views: &[TermsView], out: &mut Out) -> Outcome<()> {
    let mut table = Table::new([
        say!(words, "cli-head-login"),
        say!(words, "cli-head-name"),
        say!(words, "cli-head-community"),
        say!(words, "cli-head-share"),
        say!(words, "cli-head-exempt"),
        say!(words, "cli-head-rota"),
        say!(words, "cli-head-sites"),
        say!(words, "cli-head-carried"),
    ]);
    let number = |it: Option<f64>| it.map(|it| it.to_string()).unwrap_or_default();
    for it in views {
        let mut rotas = Vec::new();
        if it.serves == Some(true) {
            rotas.push(say!(words, "cli-duty-serves"));
        }
        if it.leads == Some(true) {
            rotas.push(say!(words, "cli-leader"));
        }
        table.row([
            it.person.clone(),
            it.name.clone(),
            it.community.clone().unwrap_or_default(),
            number(it.share),
            it.said.map(|it| words.exemption(it)).unwrap_or_default(),
            rotas.join(" "),
            it.sites.as_ref().map(|it| it.join(" ")).unwrap_or_default(),
            number(it.carried),
        ]);
    }
    out.table(words, &table)
}

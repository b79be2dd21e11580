//! `branch`: the six branches of the community (功能型党支部), who belongs to them and who leads them.

use super::super::args::BranchCommand;
use super::super::out::{Out, Outcome, Table};
use super::super::problem::Exit;
use super::super::seat::Seat;
use super::super::written::write;
use super::fellow::{set, tell, views};
use super::view::FellowView;
use super::{branch_named, known_fellow};
use crate::campus::{Branch, Fellow};
use crate::desk::Desk;
use crate::say;
use serde::Serialize;

/// A branch for scripts.
#[derive(Serialize)]
struct BranchView {
    branch: &'static str,
    secretary: Option<String>,
    members: usize,
    party_members: usize,
    activists: usize,
}

/// `branch …`.
pub(in crate::cli) fn run(seat: &Seat, command: &BranchCommand, out: &mut Out) -> Outcome {
    use BranchCommand as C;
    let words = &seat.words;
    seat.at_desk(out, |desk, out| match command {
        C::List => list(seat, desk, out),
        C::Show { branch } => {
            let branch = branch_named(words, branch)?;
            let mut views = views(desk, |it| it.branch == Some(branch));
            views.sort_by_key(|it| !it.secretary);
            out.hand(words, views, |out, views| tell(words, &views, out))?;
            Ok(Exit::Done)
        }
        C::Join { branch, id, secretary } => {
            let branch = branch_named(words, branch)?;
            let seq = known_fellow(seat, desk, id)?;
            let act = set(seat, desk, seq, |_, it| Ok(Some(Fellow { branch: Some(branch), secretary: *secretary, ..it })))?;
            write(seat, desk, act, None, out)
        }
        C::Leave { id } => {
            let seq = known_fellow(seat, desk, id)?;
            let act = set(seat, desk, seq, |_, it| Ok(Some(Fellow { branch: None, secretary: false, ..it })))?;
            write(seat, desk, act, None, out)
        }
    })
}

fn list(seat: &Seat, desk: &Desk, out: &mut Out) -> Outcome {
    let words = &seat.words;
    let all = views(desk, |it| it.branch.is_some());
    let of = |branch: Branch| all.iter().filter(move |it| it.branch == Some(branch.key()));
    let count = |branch: Branch, kind: &str| of(branch).filter(|it: &&FellowView| it.kind == kind).count();
    let view = |branch: Branch| BranchView {
        branch: branch.key(),
        secretary: of(branch).find(|it| it.secretary).and_then(|it| it.name.clone()),
        members: of(branch).count(),
        party_members: count(branch, "party_member"),
        activists: count(branch, "activist"),
    };
    let views: Vec<BranchView> = Branch::ALL.into_iter().map(view).collect();
    out.hand(words, views, |out, views| {
        let mut table = Table::new([
            say!(words, "cli-head-branch"),
            say!(words, "cli-head-secretary"),
            say!(words, "cli-head-members"),
            say!(words, "cli-head-party-members"),
            say!(words, "cli-head-activists"),
        ]);
        for it in &views {
            let name = Branch::from_key(it.branch).map(|it| words.branch(it)).unwrap_or_default();
            let [members, party, activists] = [it.members, it.party_members, it.activists].map(|it| it.to_string());
            table.row([name, it.secretary.clone().unwrap_or_default(), members, party, activists]);
        }
        out.table(words, &table)
    })?;
    Ok(Exit::Done)
}

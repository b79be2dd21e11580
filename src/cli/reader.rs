//! `reader`: who else reads a sealed talk.

use super::args::ReaderCommand;
use super::out::{Out, Outcome};
use super::problem::{Exit, Problem};
use super::seat::Seat;
use super::view;
use crate::campus::{Campus, Seq, UserId};
use crate::say;
use crate::text;
use serde_json::json;

/// `reader …`.
pub(super) fn run(seat: &Seat, command: &ReaderCommand, out: &mut Out) -> Outcome {
    let words = &seat.words;
    let (ReaderCommand::Add { talk, login } | ReaderCommand::Remove { talk, login }) = command;
    seat.at_desk(out, |desk, out| {
        let (talk, reader) = meant(seat, &desk.campus(), talk, login)?;
        let answer = match command {
            ReaderCommand::Add { .. } => desk.add_reader(talk, reader),
            ReaderCommand::Remove { .. } => desk.remove_reader(talk, reader),
        };
        let receipt = seat.receipt(desk, answer)?;
        let campus = desk.campus();
        let readers: Vec<String> = campus.talks().get(talk).and_then(|it| it.readers.as_ref()).map_or_else(Vec::new, |readers| {
            readers.iter().filter_map(|id| campus.staff().user(*id)).map(|it| it.login.to_string()).collect()
        });
        let id = format!("T{talk}");
        out.answer(words, &json!({ "id": id, "seq": receipt.seq.0, "readers": readers }), |out| {
            let names = readers.join(" ");
            out.line(words, &text::clean(&say!(words, "cli-readers", id = id.as_str(), readers = names)))
        })?;
        Ok(Exit::Done)
    })
}

/// The talk and the user that were meant.
fn meant(seat: &Seat, campus: &Campus, talk: &str, login: &str) -> Result<(Seq, UserId), Problem> {
    let words = &seat.words;
    let id = text::fold(talk);
    let seq = view::numbered(id.trim(), 'T').filter(|seq| campus.talks().get(*seq).is_some());
    let seq = seq.ok_or_else(|| Problem::not_found(words, talk))?;
    let reader = campus.staff().by_login(login).ok_or_else(|| Problem::not_found(words, login))?;
    Ok((seq, reader))
}

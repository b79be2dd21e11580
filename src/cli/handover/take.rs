//! The incoming side: written back in one's own words, and accepted.

use super::super::args::HandoverSignArgs;
use super::super::out::{Out, Outcome};
use super::super::problem::Problem;
use super::super::seat::Seat;
use super::{Which, show, wanted};
use crate::campus::{Act, HandoverAct, Refusal};
use crate::desk::{Desk, Refused};
use crate::exchange::rounds::Names;
use crate::say;
use crate::text;

/// `handover sign` of who comes. What was written back stays even where the handover is not accepted yet.
pub(super) fn sign(seat: &Seat, desk: &Desk, args: &HandoverSignArgs, out: &mut Out) -> Outcome {
    let words = &seat.words;
    let of = wanted(seat, desk, args.handover.as_deref(), Which::ToTake)?;
    let mut written = Vec::new();
    for pair in args.write_back.chunks(2) {
        let [nth, said] = pair else { continue };
        let typed = text::fold(nth);
        let line = typed.trim().parse::<u16>().ok().and_then(|it| it.checked_sub(1));
        let line =
            line.ok_or_else(|| Problem::usage("bad_value", say!(words, "cli-write-back-line", typed = text::clean(nth).into_owned())))?;
        let act = HandoverAct::WrittenBack { handover: of, line, text: said.as_str().into() };
        seat.receipt(desk, desk.submit(Act::Handover(act)))?;
        written.push(usize::from(line) + 1);
    }
    let view = super::seen(seat, desk, of, Names::Full)?;
    for it in view.lines.iter().filter(|it| written.contains(&it.line) && !it.missing.is_empty()) {
        let lacks = say!(words, "report-handover-lacks", what = it.missing.join(" · "));
        out.note(&text::clean(&say!(words, "cli-write-back-lacks", line = it.line, lacks = lacks)));
    }
    if args.accept {
        match desk.submit(Act::Handover(HandoverAct::Accepted { handover: of })) {
            Err(Refused::Rule(refusal @ Refusal::WriteBackOwed { .. })) => {
                let owed: Vec<String> = view.owed.iter().map(usize::to_string).collect();
                let line = say!(words, "cli-write-back-owed", lines = owed.join(" "));
                return Err(seat.refusal(desk, &refusal).line(line).with("owed", view.owed).into());
            }
            answer => seat.receipt(desk, answer)?,
        };
    }
    show(seat, desk, of, out)
}

//! The door of `benches/search.rs`: texts in memory without a home under them.

use super::texts::{Texts, ToRead};
use super::view::seq_of;
use crate::campus::{Act, Campus, Entry, SeatId, Stamp, TalkAct, TalkLogged, UserId};
use crate::query::Wanted;

/// The texts of one user over a campus that was made for it.
#[derive(Default)]
pub struct Bench(Texts);

impl std::fmt::Debug for Bench {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Bench")
    }
}

impl Bench {
    /// Takes in everything that `user` may read; `text` gives the words of the talk in a row of the table.
    pub fn fill(&mut self, campus: &Campus, user: UserId, text: impl Fn(usize) -> TalkLogged) {
        self.0.bring_up(campus, user);
        loop {
            let batch: Vec<ToRead> = self.0.next_batch(campus, 1_024);
            if batch.is_empty() {
                return;
            }
            let entries: Vec<Entry> = batch
                .iter()
                .filter_map(|it| {
                    let seq = seq_of(campus, it.thing())?;
                    let act = Act::Talk(TalkAct::Logged(text(it.thing() as usize)));
                    Some(Entry { seq, at: Stamp(0), by: UserId(0), seat: SeatId(0), act })
                })
                .collect();
            self.0.take_in(&batch, |seq| entries.iter().find(|it| it.seq == seq));
        }
    }

    /// How many things fit.
    pub fn count(&mut self, campus: &Campus, user: UserId, wanted: &Wanted, limit: usize) -> usize {
        let Some(holding) = self.0.holding(wanted, &|| true) else { return 0 };
        self.0.sift((campus, user), wanted, holding, limit).1
    }

    /// Forgets what was looked for lately.
    pub fn forget(&mut self) {
        self.0.forget_words();
    }

    /// Bytes of the texts, and bytes of memory for them and what is known about them.
    pub fn size(&self) -> (usize, usize) {
        self.0.size()
    }
}

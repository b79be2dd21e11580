//! Who serves how much (工作量台账): share, carried balance, nights by kind, and how far from what is fair.

use super::schedule::duties;
use crate::campus::{Campus, Day, DraftHead, DutyKind, Post, UserId};
use crate::desk::Sight;
use std::collections::BTreeMap;

/// What one person serves in a span, at workrooms or as leader.
#[derive(Debug, Clone, PartialEq)]
pub struct LedgerRow {
    /// Who.
    pub person: UserId,
    /// As duty leader; the two rotas are counted apart.
    pub leads: bool,
    /// Half units served.
    pub served: i64,
    /// Nights by kind, in the order of [`DutyKind::ALL`].
    pub kinds: [u32; 4],
    /// Half shares, half units carried, and how far from fair in hundredths of a workday's night; only where the terms may be seen.
    pub terms: Option<(u8, i32, i64)>,
}

/// Everybody who serves or should, the one who serves too much first; the leaders after all others.
pub fn ledger_rows(campus: &Campus, draft: Option<&DraftHead>, span: (Day, Day), user: UserId) -> Vec<LedgerRow> {
    let (sight, rules) = (Sight::new(campus, user), &campus.presets().rules().schedule);
    let mut served: BTreeMap<(bool, UserId), (i64, [u32; 4])> = BTreeMap::new();
    for (person, it) in campus.staff().users() {
        let terms = campus.duty_terms(person);
        let on = it.active && terms.exempt.is_none() && terms.share > 0;
        for leads in [false, true] {
            if on && if leads { terms.leads } else { terms.serves } {
                served.entry((leads, person)).or_default();
            }
        }
    }
    for duty in duties(campus, draft, span) {
        let row = served.entry((duty.post == Post::Leader, duty.person)).or_default();
        let kind = rules.kind(duty.day);
        row.0 += rules.weight(duty.day);
        row.1[DutyKind::ALL.iter().position(|it| *it == kind).unwrap_or(0)] += 1;
    }
    let mut rows = Vec::new();
    for rota in [false, true] {
        let people: Vec<_> = served.iter().filter(|((leads, _), _)| *leads == rota).collect();
        let terms = |person: UserId| {
            let it = campus.duty_terms(person);
            // The balance is one of the workrooms' where somebody has both.
            let carried = if rota && it.serves { 0 } else { it.carried };
            (it.share, carried)
        };
        let shares: i64 = people.iter().map(|((_, it), _)| i64::from(terms(*it).0)).sum::<i64>().max(1);
        let whole: i64 = people.iter().map(|((_, it), (served, _))| served + i64::from(terms(*it).1)).sum();
        let mut of_rota: Vec<LedgerRow> = people
            .into_iter()
            .map(|((leads, person), (served, kinds))| {
                let (share, carried) = terms(*person);
                // Half units times 50 are hundredths of a night.
                let off = 50 * (served + i64::from(carried)) - 50 * i64::from(share) * whole / shares;
                let terms = sight.sees_terms(*person).then_some((share, carried, off));
                LedgerRow { person: *person, leads: *leads, served: *served, kinds: *kinds, terms }
            })
            .collect();
        of_rota.sort_by_key(|it| (std::cmp::Reverse(it.terms.map_or(i64::MIN, |it| it.2)), std::cmp::Reverse(it.served), it.person));
        rows.extend(of_rota);
    }
    rows
}

//! Work over many rows, shared among the cores of the machine.

use std::ops::Range;

/// From so many rows on it is worth a second thread.
const SHARED: usize = 4_096;
/// Most threads at once.
const THREADS: usize = 4;

/// What comes of `work` on each part of so many rows, in the order of the parts.
pub(super) fn in_parts<T: Send>(rows: usize, work: impl Fn(Range<usize>) -> T + Sync) -> Vec<T> {
    let threads = std::thread::available_parallelism().map_or(1, |it| it.get()).min(THREADS);
    if threads == 1 || rows < SHARED {
        return vec![work(0..rows)];
    }
    let part = rows.div_ceil(threads);
    let mut parts = (0..threads).map(|nth| (nth * part).min(rows)..((nth + 1) * part).min(rows));
    let first = parts.next().unwrap_or_default();
    std::thread::scope(|scope| {
        let work = &work;
        let others: Vec<_> = parts.map(|it| scope.spawn(move || work(it))).collect();
        let mut done = vec![work(first)];
        // What went wrong in a part goes wrong here.
        done.extend(others.into_iter().map(|it| it.join().unwrap_or_else(|cause| std::panic::resume_unwind(cause))));
        done
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_in_one_part_in_its_place() {
        for rows in [0, 1, SHARED - 1, SHARED, SHARED + 1, 3 * SHARED + 2] {
            let all: Vec<usize> = in_parts(rows, |part| part.collect::<Vec<_>>()).concat();
            assert!(all.into_iter().eq(0..rows));
        }
    }
}

//! The door as one page, to be looked at and printed: nothing is loaded from elsewhere.

use super::door::{Door, DoorMonth};
use crate::exchange::rounds::escaped;
use std::fmt::Write as _;

const STYLE: &str = "
body{font:14px/1.5 'Noto Sans CJK SC','Microsoft YaHei',sans-serif;color:#111;margin:2em auto;max-width:80em;padding:0 1em}
h1{font-size:1.5em;text-align:center;margin:1em 0 .4em}
p.note{margin:.2em 0;color:#333}
table{border-collapse:collapse;width:100%}
th,td{border:1px solid #888;padding:.2em .4em;text-align:center}
th{background:#ddd}tr.off td{background:#eee}
td.n{font-variant-numeric:tabular-nums}
@page{size:A4 landscape;margin:12mm}
@media print{body{font-size:9pt;margin:0;max-width:none;padding:0}section{break-after:page}section:last-of-type{break-after:auto}
thead{display:table-header-group}tr{break-inside:avoid}th,tr.off td{-webkit-print-color-adjust:exact;print-color-adjust:exact}}
";

/// The door as a page in the language of this tag.
pub fn html(door: &Door, lang: &str) -> String {
    let mut page = String::new();
    // Writing to a string cannot fail.
    let _ = write!(
        page,
        "<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n<title>{}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n",
        escaped(lang),
        escaped(&door.title)
    );
    door.months.iter().for_each(|it| month(&mut page, door, it));
    people(&mut page, door);
    page.push_str("</body>\n</html>\n");
    page
}

fn head(page: &mut String, headings: &[String]) {
    page.push_str("<table>\n<thead><tr>");
    headings.iter().for_each(|it| {
        let _ = write!(page, "<th>{}</th>", escaped(it));
    });
    page.push_str("</tr></thead>\n<tbody>\n");
}

fn month(page: &mut String, door: &Door, month: &DoorMonth) {
    let _ = writeln!(page, "<section>\n<h1>{}</h1>", escaped(&month.title));
    head(page, &door.headings);
    for it in &month.days {
        page.push_str(if it.off { "<tr class=\"off\">" } else { "<tr>" });
        for cell in [&it.date, &it.weekday, &it.kind].into_iter().chain(&it.cells) {
            let _ = write!(page, "<td>{}</td>", escaped(cell).replace('\n', "<br>"));
        }
        page.push_str("</tr>\n");
    }
    page.push_str("</tbody>\n</table>\n");
    door.notes.iter().for_each(|it| {
        let _ = writeln!(page, "<p class=\"note\">{}</p>", escaped(it));
    });
    page.push_str("</section>\n");
}

fn people(page: &mut String, door: &Door) {
    let _ = writeln!(page, "<section>\n<h1>{}</h1>", escaped(&door.people_title));
    head(page, &door.people_headings);
    for it in &door.people {
        let _ = write!(page, "<tr><td>{}</td><td>{}</td><td>{}</td>", escaped(&it.name), escaped(&it.login), escaped(&it.phone));
        it.counts.into_iter().chain([it.total()]).for_each(|it| {
            let _ = write!(page, "<td class=\"n\">{it}</td>");
        });
        page.push_str("</tr>\n");
    }
    page.push_str("</tbody>\n</table>\n</section>\n");
}

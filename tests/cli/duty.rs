//! A month of duty from the shell: planned, published, somebody falls ill, repaired, swapped; and what goes wrong with it.

use super::schedule::College;
use super::{Desk, Run};
use serde_json::{Value, json};

/// Who plans and approves, who publishes, and two who serve.
const LEADER: &str = "chen";
const OFFICE: &str = "admin";
const ME: &str = "zhang";
const OTHER: &str = "li";
/// Little work: what is looked for is that all of it hangs together.
const QUICK: [&str; 2] = ["--iterations", "50000"];

/// Twenty counselors in six communities, who may serve every other night.
fn college() -> College {
    let college = College::of("4000");
    preset(&college, &[("rest = 2", "rest = 1"), ("off_cap = 3", "off_cap = 9")]);
    college
}

fn preset(college: &College, changes: &[(&str, &str)]) {
    let mut page = college.json(OFFICE, &["preset", "show"]).ok().json()["page"].as_str().expect("a page").to_owned();
    for (from, to) in changes {
        assert!(page.contains(&format!("\n{from}\n")), "{from}");
        page = page.replace(&format!("\n{from}\n"), &format!("\n{to}\n"));
    }
    let file = college.desk.file("page.toml", page.as_bytes());
    college.json(OFFICE, &["preset", "set", &file]).ok();
}

impl College {
    fn plan(&self, from: &str, to: &str) -> Run {
        self.json(LEADER, &[&["schedule", "make", "--from", from, "--to", to], &QUICK[..]].concat())
    }

    /// What is published from tomorrow on, the earliest first.
    fn ahead(&self, person: &str) -> Vec<Value> {
        let shown = self.json(ME, &["schedule", "show", "--from", "2026-11-25", "--to", "2026-12-31", "--person", person]).ok().json();
        shown["shifts"].as_array().expect("shifts").clone()
    }

    fn code(&self, user: &str, arguments: &[&str]) -> (i32, String) {
        let run = self.json(user, arguments);
        (run.code, if run.code == 0 { String::new() } else { run.error_code() })
    }
}

fn text<'a>(value: &'a Value, key: &str) -> &'a str {
    value[key].as_str().unwrap_or_else(|| panic!("{key} in {value}"))
}

fn refused(code: &str) -> (i32, String) {
    (1, code.to_owned())
}

#[test]
fn a_month_is_planned_published_repaired_and_swapped() {
    let college = college();
    let made = college.plan("2026-12-16", "2026-12-31").ok().json();
    assert_eq!((&made["seats"], &made["unfilled"], &made["clash"]), (&json!(16 * 7), &json!([]), &Value::Null), "{made}");
    // Half a month cannot level what the month before has left.
    assert!(made["spread_units"].as_f64().expect("a spread") <= 4.0, "{made}");
    let draft = made["draft"].to_string();
    // A hand on it: one duty given to somebody and pinned stays when all else is planned anew.
    let set = college.json(LEADER, &["schedule", "set", &draft, "2026-12-20", "三社区", OTHER, "--pin"]).ok().json();
    assert_eq!((text(&set, "person"), &set["pinned"]), (OTHER, &json!(true)));
    let remade = college.json(LEADER, &[&["schedule", "remake", &draft, "--seed", "5"], &QUICK[..]].concat()).ok().json();
    assert_eq!((&remade["draft"], &remade["seats"]), (&made["draft"], &json!(16 * 7)));
    let shown = college.json(ME, &["schedule", "show", "--draft", &draft, "--person", OTHER]).ok().json();
    let pinned: Vec<&Value> = shown["shifts"].as_array().expect("shifts").iter().filter(|it| it["pinned"] == true).collect();
    assert_eq!(pinned.len(), 1, "{shown}");
    assert_eq!((text(pinned[0], "duty_date"), text(pinned[0], "site")), ("2026-12-20", "三社区"));
    let diff = college.json(LEADER, &["schedule", "diff", &draft]).ok().json();
    assert_eq!((diff["added"].as_array().map(Vec::len), &diff["seq"], &diff["broken"]), (Some(16 * 7), &Value::Null, &json!(0)), "{diff}");
    assert_eq!(college.code(LEADER, &["schedule", "publish", &draft]), (4, "not_allowed".into()), "a leader drafts, the office publishes");
    let published = college.json(OFFICE, &["schedule", "publish", &draft]).ok().json();
    assert!(published["seq"].is_u64());
    assert_eq!(college.code(OFFICE, &["schedule", "publish", &draft]), refused("draft_closed"));
    // Everybody may ask why; another's terms are not told.
    let why = college.json(ME, &["schedule", "why", "2026-12-20", "三社区"]).ok().json();
    assert_eq!((text(&why, "person"), &why["account"]["share"]), (OTHER, &Value::Null), "{why}");
    let why = college.json(LEADER, &["schedule", "why", "2026-12-20", "三社区", "--limit", "2"]).ok().json();
    assert_eq!((&why["account"]["share"], &why["kind"], &why["weight"]), (&json!(1.0), &json!("weekend"), &json!(1.5)), "{why}");
    assert_eq!(why["alternatives"].as_array().map(Vec::len), Some(2), "{why}");
    assert!(why["reasons"].as_object().is_some_and(|it| !it.is_empty()));

    // She falls ill for a fortnight.
    let lost = college.ahead(ME).into_iter().filter(|it| text(it, "duty_date") >= "2026-12-10").collect::<Vec<_>>();
    assert!(lost.len() > 1);
    let ill = ["schedule", "leave", "--from", "2026-12-10", "--to", "2026-12-24", "--kind", "sick", "--reason", "手术"];
    let leave = college.json(ME, &ill).ok().json();
    let request = leave["request"]["request"].to_string();
    let seen = college.json(OTHER, &["schedule", "requests", "--open"]).ok().json();
    assert_eq!((text(&seen[0], "wanted"), &seen[0]["kind"], &seen[0]["text"]), ("leave", &Value::Null, &Value::Null), "why, is hers");
    let dry = college.json(LEADER, &["schedule", "approve", &request, "--dry-run"]).ok().json();
    assert_eq!((&dry["seq"], &dry["request"]["state"]), (&Value::Null, &json!("proposed")));
    let approved = college.json(LEADER, &["schedule", "approve", &request]).ok().json();
    let opened = approved["opened"].as_array().expect("what it opens").clone();
    assert!(!opened.is_empty());
    let repair = ["schedule", "repair", "--person", ME, "--from", "2026-12-10", "--to", "2026-12-24"];
    assert_eq!(college.code(OTHER, &repair), (4, "not_allowed".into()));
    let dry = college.json(LEADER, &[&repair[..], &["--dry-run"]].concat()).ok().json();
    assert_eq!(
        (&dry["seq"], &dry["conflicts"], dry["lost"].as_array().map(Vec::len)),
        (&Value::Null, &json!([]), Some(opened.len())),
        "{dry}"
    );
    let repaired = college.json(LEADER, &repair).ok().json();
    assert_eq!((&repaired["turns"], &repaired["unfilled"]), (&dry["turns"], &json!([])), "as it was foretold");
    let within = |it: &&Value| ("2026-12-10"..="2026-12-24").contains(&text(it, "duty_date"));
    assert_eq!(college.ahead(ME).iter().filter(within).count(), 0);
    assert_eq!(college.code(LEADER, &repair), (3, "no_shifts".into()));
    let id = text(&opened[0], "id");
    let shift = college.json(OTHER, &["show", id]).ok().json();
    assert_eq!(shift["had"], json!([ME]), "{shift}");
    let kinds: Vec<&str> = shift["history"].as_array().expect("a history").iter().map(|it| text(it, "kind")).collect();
    assert!(kinds.contains(&"shift.reassigned"), "{kinds:?}");

    // A swap of two whose rest allows it.
    let (mine, theirs) = (college.ahead(ME), college.ahead(OTHER));
    let pairs = mine.iter().flat_map(|mine| theirs.iter().map(move |theirs| (text(mine, "id"), text(theirs, "id"))));
    let fits = |(mine, theirs): &(&str, &str)| {
        let dry = college.json(ME, &["schedule", "swap", mine, theirs, "--dry-run"]);
        dry.code == 0 && dry.json()["conflicts"] == json!([])
    };
    let (mine, theirs) = pairs.into_iter().find(fits).expect("some two can swap");
    let asked = college.json(ME, &["schedule", "swap", mine, theirs]).ok().json();
    assert_eq!((asked["turns"].as_array().map(Vec::len), asked["effects"].as_array().map(Vec::len)), (Some(2), Some(2)), "{asked}");
    let request = asked["request"]["request"].to_string();
    assert_eq!(college.code(OTHER, &["schedule", "give", theirs]), refused("change_pending"), "two requests about one shift");
    assert_eq!(college.code(LEADER, &["schedule", "approve", &request]), refused("change_not_accepted"));
    assert_eq!(college.code(ME, &["schedule", "accept", &request]), (4, "not_yours".into()));
    college.json(OTHER, &["schedule", "accept", &request]).ok();
    assert_eq!(college.code(OTHER, &["schedule", "approve", &request]), (4, "not_allowed".into()));
    college.json(LEADER, &["schedule", "approve", &request]).ok();
    assert_eq!(college.code(LEADER, &["schedule", "approve", &request]), refused("change_settled"));
    assert!(college.ahead(ME).iter().any(|it| text(it, "id") == theirs) && college.ahead(OTHER).iter().any(|it| text(it, "id") == mine));

    // What somebody's calendar is told: the shift they have now, under the id it always had.
    let calendar = college.desk.path("mine.ics");
    college.json(ME, &["export", "schedule", &calendar, "--person", ME]).ok();
    assert!(college.text("mine.ics").contains("BEGIN:VEVENT"));
    let log = college.said(LEADER, "zh-CN", &["log", "--since", &published["seq"].to_string()]);
    assert!(log.contains("发布草案") && log.contains("批准调班") && !log.contains("cli-kind"), "{log}");
    college.json(LEADER, &["verify"]).ok();
}

#[test]
fn rest_is_bent_in_an_emergency_only_and_it_is_said() {
    let college = College::of("4000");
    // Four share a post, so with six free nights between duties nobody can step in.
    preset(&college, &[("rest = 2", "rest = 6")]);
    let theirs = college.ahead(OTHER);
    let repair = ["schedule", "repair", text(&theirs[1], "id"), "--reason", "急诊"];
    let kept = college.json(LEADER, &repair);
    let said = kept.json();
    assert_eq!((kept.code, &said["seq"], said["unfilled"].as_array().map(Vec::len)), (1, &Value::Null, Some(1)), "{said}");
    let bent = college.json(LEADER, &[&repair[..], &["--emergency"]].concat()).ok().json();
    assert_eq!((&bent["repairs"][0]["bends"], &bent["unfilled"]), (&json!(true), &json!([])), "{bent}");
    assert!(bent["seq"].is_u64() && bent["conflicts"].as_array().is_some_and(|it| !it.is_empty()), "{bent}");
    assert_eq!(college.ahead(OTHER).len(), theirs.len() - 1);
}

#[test]
fn what_changed_meanwhile_is_not_swapped_and_leaves_do_not_overlap() {
    let college = college();
    let mine = college.ahead(ME);
    let last = text(mine.last().expect("she has duty"), "id");
    // Two swaps of one shift; and a cover that is accepted after the duty went to somebody else.
    let cover = college.json(ME, &["schedule", "cover", last, OTHER]).ok().json();
    let request = cover["request"]["request"].to_string();
    assert_eq!(college.code(ME, &["schedule", "give", last]), refused("change_pending"));
    let repaired = college.json(LEADER, &["schedule", "repair", last, "--reason", "开会"]).ok().json();
    assert_eq!(repaired["repairs"].as_array().map(Vec::len), Some(1), "{repaired}");
    assert_eq!(college.code(OTHER, &["schedule", "accept", &request]), refused("changed_meanwhile"));
    college.json(ME, &["schedule", "withdraw", &request]).ok();
    assert_eq!(college.code(ME, &["schedule", "withdraw", &request]), refused("change_settled"));
    assert_eq!(college.code(ME, &["schedule", "give", last]), (4, "not_allowed".into()), "not hers any more");
    // Too late for a swap, unless it cannot wait.
    let tonight = college.json(ME, &["list", "shifts", &format!("person:{ME}"), "day:2026-11-24"]).ok().json();
    let tonight = text(&tonight[0], "id").to_owned();
    assert_eq!(college.code(ME, &["schedule", "give", &tonight]), refused("change_too_late"));
    assert_eq!(college.json(ME, &["schedule", "give", &tonight, "--emergency"]).code, 2, "not without a reason");
    college.json(ME, &["schedule", "give", &tonight, "--emergency", "--reason", "孩子急诊"]).ok();
    let repair = ["schedule", "repair", &tonight];
    assert_eq!(college.code(LEADER, &repair), refused("shift_begun"));
    college.json(LEADER, &[&repair[..], &["--emergency", "--reason", "孩子急诊"]].concat()).ok();

    let leave = |from, to| college.code(OTHER, &["schedule", "leave", "--from", from, "--to", to]);
    assert_eq!(leave("2026-12-02", "2026-12-04"), (0, String::new()));
    assert_eq!(leave("2026-12-04", "2026-12-09"), refused("duty_leave_overlaps"));
    assert_eq!(leave("2026-12-09", "2026-12-08"), refused("leave_days"));
    assert_eq!(college.code(ME, &["schedule", "accept", "999999"]), (3, "no_such_change".into()));
    assert_eq!(college.code(ME, &["schedule", "cover", "S999999", OTHER]), (3, "not_found".into()));
    let other = college.ahead(OTHER);
    assert_eq!(college.code(ME, &["schedule", "cover", text(&other[0], "id"), ME]), (4, "not_allowed".into()), "another's duty");
}

#[test]
fn what_cannot_be_planned_is_said_in_peoples_words() {
    let nobody = Desk::founded();
    let make = ["schedule", "make", "--from", "2026-12-01", "--to", "2026-12-31"];
    let run = nobody.json("admin", &make);
    assert_eq!((run.code, run.error_code().as_str()), (1, "no_community"));
    assert_eq!(nobody.json("li", &make).code, 4, "a counselor plans nothing");

    let college = College::of("60");
    assert_eq!(college.code(LEADER, &["schedule", "make", "--from", "2026-12-09", "--to", "2026-12-01"]), (2, "bad_period".into()));
    assert_eq!(college.code(LEADER, &["schedule", "make", "--from", "2026-12-09", "--to", "2029-12-01"]), refused("nights"));
    // Twelve people who rest a week cannot staff six workrooms: what can be is planned, and the smallest clash is named.
    preset(&college, &[("rest = 2", "rest = 7")]);
    let made = college.plan("2026-12-16", "2026-12-22").ok().json();
    assert!(made["draft"].is_u64() && made["unfilled"].as_array().is_some_and(|it| it.len() > 20), "{made}");
    let clash = &made["clash"];
    assert!(clash["needed"].as_u64() > clash["possible"].as_u64() && clash["rule"] == "rest", "{clash}");
    let empty = &made["unfilled"][0];
    assert!(empty["reasons"]["rest"].is_u64() && empty["relax"][0]["bends"] == json!(["rest"]), "{empty}");
    let said = college.desk.run(
        LEADER,
        &["--home", &college.desk.path("college"), "--passphrase-file", &college.desk.path("demo"), "--now", super::NOW, "--lang", "en"]
            .into_iter()
            .chain(["schedule", "make", "--from", "2026-12-16", "--to", "2026-12-22", "--dry-run"])
            .chain(QUICK)
            .collect::<Vec<_>>(),
    );
    assert!(said.stderr.contains("free nights between two duties") && said.stderr.contains("The lightest way"), "{}", said.stderr);
    // A year nobody knows the holidays of.
    let far = college.json(LEADER, &["schedule", "make", "--from", "2039-12-30", "--to", "2040-01-02", "--dry-run", QUICK[0], QUICK[1]]);
    assert_eq!(far.ok().json()["unknown_years"], json!([2039, 2040]));

    // All counselors of the team are away: their terms say so, and nobody else learns why.
    let people = college.json(LEADER, &["duty", "list"]).ok().lines_or_array();
    let leaders: Vec<&Value> = people.iter().filter(|it| it["leads"] == true).collect();
    for it in &leaders {
        college.json(LEADER, &["duty", "terms", text(it, "person"), "--leads=false"]).ok();
    }
    let run = college.plan("2027-01-16", "2027-01-17");
    assert!(run.stderr.contains("带班领导"), "{}", run.stderr);
    assert_eq!(run.ok().json()["not_planned"], json!([{ "rota": "leaders", "reason": "nobody_serves" }]));
    for it in people.iter().filter(|it| it["serves"] == true) {
        college.json(LEADER, &["duty", "terms", text(it, "person"), "--exempt", "other"]).ok();
    }
    assert_eq!(college.plan("2027-01-16", "2027-01-17").error_code(), "nobody_serves");
}

#[test]
fn terms_and_preferences_are_set_seen_and_taken_back() {
    let college = College::of("60");
    let set = college.json(LEADER, &["duty", "terms", OTHER, "--share", "1", "--carried=-1.5", "--sites", "二社区,三社区"]).ok().json();
    assert_eq!((&set["share"], &set["carried"], &set["sites"]), (&json!(0.5), &json!(-1.5), &json!(["二社区", "三社区"])), "{set}");
    let nursing = college.json(LEADER, &["duty", "terms", ME, "--exempt", "maternity"]).ok().json();
    assert_eq!((&nursing["exempt"], &nursing["share"]), (&json!("maternity"), &json!(0.0)));
    let of = |user: &str, whose: &str| {
        let list = college.json(user, &["duty", "list"]).ok().lines_or_array();
        list.into_iter().find(|it| it["person"] == whose).expect("they are listed")
    };
    assert_eq!((&of(ME, ME)["exempt"], &of(OTHER, ME)["exempt"]), (&json!("maternity"), &Value::Null), "health is theirs");
    assert_eq!(of(OTHER, ME)["share"], Value::Null);
    assert_eq!(college.code(ME, &["duty", "terms", OTHER]), (4, "not_allowed".into()));
    assert_eq!(college.code(ME, &["duty", "terms", ME, "--share", "2"]), (4, "not_allowed".into()), "not even one's own");
    college.json(LEADER, &["duty", "terms", ME, "--exempt", "none"]).ok();
    assert_eq!(of(ME, ME)["share"], json!(1.0));
    let back = college.json(LEADER, &["duty", "terms", ME, "--by-role"]).ok().json();
    assert_eq!((&back["by_role"], &back["share"]), (&json!(true), &json!(1.0)));
    assert_eq!(college.json(LEADER, &["duty", "terms", ME, "--carried", "0.3"]).code, 2);

    let seq = college.json(ME, &["duty", "prefer", "avoid", "2026-12-24", "2026-12-26"]).ok().json()["seq"].to_string();
    assert_eq!(college.code(ME, &["duty", "prefer", "wish", "2026-12-24", "--person", OTHER]), (4, "not_allowed".into()));
    assert_eq!(college.code(ME, &["duty", "prefer", "wish", "2026-12-24", "2027-12-24"]), refused("days_span"));
    let list = college.json(OTHER, &["duty", "preferences", "--person", ME]).ok().json();
    assert_eq!((text(&list[0], "what"), text(&list[0], "to")), ("avoid", "2026-12-26"));
    assert_eq!(college.code(OTHER, &["duty", "withdraw", &seq]), (4, "not_allowed".into()));
    college.json(ME, &["duty", "withdraw", &seq]).ok();
    assert_eq!(college.code(ME, &["duty", "withdraw", &seq]), (3, "no_such_preference".into()));
}

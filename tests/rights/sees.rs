//! The rows of what is seen: each asked of the command line in every way it may come out.

use crate::Compared;
use crate::college::{
    CHANGE_SAID, COMMUNITY_SAID, EXPORT_SAID, Ears, HANDOVER_SAID, Incident, LEAVE_SAID, LEVEL_SAID, LI, MARK_SAID, MOOD_SAID, NOTE_SAID,
    NUMBERS, PEOPLE, PSYCH_MARK_SAID, QUERY_SAID, REMARK_SAID, REQUESTS_SAID, REVEAL_SAID, SNOOZE_SAID, STEP_SAID, Talk, WANG, ZHANG, ZHAO,
};
use serde_json::Value;
use yedeng::campus::Visibility;
use yedeng::desk::rights::{Right, TalkField};

/// What a cell promises to this person against what they are told. `None` for a row of another sort.
pub(crate) fn compare(right: Right, ears: &Ears<'_>) -> Option<Vec<Compared>> {
    use TalkField as F;
    Some(match right {
        Right::NormalHappened => talks(right, ears, Visibility::Normal, F::Happened),
        Right::NormalStudents => talks(right, ears, Visibility::Normal, F::Students),
        Right::NormalTopic => talks(right, ears, Visibility::Normal, F::Topic),
        Right::NormalLevel => talks(right, ears, Visibility::Normal, F::Level),
        Right::NormalFollowUp => talks(right, ears, Visibility::Normal, F::FollowUp),
        Right::NormalWords => talks(right, ears, Visibility::Normal, F::Words),
        Right::PrivateHappened => talks(right, ears, Visibility::Private, F::Happened),
        Right::PrivateStudents => talks(right, ears, Visibility::Private, F::Students),
        Right::PrivateTopic => talks(right, ears, Visibility::Private, F::Topic),
        Right::PrivateLevel => talks(right, ears, Visibility::Private, F::Level),
        Right::PrivateFollowUp => talks(right, ears, Visibility::Private, F::FollowUp),
        Right::PrivateWords => talks(right, ears, Visibility::Private, F::Words),
        Right::PsychHappened => talks(right, ears, Visibility::Psych, F::Happened),
        Right::PsychStudents => talks(right, ears, Visibility::Psych, F::Students),
        Right::PsychTopic => talks(right, ears, Visibility::Psych, F::Topic),
        Right::PsychLevel => talks(right, ears, Visibility::Psych, F::Level),
        Right::PsychFollowUp => talks(right, ears, Visibility::Psych, F::FollowUp),
        Right::PsychWords => talks(right, ears, Visibility::Psych, F::Words),
        Right::IncidentHappened | Right::IncidentMatter => ears.college.incidents.iter().flat_map(|it| incident(right, ears, it)).collect(),
        Right::IncidentWords => incident_words(right, ears, &ears.college.incidents[0]),
        Right::DistressWords => incident_words(right, ears, &ears.college.incidents[1]),
        Right::RequestHappened => ears.college.requests.iter().flat_map(|seq| request(right, ears, *seq)).collect(),
        Right::RequestWords => request_words(right, ears, 0),
        Right::ComplaintWords => request_words(right, ears, 1),
        Right::AttendanceSeen => {
            let id = format!("A{}", ears.college.activity);
            let shown = ears.ask(&show(&id));
            let told = vec![
                ("show", shown["students"].to_string().contains(ZHANG)),
                ("filter", ears.lists(&format!("list activities student:{ZHANG}"), &id)),
                ("entry", ears.ask(&show(&ears.college.attended.to_string()))["readable"] == true),
            ];
            all(&id, due(right, ears, &["zhou"], &[ZHANG]), told)
        }
        Right::ActivityFiles => {
            let files = ears.ask(&format!("activity files A{}", ears.college.activity));
            all("files", due(right, ears, &["zhou"], &[]), vec![("files", files.to_string().contains("sign.txt"))])
        }
        Right::CommunityStudents => community_students(right, ears),
        Right::CommunityWords => {
            let told = ears.college.community[1..].iter().map(|seq| ("entry", ears.ask(&show(&seq.to_string()))["readable"] == true));
            all("words", due(right, ears, &["zhou"], &[ZHANG]), told.collect())
        }
        Right::StudentLevel => students(right, ears, level),
        Right::StudentLevelSince => {
            let since = students(right, ears, |ears, no| vec![("show", has(&ears.ask(&show(no))["level_since"]))]);
            // Who set a level by an act of care sees their own act.
            let listed = [(ZHANG, &["zhou"][..]), (LI, &[])].into_iter().flat_map(|(no, mine)| {
                let rows = ears.ask("care list --all --limit 0");
                let row = rows.as_array().and_then(|all| all.iter().find(|it| it["student_no"] == no)).cloned().unwrap_or_default();
                all(no, due(right, ears, mine, &[no]), vec![("since", has(&row["since"])), ("review", has(&row["review"]))])
            });
            let since = since.into_iter().chain(listed.collect::<Vec<_>>());
            let header = |ears: &Ears<'_>| ears.log().into_iter().find(|line| line["seq"] == ears.college.cared.level);
            let known = header(ears).is_some_and(|it| it["kind"] != "hidden");
            since.chain(all("an act", due(right, ears, &["zhou"], &[ZHANG]), vec![("log", known)])).collect()
        }
        Right::LevelWords => {
            let told = vec![
                ("entry", ears.ask(&show(&ears.college.cared.level.to_string()))["readable"] == true),
                ("care show", ears.ask(&format!("care show {ZHANG}")).to_string().contains(LEVEL_SAID)),
            ];
            all("a level", due(right, ears, &["zhou"], &[ZHANG]), told)
        }
        Right::MarkSeen => mark(right, ears, 0, MARK_SAID),
        Right::PsychMarkSeen => mark(right, ears, 1, PSYCH_MARK_SAID),
        Right::SnoozeSeen => all("put off", due(right, ears, &["zhou"], &[]), entry(ears, ears.college.cared.snooze)),
        Right::StudentPhone => {
            students(right, ears, |ears, no| vec![("show", has(&ears.ask(&show(no))["phone"])), ("list", listed(ears, no, "phone"))])
        }
        Right::GuardianPhone => students(right, ears, |ears, no| {
            vec![("show", has(&ears.ask(&show(no))["guardian_phone"])), ("list", listed(ears, no, "guardian_phone"))]
        }),
        Right::IdentityNo => students(right, ears, |ears, no| {
            vec![("show", has(&ears.ask(&show(no))["identity_no"])), ("list", listed(ears, no, "identity_no"))]
        }),
        Right::Background => students(right, ears, |ears, no| {
            vec![("ethnic", has(&ears.ask(&show(no))["ethnic"])), ("political", has(&ears.ask(&show(no))["political"]))]
        }),
        Right::RevealsSeen => {
            let seq = ears.college.night.reveal;
            all("a look at a phone", due(right, ears, &["zhou"], &[ZHANG]), entry(ears, seq))
        }
        Right::ExportsSeen => all("an export with names", due(right, ears, &["zhou"], &[]), entry(ears, ears.college.night.export)),
        Right::Whereabouts => whereabouts(right, ears),
        Right::DutyTermsSeen => all("terms", due(right, ears, &["zhou"], &[]), entry(ears, ears.college.duty.terms)),
        Right::ChangeWords => readable(right, ears, ears.college.duty.change, &["zhou"]),
        Right::DutyLogWords => readable(right, ears, ears.college.duty.note, &["zhou"]),
        Right::HandoverWords => readable(right, ears, ears.college.duty.handover, &["zhou", "lead"]),
        Right::LeaveWords => leave_words(right, ears),
        Right::MoodSeen => {
            let seq = ears.college.night.mood;
            all("a class", due(right, ears, &["zhou"], &[ZHANG]), entry(ears, seq))
        }
        Right::QueriesSeen => {
            let mut told = entry(ears, ears.college.duty.query);
            let kept = ears.ask("search --list-saved");
            told.push(("kept", kept.as_array().is_some_and(|all| all.iter().any(|it| it["name"] == QUERY_SAID[1]))));
            all("a kept search", due(right, ears, &["zhou"], &[]), told)
        }
        Right::RosterChanges => students(right, ears, |ears, no| {
            let history = ears.ask(&show(no))["history"].clone();
            vec![("history", history.as_array().is_some_and(|all| all.iter().any(|it| it["kind"] == "person.imported")))]
        }),
        Right::UserPhone => user_phones(right, ears),
        Right::CustodySeen => custody(right, ears, 0, &[]),
        Right::UnlocksSeen => custody(right, ears, 1, &["zhou"]),
        Right::ErasuresSeen => custody(right, ears, 2, &[]),
        Right::GlassSeen => custody(right, ears, 3, &["zhou", "office"]),
        Right::NewsWords => {
            let id = format!("X{}", ears.college.news);
            let listed = ears.ask("publish list --limit 0");
            let row = listed.as_array().and_then(|all| all.iter().find(|it| it["id"] == id.as_str())).cloned().unwrap_or_default();
            let told = vec![
                ("shown", has(&ears.ask(&format!("publish show {id}"))["text"])),
                ("listed", has(&row["title"])),
                ("entry", ears.ask(&show(&ears.college.news.to_string()))["readable"] == true),
            ];
            all("a draft", due(right, ears, &["zhou"], &[]), told)
        }
        Right::AppraisalSeen => {
            let told = vec![
                ("appraisal", ears.ask("appraisal --of zhou")["rows"].is_array()),
                ("stats", has(&ears.ask("stats --of zhou")["nights"])),
                ("entries", ears.ask("appraisal --of zhou --open talks").is_array()),
                ("rows", ears.ask("appraisal")["rows"].to_string().contains("\"zhou\"")),
                ("counselors", ears.ask("stats talks --by counselor")["rows"].to_string().contains("\"zhou\"")),
            ];
            all("somebody's work", due(right, ears, &["zhou"], &[]), told)
        }
        _ => return None,
    })
}

fn due(right: Right, ears: &Ears<'_>, mine: &[&str], students: &[&str]) -> bool {
    ears.person.reached_by(right.grant(ears.person.role), mine, students)
}

fn has(value: &Value) -> bool {
    !value.is_null()
}

fn show(id: &str) -> String {
    format!("show {id}")
}

/// Compares every way something may be told with whether it should be.
fn all(what: &str, due: bool, told: Vec<(&str, bool)>) -> Vec<Compared> {
    told.into_iter().map(|(way, given)| Compared { what: format!("{what}, {way}"), given, due }).collect()
}

fn talks(right: Right, ears: &Ears<'_>, visibility: Visibility, field: TalkField) -> Vec<Compared> {
    let found = ears.college.talks.iter().filter(|it| it.visibility == visibility);
    found.flat_map(|it| all(&format!("T{}", it.seq), due(right, ears, &[it.by], &[it.student]), told_of(ears, it, field))).collect()
}

/// Every way in which a field of a talk may come out.
fn told_of(ears: &Ears<'_>, it: &Talk, field: TalkField) -> Vec<(&'static str, bool)> {
    let id = format!("T{}", it.seq);
    let shown = ears.ask(&show(&id));
    let header = ears.log().into_iter().find(|line| line["seq"] == it.seq).expect("every entry stands in the log");
    let about = |subject: String| header["subjects"].as_array().is_some_and(|all| all.contains(&Value::from(subject)));
    match field {
        TalkField::Happened => {
            vec![("show", has(&shown["id"])), ("list", ears.lists("list talks --limit 0", &id)), ("log", header["kind"] == "talk.logged")]
        }
        TalkField::Students => {
            let history = ears.ask(&show(it.student))["history"].clone();
            vec![
                ("show", has(&shown["students"])),
                ("filter", ears.lists(&format!("list talks student:{}", it.student), &id)),
                ("room", ears.lists(&format!("list talks room:{}", if it.student == ZHANG { "3-412" } else { "5-201" }), &id)),
                ("log", about(format!("student:{}", it.student))),
                ("history", history.as_array().is_some_and(|all| all.iter().any(|event| event["id"] == id.as_str()))),
            ]
        }
        TalkField::Topic => vec![
            ("show", has(&shown["topic"])),
            ("visibility", has(&shown["visibility"])),
            ("filter", ears.lists(&format!("list talks topic:{}", it.topic), &id)),
            ("way", ears.lists("list talks way:in_person", &id)),
            ("filter", ears.lists(&format!("list talks visibility:{}", visibility_key(it.visibility)), &id)),
        ],
        TalkField::Level => it.level.map_or_else(Vec::new, |level| {
            vec![("show", shown["level"] == level), ("filter", ears.lists(&format!("list talks level:{level}"), &id))]
        }),
        TalkField::FollowUp => {
            let closed = it.by == "centre";
            let owed = it.followup && !closed;
            let mut told = vec![("status", has(&shown["status"]))];
            if it.followup {
                told.push(("show", has(&shown["followup"])));
            }
            if owed {
                told.push(("filter", ears.lists("list talks status:awaiting", &id)));
                let overview = ears.ask("");
                told.push(("overview", overview["followups"].as_array().is_some_and(|all| all.iter().any(|it| it["id"] == id.as_str()))));
            }
            if closed {
                let kinds = ears.log().into_iter().filter(|line| line["subjects"].to_string().contains(&format!("talk:{id}"))).count();
                told.push(("log", kinds > 0));
            }
            told
        }
        TalkField::Words => {
            let listed = ears.ask("list talks --limit 0");
            let row = listed.as_array().and_then(|all| all.iter().find(|it| it["id"] == id.as_str())).cloned().unwrap_or_default();
            vec![
                ("show", has(&shown["text"])),
                ("tags", has(&shown["tags"])),
                ("list", has(&row["text"])),
                ("search", it.secrets.iter().all(|secret| ears.lists(&format!("search {secret}"), &id))),
                ("filters of search", ears.lists(&format!("search topic:{} by:{}", it.topic, it.by), &id)),
                ("tag", ears.lists(&format!("search tag:{}", it.secrets[1]), &id)),
                ("any word less", ears.lists("search --in talks --limit 0 -- -没有这句话", &id)),
                ("all of it", it.secrets.iter().all(|secret| shown.to_string().contains(secret))),
                ("entry", ears.ask(&show(&it.seq.to_string()))["readable"] == true),
            ]
        }
    }
}

fn visibility_key(visibility: Visibility) -> &'static str {
    match visibility {
        Visibility::Normal => "normal",
        Visibility::Private => "private",
        Visibility::Psych => "psych",
    }
}

fn incident(right: Right, ears: &Ears<'_>, it: &Incident) -> Vec<Compared> {
    let id = format!("I{}", it.seq);
    let shown = ears.ask(&show(&id));
    let header = ears.log().into_iter().find(|line| line["seq"] == it.seq).expect("every entry stands in the log");
    let told = if right == Right::IncidentHappened {
        let overview = ears.ask("");
        let open = overview["incidents"].as_array().is_some_and(|all| all.iter().any(|it| it["id"] == id.as_str()));
        vec![
            ("show", has(&shown["id"])),
            ("list", ears.lists("list incidents", &id)),
            ("overview", open),
            ("log", header["kind"] == "incident.opened"),
        ]
    } else {
        vec![
            ("category", has(&shown["category"])),
            ("students", has(&shown["students"])),
            ("filter", ears.lists(&format!("list incidents category:{}", it.category), &id)),
            ("filter", ears.lists(&format!("list incidents student:{ZHANG}"), &id)),
            ("log", header["subjects"].to_string().contains(ZHANG)),
            ("room", room_sign(ears, "3").is_some_and(|it| it.starts_with("incident_"))),
        ]
    };
    all(&id, due(right, ears, &["zhou"], &[ZHANG]), told)
}

fn incident_words(right: Right, ears: &Ears<'_>, it: &Incident) -> Vec<Compared> {
    let id = format!("I{}", it.seq);
    let shown = ears.ask(&show(&id));
    let told = vec![
        ("show", has(&shown["text"])),
        ("tags", has(&shown["tags"])),
        ("search", ears.lists(&format!("search {}", it.secrets[0]), &id)),
        ("timeline", ears.lists(&format!("search {}", it.secrets[2]), &id)),
        ("all of it", it.secrets.iter().all(|secret| shown.to_string().contains(secret))),
    ];
    all(&id, due(right, ears, &["zhou"], &[ZHANG]), told)
}

fn request(right: Right, ears: &Ears<'_>, seq: u64) -> Vec<Compared> {
    let id = format!("Q{seq}");
    let header = ears.log().into_iter().find(|line| line["seq"] == seq).expect("every entry stands in the log");
    let week = ears.ask("request week");
    let counted = week["services"].as_array().map_or(0, Vec::len) == 2;
    let told = vec![
        ("show", has(&ears.ask(&show(&id))["id"])),
        ("list", ears.lists("list requests", &id)),
        ("week", counted),
        ("log", header["kind"] == "request.opened"),
    ];
    all(&id, due(right, ears, &["zhou"], &[ZHANG]), told)
}

fn request_words(right: Right, ears: &Ears<'_>, nth: usize) -> Vec<Compared> {
    let seq = ears.college.requests[nth];
    let id = format!("Q{seq}");
    let shown = ears.ask(&show(&id));
    let header = ears.log().into_iter().find(|line| line["seq"] == seq).expect("every entry stands in the log");
    let listed = ears.ask("list requests");
    let row = listed.as_array().and_then(|all| all.iter().find(|it| it["id"] == id.as_str())).cloned().unwrap_or_default();
    let told = vec![
        ("show", has(&shown["text"])),
        ("student", has(&shown["student"])),
        ("place", has(&shown["place"])),
        ("list", has(&row["text"]) && has(&row["student"])),
        ("filter", ears.lists(&format!("list requests student:{ZHANG}"), &id)),
        ("room", ears.lists("list requests room:3-412", &id)),
        ("log", header["subjects"].to_string().contains(ZHANG)),
        ("all of it", REQUESTS_SAID[nth].iter().all(|it| shown.to_string().contains(it))),
        ("entry", ears.ask(&show(&seq.to_string()))["readable"] == true),
    ];
    all(&id, due(right, ears, &["zhou"], &[ZHANG]), told)
}

fn community_students(right: Right, ears: &Ears<'_>) -> Vec<Compared> {
    let [mentor, met, booking] = ears.college.community;
    let named = |question: &str| ears.ask(question).to_string().contains(ZHANG);
    let header = |seq: u64| ears.log().into_iter().find(|line| line["seq"] == seq).expect("every entry stands in the log");
    let told = vec![
        ("list", named("list mentors")),
        ("show", named(&format!("people show F{mentor}"))),
        ("booking", named("list bookings")),
        ("week", named("place week tomorrow")),
        ("log of the meeting", header(met)["subjects"].to_string().contains(ZHANG)),
        ("log of the booking", header(booking)["subjects"].to_string().contains(ZHANG)),
    ];
    all("ZHANG", due(right, ears, &["zhou"], &[ZHANG]), told)
}

fn room_sign(ears: &Ears<'_>, building: &str) -> Option<String> {
    ears.ask(&format!("list rooms building:{building}"))[0]["sign"].as_str().map(str::to_owned)
}

fn students(right: Right, ears: &Ears<'_>, told: impl Fn(&Ears<'_>, &str) -> Vec<(&'static str, bool)>) -> Vec<Compared> {
    [ZHANG, LI].into_iter().flat_map(|no| all(no, due(right, ears, &[], &[no]), told(ears, no))).collect()
}

fn listed(ears: &Ears<'_>, no: &str, field: &str) -> bool {
    let all = ears.ask("list students");
    all.as_array().and_then(|all| all.iter().find(|it| it["student_no"] == no)).is_some_and(|it| has(&it[field]))
}

fn level(ears: &Ears<'_>, no: &str) -> Vec<(&'static str, bool)> {
    let mut told = vec![
        ("show", has(&ears.ask(&show(no))["level"])),
        ("list", listed(ears, no, "level")),
        ("filter", ears.lists("list students level:2", no)),
    ];
    // Where an incident waits as well, that is the graver sign.
    if no == LI {
        told.push(("room", room_sign(ears, "5").as_deref() == Some("concern_2")));
    }
    told
}

fn user_phones(right: Right, ears: &Ears<'_>) -> Vec<Compared> {
    let users = ears.ask("user list");
    let told = |login: &str| users.as_array().is_some_and(|all| all.iter().any(|it| it["login"] == login && has(&it["phone"])));
    let people = PEOPLE.iter().skip(1).map(|it| it.login);
    people.flat_map(|login| all(login, due(right, ears, &[login], &[]), vec![("list", told(login))])).collect()
}

/// Whether it is told what an entry is, and what stands in it.
fn entry(ears: &Ears<'_>, seq: u64) -> Vec<(&'static str, bool)> {
    let header = ears.log().into_iter().find(|line| line["seq"] == seq).expect("every entry stands in the log");
    let entry = ears.ask(&show(&seq.to_string()));
    vec![("log", header["kind"] != "hidden"), ("entry", entry["readable"] == true && entry["act"] != "hidden")]
}

/// A must-talk mark on `ZHANG`, in every way it may come out.
fn mark(right: Right, ears: &Ears<'_>, nth: usize, said: &str) -> Vec<Compared> {
    let seq = ears.college.cared.marks[nth];
    let shown = ears.ask(&format!("care show {ZHANG}"));
    let mut told = vec![
        ("care show", shown["marks"].as_array().is_some_and(|all| all.iter().any(|it| it["seq"] == seq))),
        ("words", shown.to_string().contains(said)),
        ("show", ears.ask(&show(ZHANG))["marks"].as_array().is_some_and(|all| all.iter().any(|it| it["seq"] == seq))),
    ];
    told.extend(entry(ears, seq));
    all("a mark", due(right, ears, &["zhou"], &[ZHANG]), told)
}

/// An entry that everybody knows of, and whose words not everybody reads.
fn readable(right: Right, ears: &Ears<'_>, seq: u64, mine: &[&str]) -> Vec<Compared> {
    all(&seq.to_string(), due(right, ears, mine, &[]), vec![("entry", ears.ask(&show(&seq.to_string()))["readable"] == true)])
}

/// Where `WANG` and `ZHAO` were, in every way it may come out.
fn whereabouts(right: Right, ears: &Ears<'_>) -> Vec<Compared> {
    let night = &ears.college.night;
    let cases = [(WANG, "3", "413", night.sheets[0], "missing"), (ZHAO, "5", "202", night.sheets[1], "late")];
    let mut compared = Vec::new();
    for (no, building, room, sheet, sign) in cases {
        let shown = ears.ask(&show(no));
        let dwelling = ears.ask(&show(&format!("{building}#{room}")));
        let rooms = ears.ask(&format!("list rooms building:{building}"));
        let sign_told = rooms.as_array().and_then(|all| all.iter().find(|it| it["room"] == room)).map(|it| it["sign"].clone());
        let round = ears.ask(&show(&format!("R{sheet}")));
        let nights = |it: &Value| it["history"].as_array().is_some_and(|all| all.iter().any(|it| it["presence"].is_string()));
        let away = |it: &Value| it["history"].as_array().is_some_and(|all| all.iter().any(|it| it["away"].to_string().contains(no)));
        let told = vec![
            ("show student", has(&shown["last_round"]["presence"])),
            ("history", nights(&shown)),
            ("show room", dwelling["last_round"]["away"].to_string().contains(no)),
            ("history of the room", away(&dwelling)),
            ("sign", sign_told.is_some_and(|it| it == sign)),
            ("show round", round["marks"].to_string().contains(no)),
            ("entry", ears.ask(&show(&sheet.to_string()))["readable"] == true),
        ];
        compared.extend(all(no, due(right, ears, &["zhou"], &[no]), told));
    }
    let shown = ears.ask(&show(WANG));
    let missing = ears.ask("missing list --all");
    let mut told = vec![
        ("missing list", missing.to_string().contains(WANG)),
        ("searches", shown["searches"].as_array().is_some_and(|it| !it.is_empty())),
        ("words", missing.to_string().contains(STEP_SAID)),
        ("remark", ears.ask(&show(&night.remark.to_string()))["readable"] == true),
    ];
    told.extend(entry(ears, night.step));
    compared.extend(all("the search", due(right, ears, &["zhou"], &[WANG]), told));
    let listed = ears.ask("leave list --limit 0");
    let shown = ears.ask(&show(ZHANG));
    let header = ears.log().into_iter().find(|line| line["seq"] == night.leaves[0]).expect("every entry stands in the log");
    let told = vec![
        ("leave list", listed.to_string().contains(ZHANG)),
        ("leaves of a student", shown["leaves"].as_array().is_some_and(|it| !it.is_empty())),
        ("log", header["kind"] != "hidden"),
    ];
    compared.extend(all("leaves", due(right, ears, &["zhou"], &[ZHANG]), told));
    compared
}

/// Why `ZHANG` is on leave.
fn leave_words(right: Right, ears: &Ears<'_>) -> Vec<Compared> {
    let listed = ears.ask("leave list --limit 0");
    let row = listed.as_array().and_then(|all| all.first()).cloned().unwrap_or_default();
    let seq = ears.college.night.leaves[0];
    let told = vec![
        ("text", row["text"].as_str().is_some_and(|it| it.contains(LEAVE_SAID))),
        ("kind", has(&row["kind"])),
        ("kind of a student's", has(&ears.ask(&show(ZHANG))["leaves"][0]["kind"])),
        ("entry", ears.ask(&show(&seq.to_string()))["readable"] == true),
    ];
    all("leaves", due(right, ears, &["zhou"], &[ZHANG]), told)
}

fn custody(right: Right, ears: &Ears<'_>, nth: usize, mine: &[&str]) -> Vec<Compared> {
    let seq = ears.college.custody[nth];
    let header = ears.log().into_iter().find(|line| line["seq"] == seq).expect("every entry stands in the log");
    let entry = ears.ask(&show(&seq.to_string()));
    let told = vec![("log", header["kind"] != "hidden"), ("entry", entry["readable"] == true && entry["act"] != "hidden")];
    all(&seq.to_string(), due(right, ears, mine, &[]), told)
}

/// What was planted and came out where it should not have: in any answer heard, and in the same as people ask for it.
pub(crate) fn leaks(ears: &Ears<'_>) -> Vec<String> {
    let college = ears.college;
    let mut hidden: Vec<&str> = NUMBERS.to_vec();
    for it in &college.talks {
        if !due(Right::of_talk(it.visibility, TalkField::Words), ears, &[it.by], &[it.student]) {
            hidden.extend(it.secrets);
        }
    }
    for (it, right) in college.incidents.iter().zip([Right::IncidentWords, Right::DistressWords]) {
        if !due(right, ears, &["zhou"], &[ZHANG]) {
            hidden.extend(it.secrets);
        }
    }
    if !due(Right::Background, ears, &[], &[ZHANG]) {
        hidden.extend(["满族甲", "党员甲"]);
    }
    if !due(Right::Background, ears, &[], &[LI]) {
        hidden.extend(["回族乙", "团员乙"]);
    }
    for (right, student, words) in [
        (Right::Whereabouts, WANG, STEP_SAID),
        (Right::Whereabouts, WANG, REMARK_SAID),
        (Right::LeaveWords, ZHANG, LEAVE_SAID),
        (Right::MoodSeen, ZHANG, MOOD_SAID),
        (Right::RevealsSeen, ZHANG, REVEAL_SAID),
        (Right::ExportsSeen, ZHANG, EXPORT_SAID),
        (Right::LevelWords, ZHANG, LEVEL_SAID),
        (Right::MarkSeen, ZHANG, MARK_SAID),
        (Right::PsychMarkSeen, ZHANG, PSYCH_MARK_SAID),
        (Right::RequestWords, ZHANG, REQUESTS_SAID[0][0]),
        (Right::RequestWords, ZHANG, REQUESTS_SAID[0][1]),
        (Right::ComplaintWords, ZHANG, REQUESTS_SAID[1][0]),
        (Right::ComplaintWords, ZHANG, REQUESTS_SAID[1][1]),
        (Right::CommunityWords, ZHANG, COMMUNITY_SAID[0]),
        (Right::CommunityWords, ZHANG, COMMUNITY_SAID[1]),
    ] {
        if !due(right, ears, &["zhou"], &[student]) {
            hidden.push(words);
        }
    }
    for (right, mine, words) in [
        (Right::ChangeWords, &["zhou"][..], CHANGE_SAID),
        (Right::DutyLogWords, &["zhou"], NOTE_SAID),
        (Right::HandoverWords, &["zhou", "lead"], HANDOVER_SAID),
        (Right::QueriesSeen, &["zhou"], QUERY_SAID[0]),
        (Right::QueriesSeen, &["zhou"], QUERY_SAID[1]),
        (Right::SnoozeSeen, &["zhou"], SNOOZE_SAID),
    ] {
        if !due(right, ears, mine, &[]) {
            hidden.push(words);
        }
    }
    // Why the glass was broken, is for who broke it and for who wrote the talk.
    if !["office", college.talks[2].by].contains(&ears.person.login) {
        hidden.push("天亮前必须找到他");
    }
    let ids =
        college.talks.iter().map(|it| format!("show T{}", it.seq)).chain(college.incidents.iter().map(|it| format!("show I{}", it.seq)));
    let ids = ids.chain(college.requests.iter().map(|it| format!("show Q{it}")));
    let ids = ids.chain([format!("show A{}", college.activity)]);
    let ids = ids.chain(college.community.iter().map(|it| show(&it.to_string()))).chain([format!("people show F{}", college.community[0])]);
    let night = &college.night;
    let entries =
        [night.sheets[0], night.sheets[1], night.step, night.remark, night.leaves[0], night.mood, night.reveal, college.duty.query];
    let cared = &college.cared;
    let cared = [cared.level, cared.marks[0], cared.marks[1], cared.snooze].map(|it| show(&it.to_string()));
    let entries = entries.into_iter().map(|it| show(&it.to_string()));
    let entries = entries.chain(cared).chain([format!("care show {ZHANG}"), format!("next why {ZHANG}")]);
    let places = [show(ZHANG), show(WANG), show("3#412"), show("3#413"), show(&format!("R{}", night.sheets[0]))];
    let ids: Vec<String> = ids.chain(places).chain(entries).collect();
    let mut plainly = vec![
        "",
        "list talks",
        "list incidents",
        "list students",
        "list rooms",
        "list rounds",
        "log --limit 0",
        "list requests",
        "request week",
        "list activities",
        "board",
    ];
    plainly.extend([
        "next --all --limit 0",
        "next --snoozed",
        "care list --all",
        "care network",
        "care network 软件2401",
        "coverage --all",
    ]);
    plainly.extend(["missing list --all", "leave list", "round list", "room history 3#413"]);
    plainly.extend(ids.iter().map(String::as_str));
    let mut found = Vec::new();
    for (asked, told) in ears.everything(&plainly) {
        // A question may be said back; the answer may not hold it.
        let leaked = hidden.iter().filter(|it| !asked.contains(**it) && told.contains(**it));
        found.extend(leaked.map(|it| format!("{} ({:?}) reads {it} in {asked:?}", ears.person.login, ears.person.role)));
    }
    found
}

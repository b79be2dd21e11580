//! All that the torture knows of the program's own interface, so that there is one place to look when that changes.

use std::ops::RangeInclusive;
use std::path::{Path, PathBuf};
use yedeng::campus::*;
use yedeng::desk::{Clock, Desk, Founding, KdfCost, RecoveryKey};
use yedeng::logbook::Notice;
use yedeng::logbook::envelope::encode_act;

/// The first user of every tortured home.
pub(super) const LOGIN: &str = "min";
/// Their passphrase.
pub(super) const PASSPHRASE: &str = "夜里的灯";
/// The student office of every tortured home.
pub(super) const OFFICE: &str = "office";
/// The passphrase of everybody who is added later.
pub(super) const ANOTHER: &str = "another passphrase";
/// The slot in which drafts are kept.
pub(super) const SLOT: &str = "capture";
/// Students of a new home.
const STUDENTS: u32 = 60;

/// What an act says, in a form that can be compared: the time and the number it gets are not in it.
pub(super) fn print(act: &Act) -> String {
    let bytes = encode_act(act).expect("acts of the script are short");
    blake3::hash(&bytes).to_hex()[..32].to_owned()
}

/// The same of a draft.
pub(super) fn print_bytes(bytes: &[u8]) -> String {
    blake3::hash(bytes).to_hex()[..32].to_owned()
}

/// What is said to somebody whose passphrase is right and whose joining entry is lost.
pub(super) const JOINING_LOST: &str = "JoiningLost";

/// Comes in by the recovery key, with the passphrase that was there before.
pub(super) fn recover(home: &Path, key: &str) -> Result<Desk, String> {
    let opening = Desk::begin(home, Clock::System).map_err(|it| format!("{it:?}"))?;
    let key = RecoveryKey::parse(key).map_err(|it| it.to_string())?;
    opening
        .witnessed_in(std::env::var_os("XDG_STATE_HOME").map(PathBuf::from))
        .recover(LOGIN, &key, PASSPHRASE, KdfCost::DEMO)
        .map_err(|(_, it)| format!("{it:?}"))
}

/// Takes somebody in again.
pub(super) fn take_in(desk: &Desk, login: &str) -> Result<(), String> {
    let taken = desk.add_user(colleague(login), ANOTHER, KdfCost::DEMO).map_err(|it| format!("{it:?}"));
    taken.and_then(|()| desk.close().map_err(|it| format!("{it:?}")))
}

/// Founds a college with some rooms and students; gives the printed recovery key too.
pub(super) fn found(home: &Path) -> (Desk, String) {
    let founding = Founding { college: "云溪学院".into(), login: LOGIN.into(), name: "张敏".into() };
    let (desk, key) = Desk::create(home, founding, PASSPHRASE, KdfCost::DEMO, Clock::System).expect("a new home");
    let room =
        |n: u32| Room { building: BuildingId(0), floor: 4, number: (401 + n).to_string().into(), beds: 4, purpose: RoomUse::Dwelling };
    let laid = Laid {
        communities: vec![Community { name: "三社区".into(), theme: "".into(), lead: None }],
        buildings: vec![Building { number: "3".into(), community: Some(CommunityId(0)), sex: None }],
        rooms: (0..STUDENTS / 4).map(room).collect(),
    };
    let students = (0..STUDENTS).map(|n| newcomer(n, Some(Bed { room: RoomId(n / 4), bed: (n % 4) as u8 + 1 }))).collect();
    desk.submit(Act::Person(PersonAct::Imported(Import { laid, students, ..Import::default() }))).expect("a roster");
    (desk, key.to_string())
}

/// A student who was not there before.
pub(super) fn newcomer(no: u32, bed: Option<Bed>) -> StudentChange {
    let after = StudentFacts {
        bed,
        phone: "13800000000".into(),
        guardian_phone: "13900000000".into(),
        ..StudentFacts::new(format!("2023{no:08}"), "欧阳娜娜")
    };
    StudentChange { before: None, after }
}

/// Whose it is to write of the term.
pub(super) fn office() -> User {
    User { role: Role::StudentOffice, ..colleague(OFFICE) }
}

/// A colleague of this login.
pub(super) fn colleague(login: &str) -> User {
    User::new(login, login, Role::Counselor)
}

/// Opens a home as the program does, with a witness outside it; what is in the way comes as words.
pub(super) fn open(home: &Path, login: &str, passphrase: &str) -> Result<Desk, String> {
    let opening = Desk::begin(home, Clock::System).map_err(|it| format!("{it:?}"))?;
    opening
        .witnessed_in(std::env::var_os("XDG_STATE_HOME").map(PathBuf::from))
        .unlock(login, passphrase)
        .map_err(|(_, it)| format!("{it:?}"))
}

/// The entries of which the logbook itself says on record that they are missing.
pub(super) fn named_missing(campus: &Campus) -> impl Iterator<Item = RangeInclusive<u64>> {
    campus.custody().lost().map(|it| it.first.0..=it.last.0)
}

/// The entries of which the opening says that this machine has seen them and they are gone: the home is an older copy.
pub(super) fn rolled_back(notices: &[Notice]) -> Option<RangeInclusive<u64>> {
    notices.iter().find_map(|it| if let Notice::RolledBack { seen, has } = it { Some(has.0 + 1..=seen.0) } else { None })
}

/// Whether the program writes acts of this kind of its own accord.
pub(super) fn of_its_own(kind: &str) -> bool {
    kind.starts_with("custody.") || kind.starts_with("staff.")
}

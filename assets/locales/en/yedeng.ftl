# Every word the program says, in one file a language. A message id begins with the name of its section.

## campus: how values of the campus are said: topics, ways, states, severities, steps, roles, refusals

campus-topic-study = studies
campus-topic-life = life
campus-topic-psych = psych
campus-topic-career = career
campus-topic-aid = aid
campus-topic-relations = relations
campus-topic-family = family
campus-topic-discipline = discipline
campus-topic-safety = safety
campus-topic-thought = thought
campus-topic-other = other

campus-way-in-person = in person
campus-way-phone = phone
campus-way-online = online
campus-way-home-visit = home visit
campus-way-group = group

campus-concern-none = none
campus-concern-red = L1 red
campus-concern-orange = L2 orange
campus-concern-yellow = L3 yellow
campus-concern-blue = L4 blue

campus-visibility-normal = counselors
campus-visibility-private = only me
campus-visibility-psych = psych, sealed

campus-talk-awaiting = follow-up due
campus-talk-closed = closed
campus-talk-withdrawn = withdrawn

campus-category-fight = fight
campus-category-injury = injury
campus-category-distress = mental crisis
campus-category-illness = illness
campus-category-missing = missing
campus-category-crime = crime, dispute
campus-category-fire = fire, electricity
campus-category-fraud = fraud, loans
campus-category-opinion = public opinion
campus-category-facility = facility
campus-category-other = other

campus-severity-extreme = I extreme
campus-severity-major = II major
campus-severity-serious = III serious
campus-severity-ordinary = IV ordinary

campus-incident-new = new
campus-incident-acknowledged = acknowledged
campus-incident-in-hand = in hand
campus-incident-escalated = escalated
campus-incident-resolved = resolved
campus-incident-closed = closed
campus-incident-withdrawn = withdrawn

campus-step-tell-department = tell department
campus-step-tell-security = tell security
campus-step-tell-student-office = tell student office
campus-step-spoken-report = spoken report
campus-step-written-report = written report
campus-step-account = written account

campus-shift-planned = planned
campus-shift-missing = not signed in
campus-shift-on = on duty
campus-shift-done = done
campus-shift-missed = missed
campus-shift-cancelled = cancelled

campus-presence-present = present
campus-presence-late = late
campus-presence-absent = absent
campus-presence-leave = on leave
campus-presence-elsewhere = elsewhere

campus-finding-appliance = banned appliance
campus-finding-smoking = smoking
campus-finding-drinking = drinking
campus-finding-gambling = gambling
campus-finding-pet = pet
campus-finding-stranger = stranger
campus-finding-lock = lock
campus-finding-hygiene = hygiene
campus-finding-refused = entry refused

campus-role-counselor = counselor
campus-role-duty-leader = duty leader
campus-role-department = department
campus-role-counselling-centre = counselling centre
campus-role-student-office = student office
campus-role-administrator = administrator

campus-officer-building-head = building head
campus-officer-floor-head = floor head
campus-officer-room-head = room head
campus-officer-psych-watcher = psych watcher
campus-finding-stove = electric stove
campus-finding-rice-cooker = rice cooker
campus-finding-kettle = kettle
campus-finding-blanket = electric blanket
campus-finding-induction-cooker = induction cooker
campus-finding-microwave = microwave
campus-officer-party-room = party member's room

campus-ladder-student = ring the student
campus-ladder-room-mates = ask the room-mates
campus-ladder-counselor = tell the counselor
campus-ladder-department = tell the department
campus-ladder-parents = ring the parents
campus-ladder-security = tell security

campus-call-no-answer = no answer
campus-call-answered = answered, does not know
campus-call-told = told
campus-call-unreachable = cannot be reached

campus-search-open = looked for
campus-search-found = found
campus-search-dropped = corrected

campus-leave-personal = personal
campus-leave-sick = sick
campus-leave-official = official
campus-leave-home = gone home
campus-leave-internship = internship
campus-leave-asked = asked for
campus-leave-approved = approved
campus-leave-declined = declined
campus-leave-withdrawn = withdrawn
campus-leave-returned = back

campus-approver-counselor = counselor
campus-approver-department = department
campus-approver-student-office = student office
campus-approver-college = college

campus-appeal-open = appealed
campus-appeal-decided = appeal decided

campus-weather-sunny = sunny
campus-weather-cloudy = cloudy
campus-weather-overcast = overcast
campus-weather-rain = rain
campus-weather-storm = storm

campus-number-phone = phone number
campus-number-guardian = parent's number
campus-number-identity = identity number

campus-sex-male = male
campus-sex-female = female

campus-day-workday = workday
campus-day-weekend = weekend
campus-day-holiday = holiday

campus-refused-no-student = No such student (id { $id }). Look again with /.
campus-refused-left = { $name } has left the college. Check the student number.
campus-refused-twice = The same student stands twice in this entry. Take one out.
campus-refused-no-class = No such class (id { $id }).
campus-refused-no-department = No such department (id { $id }).
campus-refused-no-community = No such community (id { $id }).
campus-refused-no-building = No such building (id { $id }).
campus-refused-building-exists = Building { $number } exists already.
campus-refused-no-room = No such room (id { $id }).
campus-refused-room-exists = Room { $number } exists already.
campus-refused-room-elsewhere = { $room } is not on this floor.
campus-refused-marked-meanwhile = { $room } was just marked from another seat. Look at it again, then decide.
campus-refused-no-user = No such user (id { $id }).
campus-refused-login-taken = That login is taken; choose another.
campus-refused-last-administrator = This is the last administrator. Name another first.
campus-refused-no-officer = That student does not hold this post now.
campus-refused-no-shift = No such shift (id { $id }).
campus-refused-shift-begun = Somebody has signed in to this shift; it cannot be recalled.
campus-refused-shift-over = The shift is over; nobody can sign in any more.
campus-refused-already-signed = Signed already.
campus-refused-not-signed-in = Not signed in yet, so not out either.
campus-refused-shift-hours = A shift of { $minutes } minutes: it must be more than 0 and at most 24 hours.
campus-refused-no-talk = No such talk: T{ $id }.
campus-refused-not-awaiting = Talk T{ $id } awaits no follow-up.
campus-refused-followup-past = The follow-up of { $day } is past (today is { $today }). Choose today or later.
campus-refused-nobody = It does not say with whom. Begin with a name in pinyin, a number or a room.
campus-refused-no-incident = No such incident: I{ $id }.
campus-refused-future = That time lies in the future. Say when it happened.
campus-refused-reason = A reason is needed.
campus-refused-reason-names = The reason is kept for good: leave out the student's name, number and phone.
campus-refused-not-yours = Somebody else wrote this; only they can take it back.
campus-refused-not-allowed = Your role may not do this.
campus-refused-empty-text = Nothing is written yet.
campus-refused-empty-name = A name or number is empty.
campus-refused-too-long = Too long: { $got }, at most { $limit }. Shorten it and save again; it is all still there.
campus-refused-meanwhile = Somebody just changed it. Look again, then decide.
campus-refused-founded = The college is founded already.
campus-refused-undo = This cannot be undone.
campus-refused-not-sealed = The words are not sealed as they must be; nothing was saved
campus-refused-reader-already = This user is a reader already
campus-refused-no-erasure = There is no such erasure request, or it is settled: { $id }
campus-refused-second-person = Somebody else has to approve; not the one who asked
campus-refused-number-taken = This number is { $name }'s already; a number belongs to one student
campus-refused-room-twice = { $room } stands twice in the same round
campus-refused-shift-twice = { $name } has this post on { $day } already
campus-refused-shift-not-new = A shift that is published cannot be signed or cancelled yet
campus-refused-signed-elsewhen = The time signed with is more than 12 hours from now, or before it can be
campus-refused-no-floor = Building { $building } has no floor { $floor }
campus-refused-officer-twice = { $name } holds this post already
campus-refused-no-bed = { $room } has no bed { $bed }: there are { $beds }.
campus-refused-bed-taken = Bed { $bed } of { $room } is taken by { $name }. Choose another, or let the two swap.
campus-refused-wrong-sex = Building { $building } is not for the sex of { $name }. Choose another, or change the building first.
campus-refused-moved = The bed of { $name } has changed meanwhile. Look at it as it is now and try again.
campus-refused-not-dwelling = Nobody sleeps in { $room }: it is not a dwelling.
campus-refused-not-in-room = { $name } does not sleep in { $room } now. Mark them where they do.
campus-refused-no-round = There is no round { $id }.
campus-refused-round-over = Round { $id } is over.
campus-refused-round-under-way = The same round ({ $id }) is under way: go on with it.
campus-refused-night-over = The night of { $day } is over, no round can begin in it; write later marks down with round mark --day.
campus-refused-sample-small = A sample of { $got } rooms is too small: at least { $least }.
campus-refused-sample-seed = These are not the rooms that the seed draws. Draw again.
campus-refused-no-search = Nobody looks for { $name } in the night of { $day }: no round marked them absent.
campus-refused-search-over = The search for { $name } is over, or is an incident already.
campus-refused-no-leave = There is no leave L{ $id }.
campus-refused-leave-settled = Leave L{ $id } does not wait for this.
campus-refused-leave-days = A leave of { $days } days cannot be: at least one, at most a year, ending after it begins.
campus-refused-leave-overlaps = It overlaps with leave L{ $id }.
campus-refused-scored = { $room } has a score of this day. Take it back first to change it.
campus-refused-no-score = There is no score { $id }.
campus-refused-no-item = The sheet has no item "{ $code }". See preset show.
campus-refused-points-off = At most { $most } points, at least one, can be taken off "{ $item }", and only once.
campus-refused-appeal-late = The time for an appeal is over (until { $day }).
campus-refused-appealed = This score was appealed already.
campus-refused-not-appealed = There is no appeal against this score to decide.
campus-refused-nothing-to-mend = There is nothing to mend on this score, or the day lies before it.
campus-refused-mood-already = { $class } was reported already in this period. Take it back first to change it.
campus-refused-no-mood = There is no report { $id }.
campus-refused-no-service = There is no record of service { $id }.
campus-refused-presets = Line { $line } of the presets cannot be read: { $what }
campus-refused-presets-value = The value of { $what } in the presets makes no sense.



# end of campus



## capture: capture line: chips, doubts

capture-chip-who = Student
capture-chip-topic = Topic
capture-chip-category = Category
capture-chip-level = Concern
capture-chip-severity = Severity
capture-chip-followup = Follow-up
capture-chip-place = Place
capture-chip-way = Way
capture-chip-tag = Tag
capture-chip-visibility = Readers
capture-chip-time = Time
capture-chip-rest = Not understood
capture-doubt-nobody-named = Say whom you talked with: begin with a name, pinyin initials or a student number
capture-doubt-nobody-found = Nobody is found
capture-doubt-ambiguous = Several students may be meant; pick one
capture-doubt-left = The student is no longer enrolled; nothing can be logged
capture-doubt-student-twice = The student is named twice and counts once
capture-doubt-too-many-students = Too many students, at most 200 at once
capture-doubt-ambiguous-room = Several rooms may be meant; add the building, as in @3-412
capture-doubt-no-such-room = No such room or building; look at the number, or say the place in words, as in @canteen
capture-doubt-no-such-date = There is no such day; it stays in the text
capture-doubt-date-in-past = The follow-up lies in the past
capture-doubt-no-such-level = There is no such level; it stays in the text
capture-doubt-no-such-time = There is no such time; it stays in the text
capture-doubt-time-in-future = That time is still to come
capture-doubt-twice = The same was said before; this one stays in the text
capture-doubt-tag-too-long = The tag is too long, at most 24 characters; it stays in the text
capture-doubt-too-many-tags = Too many tags, at most 16; this one stays in the text
capture-doubt-not-understood = Not understood; it stays in the text
capture-doubt-empty-text = Nothing is written yet
capture-doubt-too-long = Too long, at most 20000 characters

# end of capture



## finder: why a student was found



# end of finder



## desk: the desk and the logbook: faults, lock, damage



# end of desk



## import: reports of a roster import

import-comma = {", "}
import-and-more = {" "}and { $count } more
import-summary = { $rows } rows: { $added } added, { $changed } changed, { $unchanged } unchanged, { $rejected } rejected
import-source = read from "{ $source }", headers in row { $row }
import-mapping = columns: { $list }
import-unbound = columns not used: { $list } (to use one: --map FIELD=HEADER)
import-other-sheets = these sheets look like rosters too and were not read: { $list } (choose with --sheet)
import-moved = of these, { $count } moved to another room or bed
import-left = of these, { $count } no longer enrolled
import-new = new, { $what }: { $count } ({ $list })
import-new-rooms = new rooms: { $count }
import-skipped = rows skipped (sums, repeated headers): { $list }
import-rejected = rows rejected ({ $count }):
import-warnings = taken, but please check ({ $count }):
import-more = … and { $count } more
import-row = row { $row }: { $reason }
import-row-column = row { $row }, column "{ $column }": { $reason }
import-row-cell = row { $row }, column "{ $column }", "{ $value }": { $reason }
import-other-row = {" "}(see row { $row })
import-other-student = {" "}(student { $no })

import-field-student-no = student no.
import-field-name = name
import-field-sex = sex
import-field-department = department
import-field-major = major
import-field-class = class
import-field-grade = grade
import-field-phone = phone
import-field-guardian-phone = guardian's phone
import-field-dorm = dorm
import-field-building = building
import-field-room = room
import-field-bed = bed
import-field-identity-no = identity no.
import-field-ethnic = ethnic group
import-field-political = political status
import-field-origin = origin
import-field-standing = enrolment

import-reason-student-no-missing = no student number; please add it
import-reason-student-no-odd = not a student number: 4 to 20 digits or letters are expected
import-reason-student-no-short = shorter than the others; were leading zeros lost? Format the column as text
import-reason-duplicate-student-no = the same student number twice; keep one row or correct one
import-reason-precision-lost = too long a number, the spreadsheet has dropped its last digits; format the column as text and type it again
import-reason-name-missing = a new student without a name; please add it
import-reason-name-unreadable = not a name, or with characters that cannot be read
import-reason-too-long = too long to keep; not taken
import-reason-bed-taken = somebody has that bed
import-reason-cell-error = the cell holds an error (such as #N/A); not taken
import-reason-date-instead = the spreadsheet made a date of it; format the column as text and type it again
import-reason-sex-unreadable = neither male nor female; not taken
import-reason-phone-odd = not a mobile number of 11 digits; kept as written
import-reason-dorm-incomplete = building or room is missing; no bed given
import-reason-dorm-unclear = cannot tell which room; no bed given
import-reason-bed-unreadable = cannot tell the bed; only the room was taken
import-reason-bed-beyond-room = the room has fewer beds; taken as written
import-reason-building-sex = the building is for the other sex; taken as written

import-read-io = cannot open the file: { $error }
import-read-empty = the file is empty
import-read-too-large = the file is larger than { $mb } MB; please leave only the sheet with the list
import-read-too-many-cells = more than { $limit } cells; please delete surplus rows and columns
import-read-too-many-sheets = more than { $limit } sheets; name the one with the list with --sheet
import-read-unknown-kind = not a file we know; please save it as xlsx or csv
import-read-web-page = this is a web page, not a spreadsheet; open it in Excel or WPS and save it as xlsx
import-read-protected = the workbook has a password; remove it and save again
import-read-damaged = the workbook is damaged; open it in Excel or WPS, save a copy and try again
import-read-no-such-sheet = no sheet is named "{ $asked }"; there are: { $sheets }
import-read-no-sheets = a text file has no sheets; please leave out --sheet
import-read-open-quote = a quotation mark in line { $line } is not closed; please correct it and try again

import-plan-no-rows = no students under the headers
import-plan-missing-columns = missing columns: { $missing }. The headers of row { $row } are: { $found }. Name one with --map { $example }=HEADER
import-plan-no-such-header = no header "{ $asked }" to use as { $field }; there are: { $found }
import-plan-too-many = more than { $limit } different values of { $field }; is it the wrong column?

# end of import



## demo: the demo college



# end of demo



## cli: command line

cli-error = error: { $message }
cli-field = { $name }: { $value }
cli-line = line { $number }: { $message }
cli-doubt = note: { $message }
cli-unknown = unknown
cli-more = … and { $count } more
cli-hidden = (the text is not for your role)
cli-seconds = seconds
cli-dry-run = Dry run: nothing was written.
cli-history = History
cli-steps = Reports (✓ made)
cli-leader = duty leader
cli-on-duty = On duty: { $count }
cli-open-incidents = Open incidents: { $count }
cli-followups = Follow-ups due: { $count }
cli-said-followup = follow-up { $day }
cli-undone = Entry { $undid } is taken back (recorded as entry { $seq }).
cli-bug = Something is wrong inside the program; this is our mistake, not yours. Place: { $place }. Please send this line to the maintainers; everything acknowledged is safe.
cli-output-failed = The output cannot be written: { $what }

cli-ambiguous = “{ $typed }” may mean { $count } of them, and none was chosen. Be more exact, such as a student number, or building and room.
cli-not-found = Nothing is found by “{ $typed }”.
cli-home-is = home: { $home }
cli-no-terminal = There is no terminal to draw on ({ $what }). Run it in a terminal, or use the commands of yedeng --help.
cli-home-needed = There is no place for the data: name a folder with --home.
cli-user-needed = Say who you are with --user (or YEDENG_USER).
cli-bad-now = --now takes an RFC 3339 time such as 2026-11-23T23:36:00+08:00.
cli-bad-day = “{ $typed }” is no date. Write 2026-11-23, today, yesterday, 7d (7 days ago) or an RFC 3339 time.
cli-bad-value = { $what } cannot be “{ $typed }”. It may be: { $keys }
cli-bad-number = { $what } takes a number, not “{ $typed }”.
cli-bad-filter = “{ $typed }” is no filter. Write key:value, such as topic:psych.
cli-unknown-filter = There is no filter “{ $key }” here, or it is given twice. There are: { $known }
cli-bad-map = “{ $typed }” is no --map. Write FIELD=HEADER; the fields are: { $fields }
cli-no-time = Students and rooms have no time: --since and --until do not apply.

cli-line-too-long = This line is too long (over 1 MB) and was not taken.
cli-line-not-text = This is not UTF-8 text and was not taken. Convert it and try again.
cli-line-unreadable = The input broke off; everything acknowledged before is safe.

cli-passphrase-file = The passphrase file cannot be read: { $what }
cli-passphrase-file-empty = The first line of the passphrase file is empty.
cli-passphrase-file-open = Mind: others can read the passphrase file. Run chmod 600 on it.
cli-passphrase-needed = A passphrase is needed and there is no terminal to ask on. Use --passphrase-file.
cli-passphrase-short = The passphrase is too short: at least { $least } characters. A few unrelated words are easy to keep and hard to guess.
cli-passphrases-differ = The two passphrases differ; nothing was changed.
cli-ask-passphrase = Passphrase of { $user }:{" "}
cli-ask-new-passphrase = New passphrase for { $user }:{" "}
cli-ask-again = Once more:{" "}
cli-kdf-demo = Mind: the passphrase is protected at demo strength (--kdf demo). For tests only, not for real data.

cli-fault-no-home = There is no data here yet. Make it with yedeng init, or name its folder with --home.
cli-fault-home-exists = There is data here already; it was left alone.
cli-fault-not-a-home = This folder is not empty and not a home of this program; it was left alone. Choose an empty one.
cli-fault-not-writable = The home cannot be written, so it was not opened and nothing was changed. The disk may be read-only, or belong to somebody else: make it writable, or copy the directory to a place that is and name that with --home.
cli-fault-locked = The desk is open elsewhere: user { $who } on { $host }, process { $pid }, since { $since }. Leave it there first.
cli-fault-wrong-passphrase = Wrong user or passphrase.
cli-fault-wrong-recovery-key = The recovery key is not the one of this home.
cli-fault-try-later = Too many wrong passphrases; try again in { $seconds } s
cli-fault-seat-locked = The seat is locked; unlock it with your passphrase first
cli-fault-keys-not-ready = What was asked is done, but the logbook's key cannot be changed yet: somebody has not come in since the upgrade, or the recovery key is of the old kind. Let everybody come in once, make a new recovery key with user new-recovery-key, then run this again
cli-fault-epochs = The logbook's key was changed 254 times and cannot be changed again; found a new home
cli-fault-disabled = This user was disabled. Ask an administrator.
cli-fault-closed = The writer has stopped. Everything acknowledged is safe; open the desk again.
cli-fault-newer = The data was written by a newer version ({ $found }; this program knows { $ours }). Update the program.
cli-fault-damaged = The data is damaged: { $part }. Neither copy could mend it; nothing was deleted. Run yedeng verify, or restore a backup.
cli-fault-damaged-at = The data is damaged: { $part }, entry { $seq }. Neither copy could mend it; nothing was deleted. Run yedeng verify, or restore a backup.
cli-fault-full = The disk is full; nothing was written. Make room and try again.
cli-fault-too-large = This entry is too large ({ $bytes } bytes) and was not written. Split it.
cli-fault-order = Entries are out of order; nothing was written.
cli-fault-key = The key could not be derived, most likely for want of memory.
cli-fault-random = The system gave no random numbers; nothing was written.
cli-fault-io = Reading or writing failed: { $part }, { $what }
cli-fault-lost = Entry { $seq } is lost: no copy holds it any more. That was recorded when it was found.
cli-part-home = the home
cli-part-lock = the lock
cli-part-keyring = the keyring
cli-part-mirror = the mirror log
cli-part-store = the database
cli-part-pages = the checkpoint
cli-part-draft = a draft

cli-notice-torn = An unfinished last write ({ $bytes } bytes, never acknowledged) was cut off.
cli-notice-caught-up = The database was behind and got { $entries } entries from the mirror.
cli-notice-store = The database was built again from the mirror, { $entries } entries; the broken one is at { $aside }.
cli-notice-mirror = The mirror was built again from the database, { $entries } entries; the broken one is at { $aside }.
cli-notice-replayed = The checkpoint could not be used; everything was worked out again from { $entries } entries.
cli-notice-keyring = One copy of the keyring was broken and was written again.
cli-notice-format = The format file was missing or broken and was written again.
cli-notice-salvaged = Both copies were damaged. { $entries } entries were saved, { $lost } are lost or cannot be used; each is on record (yedeng log). Damaged copies: { $aside }

cli-init-done = Made: { $home }, administrator { $user }.
cli-init-recovery = The recovery key is shown this once. Write it on paper and lock it away; when passphrases are lost nothing else opens the data:
cli-init-next = Next: yedeng import students FILE, yedeng user add, then yedeng opens the screen.
cli-import-done = Imported as entry { $seq }; to take it back: yedeng undo { $seq }
cli-import-nothing = Nothing changes; nothing was written.
cli-user-done = User { $user } ({ $name }) is up to date.
cli-ask-recovery-key = Recovery key:{" "}
cli-recovered = User { $user } has a new passphrase; that the recovery key was used is recorded.
cli-recovery-later = Without the old recovery key, each user's private key is left with the new one only when they come in the next time
cli-recovery-typo-length = A recovery key has { $wanted } letters, this one has { $got }; compare it with the paper group by group
cli-recovery-typo-letter = Letter { $at } never stands in a recovery key; compare it with the paper
cli-recovery-typo-sum = Some letter of the recovery key is not as on the paper; compare it group by group
cli-glass-talk = Only a talk is read in need, as in show T123 --glass "reason"
cli-readers = { $id } is read by: { $readers }
cli-news-glass = { $by } read your talk T{ $talk } in need at { $at }, because: { $reason }
cli-news-unlocks = Somebody tried { $times } times to come in as you with a wrong passphrase, the last time at { $at }
cli-news-key = { $by } reset your passphrase and key at { $at }; what was sealed to you before needs the recovery key, or a reader who adds you again
cli-news-recovery = The recovery key was used to come in as you at { $at }
cli-news-recovery-renewed = { $by } had a new recovery key made at { $at }: whoever holds it can from now on open the talks sealed to you. Ask if you did not know
cli-user-active = active
cli-user-disabled = disabled
cli-demo-made = The demo college is at { $home }, made in { $seconds } s.
cli-demo-holds = { $students } students, { $rooms } rooms, { $talks } talks, { $incidents } incidents.
cli-demo-users = Users: { $users }; passphrase: { $passphrase }
cli-demo-progress = making the demo college: { $count } entries
cli-demo-no-temp = No temporary folder can be made: { $what }. Name one with --home.
cli-verify-progress = checking: { $done } / { $all }
cli-verify-ok = Sound: chain, seals, both copies and replay agree.
cli-verify-bad = Not sound. Nothing was changed; this was found:
cli-verify-entries = entries
cli-verify-healed = Built again from the good copy: { $part }; the bad one was set aside.
cli-wrong-at = entry { $seq }: { $what }
cli-wrong-missing-mirror = missing or incomplete in the mirror
cli-wrong-missing-store = missing or incomplete in the database
cli-wrong-differ = the two copies differ
cli-wrong-chain = does not follow from the entry before
cli-wrong-seal = the seal is broken in both copies: it was changed or moved
cli-wrong-newer = sealed rightly, by a newer version
cli-wrong-replay = replaying all entries does not give the present state
cli-wrong-not-erased = the words are gone, but no later entry says that they were erased
cli-wrong-lost = lost, and no later entry says so

cli-why-number = number
cli-why-name = name
cli-why-pinyin = pinyin
cli-why-initials = initials
cli-why-room = room
cli-why-left = has left
cli-sign-incident = incident { $severity }
cli-sign-concern = concern { $level }
cli-sign-finding = finding
cli-sign-overdue = follow-up overdue

cli-head-absent = absent
cli-head-answers = answers
cli-head-beds = beds
cli-head-by = by
cli-head-category = category
cli-head-class = class
cli-head-classes = classes
cli-head-day = date
cli-head-department = department
cli-head-expected = expected
cli-head-findings = findings
cli-head-followup = follow-up
cli-head-from = from
cli-head-guardian = guardian
cli-head-identity = identity number
cli-head-ethnic = ethnic group
cli-head-political = political status
cli-head-hash = hash
cli-head-id = id
cli-head-kind = kind
cli-head-late = late
cli-head-leave = leave
cli-head-level = concern
cli-head-login = login
cli-head-mates = room-mates
cli-head-name = name
cli-head-next = next
cli-head-owner = owner
cli-head-person = person
cli-head-phone = phone
cli-head-place = place
cli-head-posts = posts
cli-head-present = present
cli-head-role = role
cli-head-room = room
cli-head-seq = entry
cli-head-severity = severity
cli-head-sex = sex
cli-head-sign = sign
cli-head-signed-in = signed in
cli-head-signed-out = signed out
cli-head-site = site
cli-head-state = state
cli-head-student-no = number
cli-head-students = students
cli-head-subjects = about
cli-head-tags = tags
cli-head-text = text
cli-head-time = time
cli-head-to = to
cli-head-topic = topic
cli-head-undone = undone by
cli-head-visibility = readers
cli-head-way = way
cli-head-why = why

cli-kind-founded = college founded
cli-kind-place-laid = places entered
cli-kind-place-building-set = building assigned
cli-kind-person-imported = roster imported
cli-kind-person-import-reverted = import taken back
cli-kind-staff-joined = user joined
cli-kind-staff-changed = user changed
cli-kind-staff-passphrase-changed = passphrase changed
cli-kind-staff-officers-named = officers named
cli-kind-staff-officer-relieved = officer relieved
cli-kind-shift-published = schedule published
cli-kind-shift-recalled = schedule recalled
cli-kind-shift-signed-in = signed in
cli-kind-shift-signed-out = signed out
cli-kind-round-marked = round
cli-kind-talk-logged = talk
cli-kind-talk-closed = follow-up closed
cli-kind-talk-reopened = follow-up reopened
cli-kind-talk-withdrawn = talk withdrawn
cli-kind-talk-logged-sealed = sealed talk
cli-kind-talk-closed-sealed = follow-up closed, sealed
cli-kind-incident-opened = incident
cli-kind-incident-noted = incident noted
cli-kind-incident-stepped = report
cli-kind-incident-moved = state
cli-kind-incident-owned = owner
cli-kind-incident-weighed = severity
cli-kind-undone = undone
cli-kind-hidden = not yours to see

cli-usage-word = There is a word too many. Put a talk or an incident in quotes as one line: yedeng talk "zs 心理 …".
cli-usage-option = There is no option { $arg }.
cli-usage-command = There is no command “{ $name }”.
cli-usage-command-needed = A subcommand is missing.
cli-usage-needed = Missing: { $arg }
cli-usage-value-needed = { $arg } needs a value.
cli-usage-value = { $arg } cannot be “{ $value }”.
cli-usage-twice = { $arg } cannot be given twice, or not with another option.
cli-usage-other = The command is not well formed.
cli-usage-near = Did you mean: { $near }
cli-usage-help = See yedeng --help, or yedeng COMMAND --help.

cli-help-usage = Usage:{" "}
cli-help-options = Options
cli-help-arguments = Arguments
cli-help-commands = Commands
cli-help-after =
    Exit codes: 0 done; 1 refused by a rule or the machine; 2 usage; 3 not found or ambiguous; 4 wrong passphrase or not allowed; 5 data damaged; 6 open elsewhere; 70 our bug.
    With --json there is nothing but JSON on stdout; words for people go to stderr.

cli-about = The lamp on the duty counselor's desk. Without a command it opens the screen.
cli-about-demo = Make a believable college and open its screen (gone afterwards unless --home)
cli-about-init = Make a new, empty desk and show its recovery key once; --user names the administrator
cli-about-user = Users and their roles
cli-about-user-add = Add a user
cli-about-user-list = List the users
cli-about-user-role = Change a user's role
cli-about-user-classes = Set the classes a user leads (none clears them)
cli-about-user-disable = Shut a user out
cli-about-user-passwd = Set a new passphrase, one's own unless a login is given
cli-about-import = Take in a file
cli-about-import-students = Take in a roster (xlsx, xls, csv); can be taken back as a whole
cli-about-talk = Log a talk in one line; "-" reads lines from stdin
cli-about-incident = Open an incident in one line; "-" reads lines from stdin
cli-about-find = Find students by pinyin, hanzi, number or room
cli-about-search = Search the texts this user may read
cli-about-list = List students, rooms, talks, incidents, shifts or rounds
cli-about-show = Show one thing with its whole history
cli-about-log = The logbook's entries, without bodies
cli-about-undo = Take an entry back, an import too
cli-about-verify = Check chain, seals, both copies and replay
cli-about-completions = Print a completion script for a shell
cli-about-man = Print the manual page

cli-arg-home = Folder of the data
cli-arg-user = Who you are
cli-arg-passphrase-file = File whose first line is the passphrase; asked on the terminal otherwise
cli-arg-lang = Language: zh-CN or en
cli-arg-json = Answer in JSON
cli-arg-now = A fixed clock, for tests and demonstrations
cli-arg-plain = Linear text for screen readers
cli-arg-help = Show help
cli-arg-version = Show the version
cli-arg-limit = How many at most; 0 is all
cli-arg-dry-run = Only explain, write nothing
cli-arg-line = The line: who topic words #tag !level >follow-up @place ~way
cli-arg-kdf = How dear a guess is made (for tests)
cli-arg-login = Login
cli-arg-new-passphrase-file = File whose first line is the new passphrase
cli-arg-demo-home = Make it in this folder (YEDENG_HOME does not count)
cli-arg-demo-students = How many students
cli-arg-demo-talks = How many talks
cli-arg-demo-incidents = How many incidents
cli-arg-demo-seed = Seed; the same seed gives the same college
cli-arg-demo-no-screen = Only make it, open no screen
cli-arg-init-college = Name of the college
cli-arg-init-name = Your name
cli-arg-user-add-name = Name
cli-arg-role = Role: counselor duty_leader department counselling_centre student_office administrator
cli-arg-classes = Names of classes
cli-arg-user-add-department = Name of the department
cli-arg-user-add-community = The community whose workroom is theirs
cli-arg-user-add-sex = Sex: male female
cli-arg-user-add-phone = Phone
cli-arg-file = The file
cli-arg-maps = Which header a field is under, such as student_no=考生号; may be repeated
cli-arg-sheet = Name of the sheet
cli-arg-query = What to look for: zs, 张三, 412, 3-412, a number or its end
cli-arg-text = The words to look for
cli-arg-kinds = Where to look: talks,incidents
cli-arg-what = What to list
cli-arg-filters = Filters key:value, such as topic:psych by:zhang building:3 state:open
cli-arg-list-since = From which day: 2026-11-01, yesterday, 7d
cli-arg-list-until = Until which day, that day included
cli-arg-log-since = From which entry
cli-arg-show-id = Student number, room 3#412, talk T123, incident I123, shift S5, round R7 or entry number
cli-arg-undo-seq = Which entry
cli-about-reader = Who else reads a sealed talk
cli-about-reader-add = Let another user read it
cli-about-reader-remove = Let them read it no longer
cli-about-recover = Come in with the recovery key and set a new passphrase
cli-about-user-new-recovery-key = Make a new recovery key; the old one opens nothing any more
cli-arg-recovery-key-file = File whose first line is the recovery key
cli-arg-without-old-key = The old recovery key is lost
cli-arg-glass = Why the talk is read in need; its author sees it
cli-arg-talk = Talk, such as T123
cli-arg-shell = Which shell
cli-arg-man-command = Which command's page
cli-arg-heal = Build a bad copy again from the good one

# backup, restore, erase, verify --head
cli-part-backup = the backup
cli-fault-in-the-way = Another file is in the way; it was left alone. Choose another name.
cli-fault-not-a-backup = This file is not a backup of this program.
cli-head-printed = head
cli-bad-head = A head is at least { $least } digits from 0 to F, as they are printed; blanks and dashes do not matter.
cli-head-ambiguous = Several entries begin with this head. Type more of it.
cli-head-not-found = No entry has this head. Either an older copy of the data was put back, or it was printed by another desk.
cli-head-restored = This desk was restored from a backup; its own history begins at entry { $seq }. A head printed after the backup was made belongs to the other desk.
cli-printed-ok = The printed head is that of entry { $seq }, { $at }. Nothing up to there was changed or dropped.
cli-printed-bad = The printed head is that of entry { $seq }, { $at }, but something up to there is wrong, see below.
cli-backup-progress = backup: { $done } / { $all }
cli-backup-made = Backed up and read back: { $entries } entries, { $bytes } bytes, number { $id }
cli-backup-dir = At the end of every shift a backup is made by itself, in { $dir }
cli-backup-last = The last one: { $at }, { $entries } entries.
cli-backup-never = None has been made yet.
cli-backup-good = The backup is whole: { $entries } entries, every seal and the chain hold. Nothing was written.
cli-backup-bad = The backup is damaged. Whole up to entry { $entries }; behind it:
cli-backup-holds = In it: { $students } students, { $talks } talks, { $incidents } incidents.
cli-restore-progress = restoring: { $done }
cli-restore-done = Restored at { $home }: { $entries } entries.
cli-restore-own = It is a desk of its own from entry { $seq } on, with new keys; the old one may go on and is not touched.
cli-bad-scope = Say what is to be erased: student:NUMBER or term:2024-09-01..2025-01-31
cli-erase-plan = The words of { $entries } entries would go. Nothing was changed.
cli-erase-proposed = Asked for as { $id }: the words of { $entries } entries. Now a second person has to say: yedeng erase approve { $id }
cli-erase-rejected = Erasure { $id } is refused.
cli-erase-done = Erasure { $id } is done: the words of { $entries } entries are gone from every copy in reach. The certificate: yedeng erase certificate { $id }
cli-erase-hand-made = { $count } backups made by hand lie outside our reach and may still hold them; the certificate names them.
cli-erase-certificate = Certificate of erasure
cli-erase-scope = scope
cli-erase-asked = asked for by
cli-erase-approved = agreed to by
cli-erase-carried-out = carried out by
cli-erase-before = head before
cli-erase-after = head after
cli-erase-backups-left = automatic backups that still hold it
cli-erase-out-of-reach = backup made by hand, out of reach
cli-erase-seconds-left = { $count } second mirrors were away and still hold them; each is wiped and made anew once it is there while yedeng is open. Destroy those no longer used.
cli-erase-second-renewed = second mirror wiped and made anew
cli-erase-second-left = second mirror that was away and still holds it
cli-erase-state-proposed = waits for a second person
cli-erase-state-approved = agreed to, not finished
cli-erase-state-rejected = refused
cli-erase-state-done = done
cli-erase-due = Terms that ended more than { $years } years ago and still hold words: { $count }
cli-erase-things = talks and incidents
cli-kind-staff-key-published = key published
cli-kind-talk-reader-added = reader added
cli-kind-talk-reader-removed = reader removed
cli-kind-custody-backed-up = backup
cli-kind-custody-restored = restored from a backup
cli-kind-custody-key-rotated = keys changed
cli-kind-custody-unlocks-failed = failed unlocks
cli-kind-custody-recovery-used = recovery key used
cli-kind-custody-recovery-renewed = new recovery key
cli-kind-custody-glass-broken = read in need
cli-kind-custody-erasure-proposed = erasure asked for
cli-kind-custody-erasure-approved = erasure agreed to
cli-kind-custody-erasure-rejected = erasure refused
cli-kind-custody-erased = erased
cli-kind-custody-salvaged = losses recorded
cli-about-backup = Write everything into one sealed file; without a file, say where automatic ones go
cli-about-restore = Make a home of a backup; it must be empty
cli-about-erase = Erase words whose time is up, or at a student's request
cli-about-erase-plan = What an erasure would take; changes nothing
cli-about-erase-propose = Ask for an erasure; a second person has to agree
cli-about-erase-approve = Agree to somebody else's erasure; it is carried out at once
cli-about-erase-reject = Refuse an erasure
cli-about-erase-run = Carry out what was agreed to and not finished
cli-about-erase-certificate = What was done, for the files; FILE.html to print it
cli-about-erase-list = The erasures and how they stand
cli-about-erase-due = Terms whose words are past their time
cli-arg-head = A head from paper: prove that nothing up to it was changed
cli-arg-check = Rehearse restoring the file, writing nothing
cli-arg-backup-dir = Send automatic backups to this folder (kept in backups.dir in the home)
cli-arg-scope = student:NUMBER or term:2024-09-01..2025-01-31
cli-arg-reason = Why
cli-arg-id = Its id: E123
cli-arg-years = Years after the end of a term

# copies and witness
cli-part-second = a second mirror
cli-waiting = The data is open elsewhere; waiting for it to be let go…
cli-fault-several-copies = Second mirrors of { $count } homes lie in this directory; name one of the folders.
cli-notice-from-second = The data here was older than a second mirror; { $entries } missing entries were checked and taken over from there.
cli-notice-second-differs = The second mirror in { $dir } has another history. Nothing was merged; it is kept aside there, not deleted.
cli-notice-seconds-forgotten = The list of second mirrors was damaged and set aside. Name them again with yedeng mirror add.
cli-notice-rolled-back = ATTENTION: this machine has seen entry { $seen }, and now the last is { $has }: { $missing } are missing. An older copy may have been put back, or the end was lost. Look for a second mirror or a backup first; if all is well, run yedeng verify --accept-head.
cli-notice-forked = ATTENTION: entry { $at } is not the one this machine has seen: this data has another history. Find out where it comes from; if all is well, run yedeng verify --accept-head.
cli-notice-witness = ATTENTION: what this machine has seen of the last entry cannot be read, so nobody can say whether this is an older copy. If all is well, run yedeng verify --accept-head.
cli-head-accepted = The last entry was accepted as it stands.
cli-head-copy = copy
cli-head-standing = standing
cli-standing-good = good
cli-standing-low = good, but its disk has only { $free } MiB left
cli-standing-behind = { $entries } entries behind
cli-standing-ahead = { $entries } entries more than here; leave and open again to take them over
cli-standing-missing = not there (pulled out?)
cli-standing-full = disk full
cli-standing-read-only = cannot be written
cli-standing-broken = damaged, or takes nothing
cli-copy-warning = Copy { $copy }: { $standing }
cli-mirror-no-directory = There is no directory { $dir }. Attach the disk, make the directory on it, and try again.
cli-mirror-same-disk = Note: it is on the same file system as the data; it protects against deletion, not against a broken disk.
cli-mirror-progress = copying, about { $entries } entries to go
cli-mirror-removed = No longer followed. The copy that is there stays as it is.
cli-mirror-restored = Restored from the second mirror to { $home }, { $entries } entries.
cli-about-mirror = Second mirrors, and how the copies stand
cli-about-mirror-list = List the copies and how they stand
cli-about-mirror-add = Keep a second mirror in a directory on another disk or a stick
cli-about-mirror-remove = Keep a second mirror no longer (what is there stays)
cli-about-mirror-restore = Make a new home (--home, which must be empty) from a second mirror
cli-arg-dir = The directory
cli-arg-verify-accept-head = If nothing is wrong, accept the last entry as it stands (after a warning that the data is older or other)

# the night: round, missing, room, leave, reveal
cli-about-round = Begin, walk and end the night round
cli-about-round-start = Begin a round of a building or a floor
cli-about-round-sample = Draw a random sample of rooms that anybody can draw again from its seed
cli-about-round-mark = Mark a room: who was there, who was not, what was found. With “-”, every line of stdin
cli-about-round-list = The rounds of this night and those that were not ended
cli-about-round-end = End a round
cli-about-missing = Search for students who were not in their room
cli-about-missing-list = Whom one looks for, and which step is next
cli-about-missing-step = Write down a step of the ladder: whom one rang, and what came of it
cli-about-missing-found = The student is found
cli-about-missing-escalate = Make the search an incident, with everything done so far copied in
cli-about-room = Move students, and what moved before
cli-about-room-move = Move a student to another bed
cli-about-room-in = Give a bed to a student who has none
cli-about-room-swap = Two students change beds
cli-about-room-out = A student moves out
cli-about-room-history = Who moved into a room and out of it
cli-about-leave = Leaves: asked for, decided, reported back
cli-about-leave-ask = Ask for a leave in a student's name
cli-about-leave-approve = Approve a leave
cli-about-leave-decline = Decline a leave
cli-about-leave-withdraw = Take a leave back
cli-about-leave-return = The student is back
cli-about-leave-list = Leaves that wait for something, or all of a student
cli-about-reveal = Show a number in full; that you looked is recorded first
cli-arg-round-start-building = Building
cli-arg-round-start-floor = This floor only
cli-arg-down = From the top floor down
cli-arg-rooms = How many rooms; by default what the presets say
cli-arg-round-sample-seed = Where chance begins; the same number draws the same rooms
cli-arg-buildings = Draw from this building; may be repeated; by default from all
cli-arg-start = Begin a round of the rooms drawn
cli-arg-room-history-room = Room
cli-arg-round-mark-room = Room; - reads lines “ROOM STATUS [BED…] [--finding CODE]… [--note TEXT]” from stdin
cli-arg-status = present, absent, late, leave, elsewhere
cli-arg-beds = Numbers of the beds, or students
cli-arg-findings = What was found, such as rice_cooker or smoking; may be repeated
cli-arg-note = A note
cli-arg-day = Duty date; by default this night
cli-arg-open = Only what is not over
cli-arg-missing-list-all = Also those that are over
cli-arg-step = student, room_mates, counselor, department, parents, security
cli-arg-outcome = no_answer, answered, told, unreachable
cli-arg-at = When; by default now
cli-arg-student = Student
cli-arg-other = The other student
cli-arg-missing-step-text = What was said
cli-arg-missing-found-text = Where and how
cli-arg-bed = Room and bed, such as 3-412-2
cli-arg-leave-ask-from = From; by default now
cli-arg-leave-ask-until = Until: a date (its end) or a time
cli-arg-leave-ask-kind = personal, sick, official, home, internship
cli-arg-leave-ask-text = Why and where to
cli-arg-leave-decline-text = Why
cli-arg-due = Who is to be back today
cli-arg-overdue = Who should be back and has not reported
cli-arg-reveal-what = phone, guardian, identity
cli-arg-round-end-id = The round: R123
cli-arg-leave-approve-id = The leave: L123
cli-arg-leave-decline-id = The leave: L123
cli-arg-leave-withdraw-id = The leave: L123
cli-arg-leave-return-id = The leave: L123

# end of cli



## command: titles and help of commands: command-<id>, command-<id>-help

command-talk = Log a talk
command-talk-help = One line: who, topic, what was said
command-incident = Report an incident
command-incident-help = One line; its clock starts at once
command-find = Find
command-find-help = A student or room by pinyin, hanzi or number
command-go = Go to
command-go-help = A room by number: g412 or g3412
command-palette = Commands
command-palette-help = Find a command by name
command-help = Help
command-help-help = What can be done here
command-undo = Undo
command-undo-help = Take back the last thing done at this seat
command-lock = Lock
command-lock-help = Hide the screen and lock the seat
command-grid-view = Change view
command-grid-view-help = Round, concern, incidents, empty beds, last talk
command-next-building = Next building
command-next-building-help = Show the next building
command-previous-building = Previous building
command-previous-building-help = Show the building before
command-sign = Sign in or out
command-sign-help = Sign in to your shift, or out of it
command-talk-scope = Change scope
command-talk-scope-help = All, mine, follow-ups due
command-follow-up = Follow up
command-follow-up-help = Log the talk that answers this one
command-close-follow-up = Close follow-up
command-close-follow-up-help = Nothing more is owed; say how
command-incident-scope = Change scope
command-incident-scope-help = Open ones, all
command-note-line = Add a line
command-note-line-help = A line in the incident's timeline
command-tick-step = Tick a report
command-tick-step-help = The report that is owed next is made
command-next-state = Next state
command-next-state-help = Move on to the state that comes next
command-take-ownership = Take on
command-take-ownership-help = This incident is mine
command-weigh = Change severity
command-weigh-help = Weigh it anew and say why
command-student-scope = Change scope
command-student-scope-help = My classes, those of concern, all
command-pane-dorm = Dorm
command-pane-dorm-help = To the dorm pane
command-pane-duty = Duty
command-pane-duty-help = To the duty pane
command-pane-talks = Talks
command-pane-talks-help = To the talks pane
command-pane-incidents = Incidents
command-pane-incidents-help = To the incidents pane
command-students = Students
command-students-help = The list of students
command-handover = Handover
command-handover-help = What happened since you were last on duty
command-next-pane = Next pane
command-next-pane-help = To the next pane
command-previous-pane = Previous pane
command-previous-pane-help = To the pane before
command-zoom = Zoom
command-zoom-help = This pane over the whole screen and back
command-open = Open
command-open-help = Open what is under the cursor
command-back = Back
command-back-help = Back to where you came from
command-leave = Back or quit
command-leave-help = Back; on the home screen asks to quit
command-quit = Quit
command-quit-help = Leave yedeng
command-up = Up
command-up-help = One row up
command-down = Down
command-down-help = One row down
command-left = Left
command-left-help = To the left
command-right = Right
command-right-help = To the right
command-page-up = Page up
command-page-up-help = One screenful up
command-page-down = Page down
command-page-down-help = One screenful down
command-top = Top
command-top-help = To the first row
command-bottom = Bottom
command-bottom-help = To the last row
command-redraw = Redraw
command-redraw-help = Paint the screen afresh
command-theme = Change theme
command-theme-help = Auto, dark, light, no colour
command-language = 中文
command-language-help = Speak Chinese
command-accept = Accept
command-accept-help = Save or open
command-complete = Complete
command-complete-help = Take the highlighted one
command-next-choice = Next
command-next-choice-help = Highlight the next one
command-previous-choice = Previous
command-previous-choice-help = Highlight the one before
command-choose = Choose
command-choose-help = Take the one of this number
command-open-note = Long note
command-open-note-help = Write at length under the line
command-next-field = Next field
command-next-field-help = To the next field
command-previous-field = Previous field
command-previous-field-help = To the field before
command-save-note = Save
command-save-note-help = Save the line with its note
command-fold-note = Fold
command-fold-note-help = Back to the line; the note stays
command-note-undo = Undo typing
command-note-undo-help = Take the last change back
command-note-redo = Redo typing
command-note-redo-help = Make it again
command-discard = Throw away
command-discard-help = Throw away what is written; asks first
command-cancel = Put aside
command-cancel-help = Close; what was typed is kept
command-close-help = Close
command-close-help-help = Close the help
command-yes = Yes
command-yes-help = Do it
command-no = No
command-no-help = Leave it
command-unlock = Unlock
command-unlock-help = Open the seat with the passphrase
command-copy = Copy number
command-copy-help = Room, student number or T/I number to the clipboard for 45 s
command-break-glass = Break glass
command-break-glass-help = Read a sealed talk once, with a reason; its author is told
command-add-reader = Add reader
command-add-reader-help = Let another user read this talk
command-remove-reader = Remove reader
command-remove-reader-help = Somebody may read this talk no longer
command-copies = Copies
command-copies-help = How each copy stands and what to do; head and backup
command-try-again = Try writing again
command-try-again-help = Once the disk has been seen to
command-accept-head = Accept head
command-accept-head-help = Take the logbook as it stands for the right one
command-seen = Seen
command-seen-help = I have read this
command-next-login = Somebody else
command-next-login-help = Between login and passphrase
command-recover = Forgot it
command-recover-help = Close the desk and come in by the recovery key
command-clear-prompt = Clear
command-clear-prompt-help = Take away what was typed

# end of command



## screen: screens, panes, overlays, toasts

# what the seat says
screen-toast-talk-logged = Talk logged: { $who } · { $topic }
screen-toast-incident-opened = Incident reported: { $category } { $who }
screen-toast-line-noted = Added to the timeline
screen-toast-put-aside = Kept as a draft; the same key takes it up again
screen-toast-draft-found = The draft of last time is back
screen-toast-draft-broken = The draft of last time cannot be read any more
screen-toast-paste-nowhere = No place here for the { $count } characters pasted; press t or i first, then paste
screen-toast-too-long = Too long: { $count } characters did not fit
screen-toast-nothing-to-undo = Nothing to undo
screen-toast-cannot-undo = Cannot be undone: { $what }. Press again for the one before
screen-toast-undone = Undone: { $what }
screen-toast-no-shift = You have no shift now
screen-toast-signed-in = Signed in
screen-toast-signed-out = Signed out
screen-toast-signed-already = Signed in and out already
screen-toast-no-follow-up = No follow-up is owed here
screen-toast-follow-up-closed = Follow-up closed
screen-toast-no-incident = No incident is selected here
screen-toast-nothing-owed = Every report is made
screen-toast-stepped = Ticked: { $step }
screen-toast-moved = Now: { $state }
screen-toast-closed-already = Closed already
screen-toast-yours-already = It is yours already
screen-toast-owned = It is yours now
screen-toast-report-due = Due now: { $category } · { $step }
screen-toast-shift-starts = Your shift begins; sign in on the duty pane
screen-toast-shift-ends = Your shift is over; hand over and sign out
screen-toast-weighed = Severity now: { $level }
screen-ask-quit = Leave yedeng? What is half written is kept
screen-ask-discard = Throw away what is written?
screen-ask-sign-out = Sign out now? This cannot be undone
screen-setup-college = College
screen-setup-name = Your name
screen-setup-login = Login
screen-setup-passphrase = Passphrase
screen-setup-again = Once more
screen-setup-empty = This must not be empty
screen-setup-bad-login = A login has letters, digits and - _ . only
screen-setup-short = At least { $least } characters
screen-setup-differ = The two are not the same
screen-setup-too-long = Too long; part of it did not fit
screen-unlock-wrong = Wrong login or passphrase
screen-doubt = “{ $typed }”: { $what }
screen-panic = yedeng stopped on a mistake of its own. What was written is safe, and what was half written will be there next time.
screen-fault-disabled = This user was disabled
screen-fault-closed = The desk was closed
screen-fault-not-empty = The folder is not empty; choose another
screen-fault-not-writable = The folder cannot be written
screen-fault-full = The disk is full; make room and try again
screen-fault-other = Storage: { $what }
screen-notice-store-rebuilt = The database was broken and was built again from its copy; all { $entries } entries are there
screen-notice-mirror-rebuilt = The copy was broken and was built again from the database; all { $entries } entries are there
screen-notice-keyring-healed = One copy of the keyring was broken and is mended
screen-notice-salvaged = Both copies were damaged: { $entries } entries were saved, { $lost } are lost or cannot be used. Each is on record.
screen-file-trouble = { $file } line { $line } { $key }: { $what }; the default stays
screen-keymap-no-command = no such command
screen-keymap-not-keys = a key or a list of keys is wanted
screen-keymap-bad-key = a key that cannot be read ({ $key })
screen-keymap-doubled = { $key } is already the key of “{ $other }”
screen-theme-no-key = no such key
screen-theme-not-text = a text in quotes is wanted
screen-theme-no-word = { $word } means nothing here
screen-form-weigh = Change severity
screen-form-severity = Severity
screen-form-reason = Reason
screen-form-close-incident = Closing before the written report is made: say why
screen-form-close-follow-up = Close the follow-up
screen-form-how = How (may be empty)
# what the picture says
screen-name = yedeng
screen-too-small = The window is too small
screen-too-small-size = { $size } now, { $needed } at least
screen-building = Bldg { $number }
screen-floor = { $floor }F
screen-level = L{ $number }
screen-post-leader = Leader
screen-overdue = { $span } over
screen-from = from { $clock }
screen-text-hidden = [confidential]
screen-text-gone = [text erased]
screen-text-coming = …
screen-handover = Handover
screen-people-count = { $count } people
screen-nothing-found = Nothing found.
screen-nobody-found = nobody found

screen-top-until = on duty to { $clock }
screen-top-to = to { $clock }
screen-top-off = off duty
screen-top-open = open
screen-top-calm = no open incident
screen-top-gravest = sev. { $severity } × { $count }
screen-hours = { $count } h
screen-room-duty = duty
screen-week = The week ahead
screen-top-overdue = { $count } overdue
screen-minutes = { $count } min
screen-top-next = next
screen-timer-shift-ends = shift ends
screen-timer-shift-starts = shift starts

screen-pane-dorm = Dorm
screen-pane-duty = Duty
screen-pane-talks = Talks
screen-pane-incidents = Incidents
screen-scope-all = all
screen-scope-mine = mine
screen-scope-due = follow-ups due
screen-scope-open = open

screen-view = view
screen-view-round = tonight's round
screen-view-concern = concern levels
screen-view-incidents = open incidents
screen-view-vacancy = free beds
screen-view-last-talk = last talk
screen-dorm-count = { $rooms } rooms { $people } people
screen-dorm-empty = No buildings or rooms yet.
screen-dorm-empty-how = Import a roster from the shell: yedeng import students roster.xlsx
screen-room-incidents = { $count } open
screen-room-findings = { $count } findings
screen-sum-present = present
screen-sum-absent = absent
screen-sum-late = late
screen-sum-leave = leave
screen-sum-checked = checked
screen-sum-rooms-with-incidents = rooms with open incidents
screen-sum-beds = beds
screen-sum-free = free
screen-sum-never = rooms never talked to
screen-sum-long = four weeks or more
screen-legend-incident = incident
screen-legend-absent = absent
screen-legend-late = late
screen-legend-finding = finding
screen-legend-concern = concern
screen-legend-leave = leave
screen-legend-level = the digit is the gravest level there: 1 red 2 orange 3 yellow 4 blue
screen-legend-free = the digit is the number of free beds
screen-legend-weeks = the digit is weeks since the last talk, ? never

screen-duty-on = { $on }/{ $all } on duty
screen-duty-missing = { $count } not signed in
screen-duty-empty = Nobody is scheduled tonight.
screen-duty-empty-how = Once a schedule is published this shows who is where tonight, and until when.
screen-duty-next = My next shift
screen-since-shift = since your last shift ({ $from })
screen-since-day = the last 24 hours
screen-since-incidents = Incidents
screen-since-talks = Talks
screen-since-away = Late or absent
screen-since-nothing = No new incident, talk or absence. All quiet.

screen-talks-today = { $count } today
screen-talks-due = { $count } due
screen-talks-empty = No talks here yet.
screen-talks-empty-how = Press { $key } to log one, for example: zs psych cannot sleep !2 >3d
screen-ought = To see
screen-ought-nobody = no follow-up is due today
screen-ought-followup = follow-up today
screen-ought-overdue = { $days } d overdue
screen-ought-never = L{ $level }, never seen
screen-ought-rhythm = L{ $level }, { $days } d ago
screen-month = Month
screen-month-talks = { $count } talks
screen-month-reached = reached
screen-month-full = all by { $day }

screen-incidents-open = { $count } open
screen-incidents-empty = No open incident. All quiet.
screen-incidents-empty-how = If something happens press { $key }, for example: zs fainted, ambulance called !2 @412
screen-incident-none = There is no such incident.
screen-incident-title = Incident I{ $seq }
screen-opened = opened
screen-opened-by = reported by
screen-place = place
screen-people = people
screen-owner = owner
screen-timeline-owner = owner → { $name }

screen-students = Students
screen-students-own = my classes
screen-students-concern = on watch
screen-students-all = all enrolled
screen-students-empty = The list is empty.
screen-students-empty-how = Press { $key } for another list, or import a roster first.
screen-student-none = There is no such student.
screen-student-left = has left
screen-student-empty = No talks or incidents yet. Press { $key } to log a talk.
screen-column-level = Lvl
screen-column-name = Name
screen-column-number = Number
screen-column-sex = Sex
screen-column-room = Room
screen-column-bed = Bed
screen-column-class = Class
screen-column-last-talk = Last talk
screen-column-incidents = Open
screen-column-phone = Phone
screen-column-post = Post
screen-bed = { $room } bed { $bed }
screen-department = department
screen-counselor = counselor
screen-guardian = guardian
screen-detail-major = major
screen-detail-grade = grade
screen-detail-origin = from
screen-detail-standing = standing
screen-level-since = level since
screen-kind-talk = T
screen-kind-incident = I
screen-kind-room = room

screen-room-none = There is no such room.
screen-room-beds = { $people } of { $beds } beds
screen-room-tonight = Tonight
screen-room-unchecked = not checked
screen-room-in-order = in order
screen-room-empty = Nobody sleeps here.

screen-talk-none = There is no such talk.
screen-talk-title = Talk T{ $seq }
screen-held = held
screen-held-by = by
screen-way = way
screen-visibility = seen by
screen-followup = follow-up
screen-answers = follows

screen-lock-trying = Checking…
screen-lock-wait = Wait { $seconds } s, then try again
screen-lock-how = Passphrase, then Enter · Tab somebody else · F2 forgot it
screen-gate-setup = First start
screen-gate-setup-how = There is no desk on this machine yet. Fill this in; everything is encrypted and stays on this machine.
screen-gate-setup-keys = Tab next · Enter create
screen-gate-unlock = Come in
screen-gate-login = User
screen-gate-passphrase = Passphrase
screen-gate-unlock-keys = Tab next · Enter open · F2 forgot it · Esc leave
screen-gate-recovery = Recovery key
screen-gate-recovery-how = If every passphrase is lost, only this opens the data. It is shown this once: write it on paper and lock it away.
screen-gate-recovery-keys = Press Enter when it is written down
screen-gate-recovery-sure = Is it really written down? It will never be shown again. Press Enter once more
screen-gate-working = One moment…

screen-palette = Commands
screen-find = Find a student or a room
screen-go = Go to a room
screen-find-how = Initials, pinyin, hanzi, the tail of a number, or a room: zs  zhangsan  张三  0412  3-412
screen-why-number = number
screen-why-name = name
screen-why-pinyin = pinyin
screen-why-initials = initials
screen-why-room = room
screen-help = Help
screen-help-everywhere = Everywhere
screen-context-student = Student
screen-context-room = Room
screen-context-talk = Talk
screen-context-incident = Incident
screen-context-capture = Capture line
screen-context-note = Long text
screen-context-form = Form
screen-capture-talk = Log a talk
screen-capture-followup = Log a follow-up
screen-capture-incident = Report an incident
screen-capture-line = Note what was done
screen-capture-sending = Saving…
screen-capture-ready = save
screen-capture-note = long text, { $count } characters
screen-grammar-talk = who topic what was said #tag !level >follow-up @place ~way
screen-grammar-incident = who category what happened #tag !severity @place
screen-grammar-line = what was done, who answered, when

# copies and witness
screen-notice-from-second = The data was older than a second mirror; { $entries } missing entries were taken over
screen-notice-second-differs = The second mirror in { $dir } has another history; nothing was merged
screen-notice-seconds-forgotten = The list of second mirrors was broken; name them again
screen-notice-rolled-back = ATTENTION: this machine has seen entry { $seen }, now the last is { $has }: { $missing } are missing. Look for a second mirror or a backup first; if an old copy was put back on purpose, accept it with ^A on the copies sheet (C)
screen-notice-forked = ATTENTION: entry { $at } is not the one this machine has seen. Find out why; if it was done on purpose, accept it with ^A on the copies sheet (C)
screen-notice-witness = ATTENTION: the witness of the last entry cannot be read, so nobody can tell whether this is an older copy. If all is well, accept it with ^A on the copies sheet (C)
# lock, copies, sealed talks: the home and who may look
screen-toast-copied = sent to the terminal's clipboard (if it has one): { $what }; cleared in { $seconds } s
screen-toast-nothing-to-copy = no number here to copy
screen-toast-copy-fails = { $which }: { $standing }. Press C for what to do
screen-toast-copy-back = { $which }: well again
screen-toast-glass-broken = recorded; whoever held the talk will be told
screen-toast-reads-already = you may read it anyway
screen-toast-no-glass = your role may not break the glass over this talk
screen-toast-no-reader = only a reader may add or remove readers
screen-toast-not-sealed = this talk is not sealed
screen-toast-no-other-reader = nobody else may read it
screen-toast-reader-added = { $name } may read it now
screen-toast-reader-removed = { $name } may read it no longer
screen-ask-accept-head = Take the logbook as it stands for the right one, although it was another elsewhere? Make sure an old backup was put back on purpose
screen-form-break-glass = Break the glass
screen-form-glass-warning = Your name and the reason are recorded, and whoever held the talk is told. The text is shown this once.
screen-form-add-reader = Add a reader
screen-form-reader-warning = They will be able to read everything that was said in this talk.
screen-form-user = Name or login
screen-form-no-user = no active user of that name
screen-form-several-users = several have that name; write the login: { $logins }
screen-form-remove-reader = Remove a reader
screen-form-reader = Reader
screen-form-removed-warning = What they have read they have read; nothing new reaches them.
screen-text-unreadable = [cannot be read just now; tried again by itself]
screen-sealed = sealed; may read
screen-glass-broken = Read through broken glass: the text goes when you leave this page.
screen-talk-hidden-how = You may see that this talk took place, not what was said.
screen-glass-how = This talk is sealed and you are no reader of it. In need press { $key } and say why, to read it once.
screen-lock-who = Locked by { $name }
screen-lock-saving = saving what was not finished…
screen-lock-safe = what was not finished is kept, sealed
screen-lock-at-risk = what was not finished cannot be written ({ $why }); it is still in this program, do not end it
screen-lock-at-risk-first = something is not saved yet; whoever wrote it must come in first
screen-lock-demo-clock = demo clock
screen-lock-no-gate = no recovery key here; leave, and open the home again without a passphrase file
screen-gate-recover = in with the recovery key
screen-gate-recover-how = Type the recovery key from its paper and choose a new passphrase. That it was used is recorded.
screen-gate-recover-keys = Tab next · Enter open · Esc back
screen-recover-passphrase = New passphrase
screen-recover-length = a key has { $wanted } letters and digits; these are { $got }
screen-recover-letter = group { $group }, sign { $nth }: “{ $letter }” never stands in a key
screen-recover-checksum = some sign is not as printed; compare group by group
screen-gate-opening = Opening
screen-gate-opening-why = The logbook is read from its beginning or a copy is rebuilt. Please let it finish.
screen-gate-opening-count = { $done } of { $all } entries
screen-gate-setup-leave = What is filled in is not kept. Esc once more to leave
screen-top-copy = copy { $standing }
screen-banner-stopped = Nothing can be written: { $why }. Mend it, then { $key } tries again; reading works.
screen-copies = Copies
screen-copies-unknown = Not looked at yet.
screen-copy-store = Database
screen-copy-mirror = Mirror
screen-copy-second = Mirror on another disk, { $path }
screen-standing-good = good
screen-standing-behind = { $entries } behind
screen-standing-catching-up = catching up
screen-standing-low = nearly full, { $mib } MB left
screen-standing-ahead = { $entries } ahead
screen-advice-low = Make room soon; it is still written.
screen-advice-ahead = Leave and open again: what it has more is taken over.
screen-standing-missing = missing
screen-standing-full = disk full
screen-standing-read-only = read-only
screen-standing-broken = damaged
screen-advice-behind = It catches up by itself.
screen-advice-missing = Attach that disk; it is caught up by itself. The other copies go on.
screen-advice-full = Make room on that disk, then W tries again.
screen-advice-read-only = Look at its write protection and permissions, then W tries again.
screen-advice-broken = Leave and open again: it is rebuilt from a good copy. Until then leave the files alone.
screen-head = Head { $seq }: { $hash }
screen-head-what-for = Write it on the paper sheet: yedeng verify --head proves later that nothing before it was changed or dropped.
screen-backup-none = no backup yet
screen-backup-last = Last backup { $when }, { $entries } entries
screen-backup-running = a backup is being made…
screen-backup-failed = the backup of { $when } failed: { $why }
screen-news-glass = { $name } broke the glass over your talk T{ $talk }, { $when }: { $reason }
screen-news-tries = somebody failed to come in as you { $times } times, the last time { $when }
screen-news-key = { $name } replaced your key, { $when }; what was sealed to the old one stays closed to you
screen-news-recovery = the recovery key was used to come in as you, { $when }
screen-news-recovery-renewed = { $by } had a new recovery key made, { $when }: whoever holds it can open the talks sealed to you
screen-fault-later = wrong too often; wait { $seconds } s
screen-fault-seat-locked = the seat is locked; its key is not in memory
screen-fault-recovery-key = the recovery key is not the one of this home
screen-toast-writes-again = it can be written again
screen-toast-head-accepted = the head is taken as it stands
screen-told-file = { $file } has mistakes; the defaults stand in their place:
screen-told-opening = Found on opening
screen-told-news = About you

# end of screen



## time: dates and times


time-weekdays = Mon Tue Wed Thu Fri Sat Sun
time-today = today
time-yesterday = yesterday
time-tomorrow = tomorrow

# end of time



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
campus-refused-not-yours = Somebody else wrote this; only they can take it back.
campus-refused-not-allowed = Your role may not do this.
campus-refused-empty-text = Nothing is written yet.
campus-refused-empty-name = A name or number is empty.
campus-refused-too-long = Too long: { $got }, at most { $limit }. Shorten it and save again; it is all still there.
campus-refused-meanwhile = Somebody just changed it. Look again, then decide.
campus-refused-founded = The college is founded already.
campus-refused-undo = This cannot be undone.



# end of campus



## capture: capture line: chips, doubts



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



# end of cli



## command: titles and help of commands: command-<id>, command-<id>-help



# end of command



## screen: screens, panes, overlays, toasts



# end of screen



## time: dates and times


time-weekdays = Mon Tue Wed Thu Fri Sat Sun
time-today = today
time-yesterday = yesterday
time-tomorrow = tomorrow

# end of time



# Every word the program says, in one file a language. A message id begins with the name of its section.

## campus: how values of the campus are said: topics, ways, states, severities, steps, roles, refusals



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
capture-hint-talk = student topic words #tag !level >follow-up @place ~way
capture-hint-incident = place student category words !severity #tag
capture-doubt-nobody-named = Say whom you talked with: begin with a name, pinyin initials or a student number
capture-doubt-nobody-found = Nobody is found by “{ $typed }”
capture-doubt-ambiguous = “{ $typed }” may be any of { $count } students; pick one
capture-doubt-left = “{ $typed }” is no longer enrolled; nothing can be logged
capture-doubt-student-twice = “{ $typed }” is named twice and counts once
capture-doubt-too-many-students = Too many students: { $got }, at most { $limit } at once
capture-doubt-ambiguous-room = “{ $typed }” may be any of { $count } rooms; add the building, as in @3-412
capture-doubt-no-such-date = There is no such day: { $typed } stays in the text
capture-doubt-date-in-past = The follow-up lies in the past: { $typed }
capture-doubt-no-such-level = There is no such level: { $typed } stays in the text
capture-doubt-no-such-time = There is no such time: { $typed } stays in the text
capture-doubt-time-in-future = That time is still to come: { $typed }
capture-doubt-twice = This was said before: { $typed } stays in the text
capture-doubt-tag-too-long = A tag is too long: { $got } characters, at most { $limit }; it stays in the text
capture-doubt-too-many-tags = Too many tags, at most { $limit }: { $typed } stays in the text
capture-doubt-not-understood = Not understood: { $typed } stays in the text
capture-doubt-empty-text = Nothing is written yet
capture-doubt-too-long = Too long: { $got } characters, at most { $limit }



# end of capture



## finder: why a student was found



# end of finder



## desk: the desk and the logbook: faults, lock, damage



# end of desk



## import: reports of a roster import



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



# Every word the program says, in one file a language. A message id begins with the name of its section.

## campus: how values of the campus are said: topics, ways, states, severities, steps, roles, refusals



# end of campus



## capture: capture line: chips, doubts



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


time-weekdays = 周一 周二 周三 周四 周五 周六 周日
time-today = 今天
time-yesterday = 昨天
time-tomorrow = 明天

# end of time



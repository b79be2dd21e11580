# Every word the program says, in one file a language. A message id begins with the name of its section.

## campus: how values of the campus are said: topics, ways, states, severities, steps, roles, refusals



# end of campus



## capture: capture line: chips, doubts

capture-chip-who = 学生
capture-chip-topic = 主题
capture-chip-category = 类别
capture-chip-level = 关注
capture-chip-severity = 级别
capture-chip-followup = 回访
capture-chip-place = 地点
capture-chip-way = 方式
capture-chip-tag = 标签
capture-chip-visibility = 可见
capture-chip-time = 时间
capture-chip-rest = 未识别
capture-hint-talk = 学生 主题 内容 #标签 !关注等级 >回访 @地点 ~方式
capture-hint-incident = 地点 学生 类别 经过 !级别 #标签
capture-doubt-nobody-named = 还没写跟谁谈：行首写姓名、拼音首字母或学号
capture-doubt-nobody-found = 查无此人：{ $typed }
capture-doubt-ambiguous = “{ $typed }”可能是 { $count } 个人，请选定一个
capture-doubt-left = “{ $typed }”已不在籍，不能再记录
capture-doubt-student-twice = “{ $typed }”重复了，只算一次
capture-doubt-too-many-students = 学生太多：{ $got } 人，一次最多 { $limit } 人
capture-doubt-ambiguous-room = “{ $typed }”可能是 { $count } 个房间，请写上楼号，如 @3-412
capture-doubt-no-such-date = 没有这一天：{ $typed }，已留在正文里
capture-doubt-date-in-past = 回访日期已经过去：{ $typed }
capture-doubt-no-such-level = 没有这个等级：{ $typed }，已留在正文里
capture-doubt-no-such-time = 没有这个时间：{ $typed }，已留在正文里
capture-doubt-time-in-future = 时间还没到：{ $typed }
capture-doubt-twice = 前面已经写过同一项：{ $typed } 已留在正文里
capture-doubt-tag-too-long = 标签太长：{ $got } 字，最多 { $limit } 字，已留在正文里
capture-doubt-too-many-tags = 标签太多，最多 { $limit } 个：{ $typed } 已留在正文里
capture-doubt-not-understood = 没看懂：{ $typed }，已留在正文里
capture-doubt-empty-text = 还没写内容
capture-doubt-too-long = 内容太长：{ $got } 字，最多 { $limit } 字



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



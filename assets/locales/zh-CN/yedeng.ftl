# Every word the program says, in one file a language. A message id begins with the name of its section.

## campus: how values of the campus are said: topics, ways, states, severities, steps, roles, refusals

campus-topic-study = 学业
campus-topic-life = 生活
campus-topic-psych = 心理
campus-topic-career = 就业
campus-topic-aid = 资助
campus-topic-relations = 人际
campus-topic-family = 家庭
campus-topic-discipline = 纪律
campus-topic-safety = 安全
campus-topic-thought = 思想
campus-topic-other = 其他

campus-way-in-person = 面谈
campus-way-phone = 电话
campus-way-online = 线上
campus-way-home-visit = 家访
campus-way-group = 集体

campus-concern-none = 无
campus-concern-red = 1级 红
campus-concern-orange = 2级 橙
campus-concern-yellow = 3级 黄
campus-concern-blue = 4级 蓝

campus-visibility-normal = 辅导员可见
campus-visibility-private = 仅本人可见
campus-visibility-psych = 心理保密

campus-talk-awaiting = 待回访
campus-talk-closed = 已结
campus-talk-withdrawn = 已撤销

campus-category-fight = 打架斗殴
campus-category-injury = 人身安全
campus-category-distress = 心理危机
campus-category-illness = 突发疾病
campus-category-missing = 人员未归
campus-category-crime = 案件纠纷
campus-category-fire = 消防用电
campus-category-fraud = 诈骗校园贷
campus-category-opinion = 舆情
campus-category-facility = 设施故障
campus-category-other = 其他

campus-severity-extreme = I 级 特别重大
campus-severity-major = II 级 重大
campus-severity-serious = III 级 较大
campus-severity-ordinary = IV 级 一般

campus-incident-new = 新报
campus-incident-acknowledged = 已受理
campus-incident-in-hand = 处置中
campus-incident-escalated = 已上报
campus-incident-resolved = 待结案
campus-incident-closed = 已结案
campus-incident-withdrawn = 已撤销

campus-step-tell-department = 告知院系
campus-step-tell-security = 告知保卫处
campus-step-tell-student-office = 告知学工处
campus-step-spoken-report = 口头报告
campus-step-written-report = 书面报告
campus-step-account = 书面总结

campus-shift-planned = 未开始
campus-shift-missing = 未签到
campus-shift-on = 在岗
campus-shift-done = 已下班
campus-shift-missed = 缺岗
campus-shift-cancelled = 已取消

campus-presence-present = 在寝
campus-presence-late = 晚归
campus-presence-absent = 未归
campus-presence-leave = 请假
campus-presence-elsewhere = 在别处

campus-finding-appliance = 违章电器
campus-finding-smoking = 吸烟
campus-finding-drinking = 酗酒
campus-finding-gambling = 赌博
campus-finding-pet = 宠物
campus-finding-stranger = 外来人员
campus-finding-lock = 门锁
campus-finding-hygiene = 卫生
campus-finding-refused = 拒查

campus-role-counselor = 辅导员
campus-role-duty-leader = 带班领导
campus-role-department = 院系
campus-role-counselling-centre = 心理中心
campus-role-student-office = 学工处
campus-role-administrator = 管理员

campus-officer-building-head = 楼栋长
campus-officer-floor-head = 楼层长
campus-officer-room-head = 寝室长
campus-officer-psych-watcher = 心理委员

campus-sex-male = 男
campus-sex-female = 女

campus-day-workday = 工作日
campus-day-weekend = 周末
campus-day-holiday = 节假日

campus-refused-no-student = 没有这名学生(编号 { $id })。请用 / 重新查找。
campus-refused-left = { $name } 已离校,不能再记。请核对学号。
campus-refused-twice = 同一名学生在这一条里出现了两次。请去掉一个。
campus-refused-no-class = 没有这个班级(编号 { $id })。
campus-refused-no-department = 没有这个部门(编号 { $id })。
campus-refused-no-community = 没有这个社区(编号 { $id })。
campus-refused-no-building = 没有这栋楼(编号 { $id })。
campus-refused-building-exists = { $number } 号楼已经有了。
campus-refused-no-room = 没有这间寝室(编号 { $id })。
campus-refused-room-exists = 寝室 { $number } 已经有了。
campus-refused-room-elsewhere = { $room } 不在这一层。
campus-refused-marked-meanwhile = { $room } 刚被另一个座位查过。请看最新结果再决定。
campus-refused-no-user = 没有这名用户(编号 { $id })。
campus-refused-login-taken = 登录名已被使用,请换一个。
campus-refused-last-administrator = 这是最后一名管理员,不能撤。请先任命另一名。
campus-refused-no-officer = 该岗位现在没有这名学生。
campus-refused-no-shift = 没有这个班次(编号 { $id })。
campus-refused-shift-begun = 班次已有人签到,不能撤回。
campus-refused-shift-over = 班次已经结束,不能再签到。
campus-refused-already-signed = 已经签过了。
campus-refused-not-signed-in = 还没有签到,不能签退。
campus-refused-shift-hours = 班次时长 { $minutes } 分钟不对:须大于 0,不超过 24 小时。
campus-refused-no-talk = 没有谈话 T{ $id }。
campus-refused-not-awaiting = 谈话 T{ $id } 没有待办的回访。
campus-refused-followup-past = 回访日期 { $day } 已过(今天 { $today })。请改成今天或以后。
campus-refused-nobody = 没有写明和谁谈。行首写姓名拼音、学号或寝室。
campus-refused-no-incident = 没有事件 I{ $id }。
campus-refused-future = 时间在将来。请写已经发生的时间。
campus-refused-reason = 需要写明原因。
campus-refused-not-yours = 这是别人记的,只有本人可以撤销。
campus-refused-not-allowed = 你的角色不能做这件事。
campus-refused-empty-text = 还没有写内容。
campus-refused-empty-name = 姓名或编号是空的。
campus-refused-too-long = 太长:{ $got },最多 { $limit }。请删短后再存,内容还在。
campus-refused-meanwhile = 刚刚有人改过。请看最新情况再决定。
campus-refused-founded = 学院已经建好了。
campus-refused-undo = 这一条不能撤销。



# end of campus



## capture: capture line: chips, doubts



# end of capture



## finder: why a student was found



# end of finder



## desk: the desk and the logbook: faults, lock, damage



# end of desk



## import: reports of a roster import

import-comma = 、
import-and-more = {" "}等，另有 { $count } 个
import-summary = 共 { $rows } 行：新增 { $added } 人，变更 { $changed } 人，未变 { $unchanged } 人，未收 { $rejected } 行
import-source = 读自“{ $source }”，表头在第 { $row } 行
import-mapping = 列的对应：{ $list }
import-unbound = 没有用到的列：{ $list }（要用的话：--map 字段=表头）
import-other-sheets = 这些工作表也像名单，没有读：{ $list }（用 --sheet 指明）
import-moved = 其中换寝室或床位：{ $count } 人
import-left = 其中离校（退学、毕业、休学等）：{ $count } 人
import-new = 新的{ $what } { $count } 个：{ $list }
import-new-rooms = 新的房间 { $count } 间
import-skipped = 跳过的行（合计、重复的表头）：{ $list }
import-rejected = 未收的行（{ $count }）：
import-warnings = 已收、但请核对的地方（{ $count }）：
import-more = ……另有 { $count } 条
import-row = 第 { $row } 行：{ $reason }
import-row-column = 第 { $row } 行“{ $column }”列：{ $reason }
import-row-cell = 第 { $row } 行“{ $column }”列，“{ $value }”：{ $reason }
import-other-row = （另见第 { $row } 行）
import-other-student = （学号 { $no } 的学生）

import-field-student-no = 学号
import-field-name = 姓名
import-field-sex = 性别
import-field-department = 院系
import-field-major = 专业
import-field-class = 班级
import-field-grade = 年级
import-field-phone = 手机
import-field-guardian-phone = 家长电话
import-field-dorm = 宿舍
import-field-building = 楼栋
import-field-room = 房间号
import-field-bed = 床位
import-field-identity-no = 身份证号
import-field-ethnic = 民族
import-field-political = 政治面貌
import-field-origin = 生源地
import-field-standing = 学籍状态

import-reason-student-no-missing = 没有学号；请补上
import-reason-student-no-odd = 不像学号：应为 4 到 20 位数字或字母
import-reason-student-no-short = 比其他学号短；是不是丢了前面的 0？请在表格里把这一列设为文本
import-reason-duplicate-student-no = 学号重复；请留一行，或改正其中一个
import-reason-precision-lost = 数字太长，表格已丢掉末几位；请把这一列设为文本后重新填写
import-reason-name-missing = 新学生没有姓名；请补上
import-reason-name-unreadable = 不像姓名，或有读不出的字
import-reason-too-long = 太长，放不下；没有收
import-reason-bed-taken = 这张床已有人
import-reason-cell-error = 表格里这一格是错误值（如 #N/A）；没有收
import-reason-date-instead = 表格把它当成了日期；请把这一列设为文本后重新填写
import-reason-sex-unreadable = 看不出男女；没有收
import-reason-phone-odd = 不像 11 位手机号；照原样收下
import-reason-dorm-incomplete = 楼栋或房间号缺一个；没有安排床位
import-reason-dorm-unclear = 看不懂是哪一间；没有安排床位
import-reason-bed-unreadable = 看不出床号；只收下房间
import-reason-bed-beyond-room = 房间没有这么多床；照原样收下
import-reason-building-sex = 这栋楼住的是另一性别；照原样收下

import-read-io = 打不开文件：{ $error }
import-read-empty = 文件是空的
import-read-too-large = 文件超过 { $mb } MB；请只留名单那一张表
import-read-too-many-cells = 表格超过 { $limit } 格；请删去多余的行和列
import-read-unknown-kind = 认不出的文件；请另存为 xlsx 或 csv
import-read-web-page = 这其实是网页，不是表格；请用 Excel 或 WPS 打开，另存为 xlsx
import-read-protected = 工作簿有密码；请先去掉密码再另存
import-read-damaged = 工作簿已损坏；请用 Excel 或 WPS 打开，另存一份再试
import-read-no-such-sheet = 没有名为“{ $asked }”的工作表；有：{ $sheets }
import-read-no-sheets = 文本文件没有工作表；请去掉 --sheet
import-read-open-quote = 第 { $line } 行的引号没有关上；请改正后再试

import-plan-no-rows = 表头下面没有学生
import-plan-missing-columns = 找不到必需的列：{ $missing }。第 { $row } 行的表头是：{ $found }。可以指明：--map { $example }=表头
import-plan-no-such-header = 没有表头“{ $asked }”可作{ $field }；有：{ $found }
import-plan-too-many = 不同的{ $field }超过 { $limit } 个；是不是对错了列？

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



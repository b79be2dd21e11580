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
campus-finding-stove = 电炉
campus-finding-rice-cooker = 电饭锅
campus-finding-kettle = 电热壶
campus-finding-blanket = 电热毯
campus-finding-induction-cooker = 电磁炉
campus-finding-microwave = 微波炉
campus-officer-party-room = 党员责任寝室

campus-ladder-student = 联系本人
campus-ladder-room-mates = 询问室友
campus-ladder-counselor = 报辅导员
campus-ladder-department = 报院系
campus-ladder-parents = 联系家长
campus-ladder-security = 报保卫处

campus-call-no-answer = 未接
campus-call-answered = 接通，不知去向
campus-call-told = 已告知
campus-call-unreachable = 打不通

campus-search-open = 查找中
campus-search-found = 已找到
campus-search-dropped = 已更正

campus-leave-personal = 事假
campus-leave-sick = 病假
campus-leave-official = 公假
campus-leave-home = 离校回家
campus-leave-internship = 实习
campus-leave-asked = 待批
campus-leave-approved = 已批
campus-leave-declined = 未批
campus-leave-withdrawn = 已撤
campus-leave-returned = 已销假

campus-approver-counselor = 辅导员
campus-approver-department = 院系
campus-approver-student-office = 学工处
campus-approver-college = 校领导

campus-appeal-open = 申诉中
campus-appeal-decided = 申诉已定

campus-weather-sunny = 晴
campus-weather-cloudy = 多云
campus-weather-overcast = 阴
campus-weather-rain = 雨
campus-weather-storm = 雷暴

campus-number-phone = 手机号
campus-number-guardian = 家长电话
campus-number-identity = 身份证号

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
campus-refused-reason-names = 理由会一直保留，请不要写这名学生的姓名、学号或电话。
campus-refused-not-yours = 这是别人记的,只有本人可以撤销。
campus-refused-not-allowed = 你的角色不能做这件事。
campus-refused-empty-text = 还没有写内容。
campus-refused-empty-name = 姓名或编号是空的。
campus-refused-too-long = 太长:{ $got },最多 { $limit }。请删短后再存,内容还在。
campus-refused-meanwhile = 刚刚有人改过。请看最新情况再决定。
campus-refused-founded = 学院已经建好了。
campus-refused-undo = 这一条不能撤销。
campus-refused-not-sealed = 内容没有按要求加封,未保存
campus-refused-reader-already = 这位用户已经可以查阅
campus-refused-no-erasure = 没有这项删除申请,或它已处理:{ $id }
campus-refused-second-person = 须由另一人批准,申请人不能批准自己的申请
campus-refused-number-taken = 这个学号已经是{ $name }的,一个学号只能属于一名学生
campus-refused-room-twice = { $room }在同一次查寝里出现了两次
campus-refused-shift-twice = { $name }{ $day }已排在同一岗位,不能重复排班
campus-refused-shift-not-new = 新发布的班次不能已签到、已签退或已取消
campus-refused-signed-elsewhen = 签到、签退的时间与现在相差太远,或早于应有的时间(前后 12 小时以内)
campus-refused-no-floor = { $building }号楼没有{ $floor }层
campus-refused-officer-twice = { $name }已在这个岗位上
campus-refused-no-bed = { $room } 没有 { $bed } 号床：共 { $beds } 张床。
campus-refused-bed-taken = { $room } 的 { $bed } 号床已有人：{ $name }。请换一张床，或两人对调。
campus-refused-wrong-sex = { $building } 号楼不住{ $name }的性别。请选别的楼，或先改楼栋设置。
campus-refused-moved = { $name } 的床位已经变了。请看过最新床位再操作。
campus-refused-not-dwelling = { $room } 不是寝室。
campus-refused-not-in-room = { $name } 现在不住 { $room }。请按新床位登记。
campus-refused-no-round = 没有这次查寝：{ $id }。
campus-refused-round-over = 这次查寝（{ $id }）已结束。
campus-refused-round-under-way = 同样范围的查寝（{ $id }）正在进行，请接着查。
campus-refused-night-over = { $day } 的夜晚已过，不能再开始查寝；补登请用 round mark --day。
campus-refused-sample-small = 抽查 { $got } 间太少，至少 { $least } 间。
campus-refused-sample-seed = 房间与种子抽出的不一致。请重新抽取。
campus-refused-no-search = { $day } 没有在找 { $name }：当晚查寝未登记未归。
campus-refused-search-over = 对 { $name } 的查找已结束或已转为事件。
campus-refused-no-leave = 没有这张假条：L{ $id }。
campus-refused-leave-settled = 假条 L{ $id } 的状态不允许这样做。
campus-refused-leave-days = 请假 { $days } 天不对：至少一天，最多一年，结束要晚于开始。
campus-refused-leave-overlaps = 与假条 L{ $id } 的时间重叠。
campus-refused-scored = { $room } 当天已评过分。要改请先撤销。
campus-refused-no-score = 没有这次评分：{ $id }。
campus-refused-no-item = 评分表里没有“{ $code }”这一项。可用 preset show 查看。
campus-refused-points-off = “{ $item }”最多扣 { $most } 分，至少扣 1 分，每项一次。
campus-refused-appeal-late = 申诉期已过（截至 { $day }）。
campus-refused-appealed = 这次评分已申诉过。
campus-refused-not-appealed = 这次评分没有待定的申诉。
campus-refused-nothing-to-mend = 这次评分没有待整改的项目，或整改日期早于评分。
campus-refused-mood-already = { $class } 本期已报过。要改请先撤销。
campus-refused-no-mood = 没有这份晴雨表：{ $id }。
campus-refused-no-service = 没有这条服务记录：{ $id }。
campus-refused-presets = 预设第 { $line } 行读不懂：{ $what }
campus-refused-presets-value = 预设里 { $what } 的值不合理。



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
capture-doubt-nobody-named = 还没写跟谁谈：行首写姓名、拼音首字母或学号
capture-doubt-nobody-found = 查无此人
capture-doubt-ambiguous = 可能是好几个人，请选定一个
capture-doubt-left = 该生已不在籍，不能再记录
capture-doubt-student-twice = 同一个学生写了两次，只算一次
capture-doubt-too-many-students = 学生太多，一次最多 200 人
capture-doubt-ambiguous-room = 可能是好几个房间，请写上楼号，如 @3-412
capture-doubt-no-such-room = 没有这个房间或楼，请核对号码；别处请用文字写，如 @食堂
capture-doubt-no-such-date = 没有这一天，已留在正文里
capture-doubt-date-in-past = 回访日期已经过去
capture-doubt-no-such-level = 没有这个等级，已留在正文里
capture-doubt-no-such-time = 没有这个时间，已留在正文里
capture-doubt-time-in-future = 时间还没到
capture-doubt-twice = 前面已经写过同一项，这一处留在正文里
capture-doubt-tag-too-long = 标签太长，最多 24 字，已留在正文里
capture-doubt-too-many-tags = 标签太多，最多 16 个，这一个留在正文里
capture-doubt-not-understood = 没看懂，已留在正文里
capture-doubt-empty-text = 还没写内容
capture-doubt-too-long = 内容太长，最多 20000 字

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
import-read-too-many-sheets = 超过 { $limit } 张工作表；请用 --sheet 指明名单那一张
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

cli-error = 出错：{ $message }
cli-field = { $name }：{ $value }
cli-line = 第 { $number } 行：{ $message }
cli-doubt = 请留意：{ $message }
cli-unknown = 不明
cli-more = ……另有 { $count } 条
cli-hidden = （你的角色看不到正文）
cli-seconds = 用时（秒）
cli-dry-run = 这是试运行，什么也没有写入。
cli-history = 经过
cli-steps = 上报（✓ 已报）
cli-leader = 带班领导
cli-on-duty = 在岗：{ $count } 人
cli-open-incidents = 未结事件：{ $count } 件
cli-followups = 到期的回访：{ $count } 次
cli-said-followup = 回访 { $day }
cli-undone = 已撤销第 { $undid } 条（记为第 { $seq } 条）。
cli-bug = 程序内部出错，是我们的问题，不是你的。位置：{ $place }。请把这一行发给维护者；已确认的记录都在。
cli-output-failed = 输出写不出去：{ $what }

cli-ambiguous = “{ $typed }”可能指 { $count } 个，没有替你选。请写得更确切，如学号，或楼号加房间号。
cli-not-found = 没有找到“{ $typed }”。
cli-home-is = 数据目录：{ $home }
cli-no-terminal = 没有终端可画屏幕（{ $what }）。请在终端里运行，或用 yedeng --help 里的命令。
cli-home-needed = 不知道数据放在哪里：请用 --home 指明目录。
cli-user-needed = 请用 --user（或 YEDENG_USER）写明登录名。
cli-bad-now = --now 要写成 RFC 3339 时间，如 2026-11-23T23:36:00+08:00。
cli-bad-day = 看不懂日期“{ $typed }”。可写 2026-11-23、today、yesterday、7d（7 天前）或 RFC 3339 时间。
cli-bad-value = { $what } 不能是“{ $typed }”。可以是：{ $keys }
cli-bad-number = { $what } 要写数字，不能是“{ $typed }”。
cli-bad-filter = 看不懂筛选“{ $typed }”。请写成 键:值，如 topic:心理。
cli-unknown-filter = 这里没有筛选“{ $key }”，或它写了两次。可用：{ $known }
cli-bad-map = 看不懂 --map “{ $typed }”。请写成 字段=表头，字段有：{ $fields }
cli-no-time = 学生和房间没有时间，不能用 --since 和 --until。

cli-line-too-long = 这一行太长（超过 1 MB），没有收。
cli-line-not-text = 不是 UTF-8 文字，没有收。请转成 UTF-8 再试。
cli-line-unreadable = 输入中断了；前面已确认的都在。

cli-passphrase-file = 口令文件打不开：{ $what }
cli-passphrase-file-empty = 口令文件的第一行是空的。
cli-passphrase-file-open = 注意：别人也能读这个口令文件。请执行 chmod 600。
cli-passphrase-needed = 需要口令，但这里没有终端可问。请用 --passphrase-file。
cli-passphrase-short = 口令太短，至少 { $least } 个字符。几个不相干的词连起来，好记又难猜。
cli-passphrases-differ = 两次输入的口令不一样，什么也没有改。
cli-ask-passphrase = { $user } 的口令：{" "}
cli-ask-new-passphrase = 给 { $user } 设口令：{" "}
cli-ask-again = 再输一次：{" "}
cli-kdf-demo = 注意：口令用演示级保护（--kdf demo），只可用于测试，不可放真实数据。

cli-fault-no-home = 这里还没有数据。先用 yedeng init 建立，或用 --home 指明目录。
cli-fault-home-exists = 这里已经有数据了，没有动它。
cli-fault-not-a-home = 这个目录不是空的，也不是本程序的数据目录，没有动它。请换一个空目录。
cli-fault-not-writable = 数据目录不能写入，所以没有打开，也什么都没有改动。磁盘或 U 盘可能是只读的，或属于别的用户：请改为可写，或把目录复制到可写的地方再用 --home 指明。
cli-fault-locked = 数据正被别处打开：用户 { $who }，机器 { $host }，进程 { $pid }，从 { $since } 起。请先在那边退出。
cli-fault-wrong-passphrase = 登录名或口令不对。
cli-fault-wrong-recovery-key = 恢复密钥不是这里的。
cli-fault-try-later = 口令错误次数过多，请等待 { $seconds } 秒后再试
cli-fault-seat-locked = 席位已锁定，请先用口令解锁
cli-fault-keys-not-ready = 停用等操作已生效，但日志密钥暂时不能更换：还有用户自升级以来没有登录过，或恢复密钥仍是旧式的。请让各用户登录一次，用 user new-recovery-key 换一把恢复密钥，然后再运行一次
cli-fault-epochs = 日志密钥已更换 254 次，不能再换；请新建数据目录
cli-fault-disabled = 这个用户已停用。请找管理员。
cli-fault-closed = 写入线程已停止。已确认的记录都在，请重新打开。
cli-fault-newer = 数据是更新的版本写的（{ $found }，本程序到 { $ours }）。请升级程序。
cli-fault-damaged = 数据损坏：{ $part }。两份副本都没能修复；没有删除任何东西。请运行 yedeng verify，或从备份恢复。
cli-fault-damaged-at = 数据损坏：{ $part }，第 { $seq } 条。两份副本都没能修复；没有删除任何东西。请运行 yedeng verify，或从备份恢复。
cli-fault-full = 磁盘已满，没有写入。请腾出空间再试。
cli-fault-too-large = 这一条太大（{ $bytes } 字节），没有写入。请分成几条。
cli-fault-order = 记录的次序乱了，没有写入。
cli-fault-key = 口令算不出密钥，多半是内存不够。
cli-fault-random = 系统没有给出随机数，没有写入。
cli-fault-io = 读写出错：{ $part }，{ $what }
cli-fault-lost = 第 { $seq } 条已丢失：任何副本都没有了。发现时已记录在案。
cli-part-home = 数据目录
cli-part-lock = 锁文件
cli-part-keyring = 钥匙串
cli-part-mirror = 镜像日志
cli-part-store = 数据库
cli-part-pages = 快照
cli-part-draft = 草稿

cli-notice-torn = 上次没写完的一条（{ $bytes } 字节，未曾确认）已截去。
cli-notice-caught-up = 数据库落后，已从镜像补上 { $entries } 条。
cli-notice-store = 数据库已从镜像重建，共 { $entries } 条；损坏的那份放在 { $aside }。
cli-notice-mirror = 镜像已从数据库重建，共 { $entries } 条；损坏的那份放在 { $aside }。
cli-notice-replayed = 快照不能用，已从全部 { $entries } 条记录重新算出。
cli-notice-keyring = 钥匙串的一份副本损坏，已重写。
cli-notice-format = 格式文件缺失或损坏，已补上。
cli-notice-salvaged = 两份数据都有损坏：救回 { $entries } 条，{ $lost } 条丢失或无法使用，均已逐条记录（yedeng log）。损坏的原件：{ $aside }

cli-init-done = 已建立：{ $home }，管理员 { $user }。
cli-init-recovery = 恢复密钥只显示这一次。请抄在纸上，锁好；口令都忘了时，只有它能打开：
cli-init-next = 下一步：yedeng import students 名单.xlsx，yedeng user add，然后 yedeng 打开屏幕。
cli-import-done = 已导入，记为第 { $seq } 条；要撤销：yedeng undo { $seq }
cli-import-nothing = 没有变化，什么也没有写入。
cli-user-done = 用户 { $user }（{ $name }）已更新。
cli-ask-recovery-key = 恢复密钥：{" "}
cli-recovered = 用户 { $user } 已换上新口令；恢复密钥的使用已记录在案。
cli-recovery-later = 没有旧的恢复密钥：各用户下次登录时，其私钥才会交给新的恢复密钥保管
cli-recovery-typo-length = 恢复密钥应有 { $wanted } 个字符，现在是 { $got } 个；请对照纸上逐组核对
cli-recovery-typo-letter = 第 { $at } 个字符不会出现在恢复密钥里；请对照纸上核对
cli-recovery-typo-sum = 恢复密钥里有字符与纸上不符；请逐组核对
cli-glass-talk = 应急查阅只用于谈话，例如 show T123 --glass "理由"
cli-readers = { $id } 的可查阅人：{ $readers }
cli-news-glass = { $by } 于 { $at } 应急查阅了您的谈话 T{ $talk }，理由：{ $reason }
cli-news-unlocks = 有人 { $times } 次用错误口令尝试以您的身份登录，最近一次 { $at }
cli-news-key = { $by } 于 { $at } 重设了您的口令和密钥；此前加封给您的内容需用恢复密钥，或由其他可查阅人重新添加
cli-news-recovery = 恢复密钥于 { $at } 被用来以您的身份登录
cli-news-recovery-renewed = { $by } 于 { $at } 换了新的恢复密钥：持有它的人今后能打开密封给您的谈话。如不知情，请查问
cli-user-active = 在用
cli-user-disabled = 停用
cli-demo-made = 演示学院在 { $home }，用时 { $seconds } 秒。
cli-demo-holds = 学生 { $students }，房间 { $rooms }，谈话 { $talks }，事件 { $incidents }。
cli-demo-users = 用户：{ $users }；口令：{ $passphrase }
cli-demo-progress = 正在生成演示学院：{ $count } 条
cli-demo-no-temp = 临时目录建不了：{ $what }。请用 --home 指明目录。
cli-verify-progress = 核对中：{ $done } / { $all }
cli-verify-ok = 完好：链、封印、两份副本和重放都对得上。
cli-verify-bad = 有问题。什么也没有改动，下面是发现的：
cli-verify-entries = 条数
cli-verify-healed = 已由完好的一份重建：{ $part }；坏的原件已移到一边。
cli-wrong-at = 第 { $seq } 条：{ $what }
cli-wrong-missing-mirror = 镜像里没有或不完整
cli-wrong-missing-store = 数据库里没有或不完整
cli-wrong-differ = 两份副本不一样
cli-wrong-chain = 与前一条接不上
cli-wrong-seal = 两份副本的封印都破了：被改过或挪过
cli-wrong-newer = 封印完好，但是更新的版本写的
cli-wrong-replay = 从头重放的结果与当前状态不一致
cli-wrong-not-erased = 内容已不在，但后面没有记录说明曾被删除
cli-wrong-lost = 已丢失，而后面没有记录说明

cli-why-number = 学号
cli-why-name = 姓名
cli-why-pinyin = 拼音
cli-why-initials = 首字母
cli-why-room = 寝室
cli-why-left = 已离校
cli-sign-incident = { $severity } 级事件
cli-sign-concern = 关注 { $level }
cli-sign-finding = 查寝发现
cli-sign-overdue = 回访过期

cli-head-absent = 未归
cli-head-answers = 回访的谈话
cli-head-beds = 床位
cli-head-by = 记录人
cli-head-category = 类别
cli-head-class = 班级
cli-head-classes = 所带班级
cli-head-day = 日期
cli-head-department = 院系
cli-head-expected = 应到
cli-head-findings = 发现
cli-head-followup = 回访
cli-head-from = 起
cli-head-guardian = 家长电话
cli-head-identity = 身份证号
cli-head-ethnic = 民族
cli-head-political = 政治面貌
cli-head-hash = 链头
cli-head-id = 编号
cli-head-kind = 事项
cli-head-late = 晚归
cli-head-leave = 请假
cli-head-level = 关注
cli-head-login = 登录名
cli-head-mates = 室友
cli-head-name = 姓名
cli-head-next = 下一步
cli-head-owner = 负责人
cli-head-person = 值班人
cli-head-phone = 手机
cli-head-place = 地点
cli-head-posts = 担任
cli-head-present = 实到
cli-head-role = 角色
cli-head-room = 寝室
cli-head-seq = 条目
cli-head-severity = 级别
cli-head-sex = 性别
cli-head-sign = 待办
cli-head-signed-in = 签到
cli-head-signed-out = 签退
cli-head-site = 岗位
cli-head-state = 状态
cli-head-student-no = 学号
cli-head-students = 学生
cli-head-subjects = 涉及
cli-head-tags = 标签
cli-head-text = 内容
cli-head-time = 时间
cli-head-to = 止
cli-head-topic = 主题
cli-head-undone = 被撤销于
cli-head-visibility = 可见范围
cli-head-way = 方式
cli-head-why = 依据

cli-kind-founded = 建立学院
cli-kind-place-laid = 登记楼栋房间
cli-kind-place-building-set = 楼栋归属
cli-kind-person-imported = 导入名单
cli-kind-person-import-reverted = 撤销导入
cli-kind-staff-joined = 用户加入
cli-kind-staff-changed = 用户变更
cli-kind-staff-passphrase-changed = 更换口令
cli-kind-staff-officers-named = 任命学生干部
cli-kind-staff-officer-relieved = 学生干部卸任
cli-kind-shift-published = 发布排班
cli-kind-shift-recalled = 撤回排班
cli-kind-shift-signed-in = 签到
cli-kind-shift-signed-out = 签退
cli-kind-round-marked = 查寝
cli-kind-talk-logged = 谈话
cli-kind-talk-closed = 回访了结
cli-kind-talk-reopened = 回访重开
cli-kind-talk-withdrawn = 谈话撤销
cli-kind-talk-logged-sealed = 密谈
cli-kind-talk-closed-sealed = 回访完成（加封）
cli-kind-incident-opened = 事件
cli-kind-incident-noted = 事件进展
cli-kind-incident-stepped = 上报
cli-kind-incident-moved = 状态
cli-kind-incident-owned = 负责人
cli-kind-incident-weighed = 级别
cli-kind-undone = 撤销
cli-kind-hidden = 不可见

cli-usage-word = 多出了一个词。谈话和事件要整行加引号，如 yedeng talk "zs 心理 睡不好"。
cli-usage-option = 没有选项 { $arg }。
cli-usage-command = 没有命令“{ $name }”。
cli-usage-command-needed = 还缺一个子命令。
cli-usage-needed = 还缺：{ $arg }
cli-usage-value-needed = { $arg } 后面要有值。
cli-usage-value = { $arg } 不能是“{ $value }”。
cli-usage-twice = { $arg } 不能写两次，或不能与别的选项同用。
cli-usage-other = 命令写得不对。
cli-usage-near = 是不是想写：{ $near }
cli-usage-help = 用法见 yedeng --help 或 yedeng 命令 --help。

cli-help-usage = 用法：
cli-help-options = 选项
cli-help-arguments = 参数
cli-help-commands = 命令
cli-help-after =
    退出码：0 完成；1 被规则或机器拒绝；2 用法不对；3 没找到或有歧义；4 口令不对或无权；5 数据损坏；6 别处正打开；70 程序自身的错。
    加 --json，标准输出只有 JSON；给人看的话走标准错误。

cli-about = 夜灯：值班辅导员案头的一盏灯。不带命令即打开屏幕。
cli-about-demo = 造一个演示学院并打开屏幕（不加 --home 则用完即删）
cli-about-init = 建立一个空的数据目录，显示一次恢复密钥；管理员由 --user 指定
cli-about-user = 用户和角色
cli-about-user-add = 添加用户
cli-about-user-list = 列出用户
cli-about-user-role = 更改角色
cli-about-user-classes = 设定所带班级（不写班级即清空）
cli-about-user-disable = 停用用户
cli-about-user-passwd = 更换口令，默认是自己的
cli-about-import = 从文件导入
cli-about-import-students = 导入学生名单（xlsx、xls、csv），可整体撤销
cli-about-talk = 用一行记一次谈话；“-”从标准输入逐行读
cli-about-incident = 用一行报一起事件；“-”从标准输入逐行读
cli-about-find = 按拼音、汉字、学号、寝室找学生
cli-about-search = 在自己能看的正文里全文查找
cli-about-list = 列出学生、房间、谈话、事件、班次、查寝
cli-about-show = 显示一样东西和它的全部经过
cli-about-log = 日志条目，不含正文
cli-about-undo = 撤销一条（包括整次导入）
cli-about-verify = 核对链、封印、两份副本、重放
cli-about-completions = 输出 shell 补全脚本
cli-about-man = 输出手册页

cli-arg-home = 数据目录
cli-arg-user = 登录名
cli-arg-passphrase-file = 口令文件，取第一行；不给则在终端上问
cli-arg-lang = 语言：zh-CN 或 en
cli-arg-json = 输出 JSON
cli-arg-now = 固定的时钟（测试和演示用）
cli-arg-plain = 逐行的文字，适合读屏软件
cli-arg-help = 显示帮助
cli-arg-version = 显示版本
cli-arg-limit = 最多几条，0 为全部
cli-arg-dry-run = 只说明会怎样，不写入
cli-arg-line = 一行：学生 主题 内容 #标签 !等级 >回访 @地点 ~方式
cli-arg-kdf = 口令保护的强度（测试用）
cli-arg-login = 登录名
cli-arg-new-passphrase-file = 新口令的文件，取第一行
cli-arg-demo-home = 造在这个目录（环境变量 YEDENG_HOME 不算）
cli-arg-demo-students = 学生数
cli-arg-demo-talks = 谈话数
cli-arg-demo-incidents = 事件数
cli-arg-demo-seed = 种子，相同则学院相同
cli-arg-demo-no-screen = 只造，不开屏幕
cli-arg-init-college = 学院名称
cli-arg-init-name = 你的姓名
cli-arg-user-add-name = 姓名
cli-arg-role = 角色：counselor duty_leader department counselling_centre student_office administrator
cli-arg-classes = 班级名称，可写多个
cli-arg-user-add-department = 部门名称
cli-arg-user-add-community = 所属社区
cli-arg-user-add-sex = 性别：male female
cli-arg-user-add-phone = 手机
cli-arg-file = 文件
cli-arg-maps = 指定某字段用哪一列，如 student_no=考生号；可写多次
cli-arg-sheet = 工作表名
cli-arg-query = 要找的：zs、张三、412、3-412、学号或末几位
cli-arg-text = 要找的文字
cli-arg-kinds = 在哪里找：talks,incidents
cli-arg-what = 列什么
cli-arg-filters = 筛选 键:值，如 topic:心理 by:zhang building:3 state:open
cli-arg-list-since = 从哪天起：2026-11-01、yesterday、7d
cli-arg-list-until = 到哪天为止（含）
cli-arg-log-since = 从第几条起
cli-arg-show-id = 学号、寝室 3#412、谈话 T123、事件 I123、班次 S5、查寝 R7 或条目号
cli-arg-undo-seq = 第几条
cli-about-reader = 谁还可以查阅一份密谈
cli-about-reader-add = 让另一位用户查阅
cli-about-reader-remove = 不再让其查阅
cli-about-recover = 用恢复密钥登录并设新口令
cli-about-user-new-recovery-key = 换一把恢复密钥，旧的即作废
cli-arg-recovery-key-file = 恢复密钥的文件，取第一行
cli-arg-without-old-key = 旧的恢复密钥已丢失
cli-arg-glass = 应急查阅的理由；作者会看到
cli-arg-talk = 谈话，如 T123
cli-arg-shell = 哪种 shell
cli-arg-man-command = 哪个命令的手册页
cli-arg-heal = 用完好的一份重建坏的一份

# backup, restore, erase, verify --head
cli-part-backup = 备份
cli-fault-in-the-way = 那里已有别的文件，没有动它。请换个文件名。
cli-fault-not-a-backup = 这个文件不是本程序的备份。
cli-head-printed = 链头
cli-bad-head = 链头至少 { $least } 位，由 0 到 F 组成，照打印的输入；空格和横线不限。
cli-head-ambiguous = 有几条记录都以此开头，请多输几位。
cli-head-not-found = 没有哪条记录是这个链头。要么数据被换成了旧的一份，要么它是另一张值班台打印的。
cli-head-restored = 这张值班台是从备份恢复的，自己的历史从第 { $seq } 条开始。备份之后打印的链头属于另一张值班台。
cli-printed-ok = 打印的链头对应第 { $seq } 条，{ $at }。到那里为止，没有改动，没有缺失。
cli-printed-bad = 打印的链头对应第 { $seq } 条，{ $at }，但到那里为止有问题，见下。
cli-backup-progress = 备份：{ $done } / { $all }
cli-backup-made = 已备份并读回核对：{ $entries } 条，{ $bytes } 字节，编号 { $id }
cli-backup-dir = 每次签退后自动备份到 { $dir }
cli-backup-last = 最近一次：{ $at }，{ $entries } 条。
cli-backup-never = 还没有做过。
cli-backup-good = 备份完好：{ $entries } 条，封印与链都对。什么也没有写。
cli-backup-bad = 备份已损坏。到第 { $entries } 条为止完好，其后：
cli-backup-holds = 其中：学生 { $students } 人，谈话 { $talks } 次，事件 { $incidents } 起。
cli-restore-progress = 恢复：{ $done }
cli-restore-done = 已恢复到 { $home }：{ $entries } 条。
cli-restore-own = 从第 { $seq } 条起是独立的值班台，用新的密钥；原来的那张可以照常使用，没有动它。
cli-bad-scope = 请写明删除什么：student:学号 或 term:2024-09-01..2025-01-31
cli-erase-plan = 将删去 { $entries } 条记录的内容。什么也没有改动。
cli-erase-proposed = 已提出，编号 { $id }：{ $entries } 条记录的内容。还需另一人同意：yedeng erase approve { $id }
cli-erase-rejected = 删除 { $id } 已否决。
cli-erase-done = 删除 { $id } 已完成：{ $entries } 条记录的内容已从够得着的所有副本中删去。证明：yedeng erase certificate { $id }
cli-erase-hand-made = 有 { $count } 份手工备份够不着，可能仍含这些内容；证明里列出了它们。
cli-erase-certificate = 删除证明
cli-erase-scope = 范围
cli-erase-asked = 提出
cli-erase-approved = 同意
cli-erase-carried-out = 执行
cli-erase-before = 删除前链头
cli-erase-after = 删除后链头
cli-erase-backups-left = 仍含其内容的自动备份
cli-erase-out-of-reach = 够不着的手工备份
cli-erase-seconds-left = 有 { $count } 个第二镜像不在，仍含这些内容；接上并打开夜灯后会自动重做。不再使用的请销毁。
cli-erase-second-renewed = 已抹去重做的第二镜像
cli-erase-second-left = 不在、仍含其内容的第二镜像
cli-erase-state-proposed = 待另一人同意
cli-erase-state-approved = 已同意，未完成
cli-erase-state-rejected = 已否决
cli-erase-state-done = 已完成
cli-erase-due = 结束超过 { $years } 年而仍有内容的学期：{ $count } 个
cli-erase-things = 谈话与事件
cli-kind-staff-key-published = 公布公钥
cli-kind-talk-reader-added = 增加读者
cli-kind-talk-reader-removed = 移除读者
cli-kind-custody-backed-up = 备份
cli-kind-custody-restored = 由备份恢复
cli-kind-custody-key-rotated = 更换密钥
cli-kind-custody-unlocks-failed = 解锁失败
cli-kind-custody-recovery-used = 使用恢复密钥
cli-kind-custody-recovery-renewed = 换了新的恢复密钥
cli-kind-custody-glass-broken = 应急查阅
cli-kind-custody-erasure-proposed = 提出删除
cli-kind-custody-erasure-approved = 同意删除
cli-kind-custody-erasure-rejected = 否决删除
cli-kind-custody-erased = 删除
cli-kind-custody-salvaged = 登记丢失
cli-about-backup = 把全部内容写成一个封好的文件；不给文件名则说明自动备份放在哪里
cli-about-restore = 由备份建立数据目录，该目录须是空的
cli-about-erase = 删除到期的，或学生要求删除的内容
cli-about-erase-plan = 看看会删去什么，不作改动
cli-about-erase-propose = 提出删除，须另一人同意
cli-about-erase-approve = 同意别人提出的删除，随即执行
cli-about-erase-reject = 否决删除
cli-about-erase-run = 执行已同意而未完成的删除
cli-about-erase-certificate = 删除证明；给出 FILE.html 可打印
cli-about-erase-list = 各次删除及其状态
cli-about-erase-due = 已过保存期限的学期
cli-arg-head = 纸上的链头：证明到那里为止没有改动
cli-arg-check = 演练恢复，什么也不写
cli-arg-backup-dir = 自动备份放到这个目录（记在数据目录的 backups.dir 里）
cli-arg-scope = student:学号 或 term:2024-09-01..2025-01-31
cli-arg-reason = 理由
cli-arg-id = 编号：E123
cli-arg-years = 学期结束后的年数

# 副本与见证
cli-part-second = 第二镜像
cli-waiting = 数据正被别处打开，等它放手……
cli-fault-several-copies = 这个目录里有 { $count } 处数据的第二镜像，请指明其中一个文件夹。
cli-notice-from-second = 这里的数据比第二镜像旧，缺的 { $entries } 条已从第二镜像核对后补上。
cli-notice-second-differs = { $dir } 里的第二镜像记的是另一段历史，没有合并；它会在原处另存，不会删除。
cli-notice-seconds-forgotten = 第二镜像的名单损坏，已移到一旁。请用 yedeng mirror add 重新指定。
cli-notice-rolled-back = 【注意】这台机器见过第 { $seen } 条，现在只到第 { $has } 条：少了 { $missing } 条。数据可能被换成了旧的副本，或末尾丢失。请先找第二镜像或备份；确认无误后运行 yedeng verify --accept-head。
cli-notice-forked = 【注意】第 { $at } 条与这台机器见过的不同：这份数据走了另一条路。请查明来历；确认无误后运行 yedeng verify --accept-head。
cli-notice-witness = 【注意】这台机器对末条的记录读不出来，无法判断数据是否被换成旧的副本。确认无误后运行 yedeng verify --accept-head。
cli-head-accepted = 已按现状接受末条。
cli-head-copy = 副本
cli-head-standing = 状况
cli-standing-good = 完好
cli-standing-low = 完好，但磁盘只剩 { $free } MiB
cli-standing-behind = 落后 { $entries } 条
cli-standing-ahead = 比这里多 { $entries } 条；退出后重新打开即可补上
cli-standing-missing = 不在（拔掉了？）
cli-standing-full = 磁盘已满
cli-standing-read-only = 不能写入
cli-standing-broken = 损坏或写不进去
cli-copy-warning = 副本 { $copy }：{ $standing }
cli-mirror-no-directory = 没有 { $dir } 这个目录。请确认那块盘已接上，在盘上建好目录再试。
cli-mirror-same-disk = 注意：它与数据在同一个文件系统上，只防误删，不防磁盘损坏。
cli-mirror-progress = 正在复制，还差约 { $entries } 条
cli-mirror-removed = 不再跟随。那里已有的副本原样留着。
cli-mirror-restored = 已从第二镜像恢复到 { $home }，共 { $entries } 条。
cli-about-mirror = 第二镜像与各副本的状况
cli-about-mirror-list = 列出各副本及其状况
cli-about-mirror-add = 在另一块盘或 U 盘的目录里保留第二镜像
cli-about-mirror-remove = 不再保留某处的第二镜像（已有的留着）
cli-about-mirror-restore = 用第二镜像恢复成新的数据目录（--home 指明，须为空）
cli-arg-dir = 目录
cli-arg-verify-accept-head = 核对无误后，按现状接受末条（此前曾提示数据变旧或不同）

# the night: round, missing, room, leave, reveal
cli-about-round = 查寝：开始、登记、结束
cli-about-round-start = 开始查一栋楼或一层
cli-about-round-sample = 随机抽查寝室；凭种子谁都能重新抽出同一批
cli-about-round-mark = 登记一间寝室：谁在、谁不在、发现什么。用“-”则读标准输入的每一行
cli-about-round-list = 今晚的查寝和尚未结束的查寝
cli-about-round-end = 结束查寝
cli-about-missing = 未归学生的查找处置
cli-about-missing-list = 正在查找谁，下一步是什么
cli-about-missing-step = 记下一步处置：给谁打了电话，结果如何
cli-about-missing-found = 学生已找到
cli-about-missing-escalate = 转为事件，已做的处置一并写入
cli-about-room = 调宿及其历史
cli-about-room-move = 学生换床位
cli-about-room-in = 给没有床位的学生安排床位
cli-about-room-swap = 两名学生互换床位
cli-about-room-out = 学生搬出
cli-about-room-history = 一间寝室的搬入搬出
cli-about-leave = 请假：申请、审批、销假
cli-about-leave-ask = 代学生请假
cli-about-leave-approve = 批准请假
cli-about-leave-decline = 不批准请假
cli-about-leave-withdraw = 撤回请假
cli-about-leave-return = 销假
cli-about-leave-list = 待处理的请假，或某学生的全部请假
cli-about-reveal = 显示完整号码；查看先记录在案
cli-arg-round-start-building = 楼栋
cli-arg-round-start-floor = 只查这一层
cli-arg-down = 从顶层往下
cli-arg-rooms = 抽多少间；不写则按预设
cli-arg-round-sample-seed = 随机种子；同一个数抽出同一批寝室
cli-arg-buildings = 从这栋楼抽，可重复；不写则从全部楼栋抽
cli-arg-start = 按抽出的寝室开始查寝
cli-arg-room-history-room = 寝室
cli-arg-round-mark-room = 寝室；写 - 则从标准输入逐行读“寝室 状态 [床位…] [--finding 代码]… [--note 文字]”
cli-arg-status = present 在寝、absent 夜不归宿、late 晚归、leave 请假、elsewhere 在别处，也可写中文
cli-arg-beds = 床号，或学生
cli-arg-findings = 发现什么，如 rice_cooker、smoking，也可写中文；可重复
cli-arg-note = 备注
cli-arg-day = 值班日；不写则是今晚
cli-arg-open = 只列未结束的
cli-arg-missing-list-all = 已了结的也列
cli-arg-step = student 本人、room_mates 室友、counselor 辅导员、department 院系、parents 家长、security 保卫处
cli-arg-outcome = no_answer 未接、answered 不知去向、told 已告知、unreachable 空号关机
cli-arg-at = 时间；不写则是现在
cli-arg-student = 学生
cli-arg-other = 另一名学生
cli-arg-missing-step-text = 说了什么
cli-arg-missing-found-text = 在哪里、怎么找到的
cli-arg-bed = 寝室加床号，如 3-412-2
cli-arg-leave-ask-from = 从何时起；不写则是现在
cli-arg-leave-ask-until = 到何时止：日期（当天结束）或时间
cli-arg-leave-ask-kind = personal 事假、sick 病假、official 公假、home 回家、internship 实习
cli-arg-leave-ask-text = 事由和去向
cli-arg-leave-decline-text = 理由
cli-arg-due = 今天应返校的
cli-arg-overdue = 逾期未销假的
cli-arg-reveal-what = phone 手机号、guardian 家长电话、identity 身份证号
cli-arg-round-end-id = 查寝编号：R123
cli-arg-leave-approve-id = 请假编号：L123
cli-arg-leave-decline-id = 请假编号：L123
cli-arg-leave-withdraw-id = 请假编号：L123
cli-arg-leave-return-id = 请假编号：L123

# end of cli



## command: titles and help of commands: command-<id>, command-<id>-help

command-talk = 记谈话
command-talk-help = 一行记下一次谈话:谁、主题、说了什么
command-incident = 报事件
command-incident-help = 一行报一起事件,时限随即开始
command-find = 查找
command-find-help = 按拼音、汉字、学号、房号找人找房间
command-go = 前往
command-go-help = 按号码去房间,g412 或 g3412
command-palette = 命令
command-palette-help = 按名字找命令
command-help = 帮助
command-help-help = 此处能做什么
command-undo = 撤销
command-undo-help = 收回本座位最后一次所为
command-lock = 锁屏
command-lock-help = 遮住屏幕并锁上座位
command-grid-view = 换视图
command-grid-view-help = 今晚查寝、关注、事件、空床、多久没谈
command-next-building = 下一楼
command-next-building-help = 看下一栋楼
command-previous-building = 上一楼
command-previous-building-help = 看上一栋楼
command-sign = 签到签退
command-sign-help = 给自己的班次签到,已签到则签退
command-talk-scope = 换范围
command-talk-scope-help = 全部、我的、到期回访
command-follow-up = 回访
command-follow-up-help = 记下回访,原谈话随之了结
command-close-follow-up = 了结回访
command-close-follow-up-help = 不再另谈,写明如何了结
command-incident-scope = 换范围
command-incident-scope-help = 未结、全部
command-note-line = 记一笔
command-note-line-help = 在事件经过里添一行
command-tick-step = 勾上报
command-tick-step-help = 勾掉下一项该报的
command-next-state = 推进
command-next-state-help = 转到下一个状态
command-take-ownership = 接手
command-take-ownership-help = 这起事件由我负责
command-weigh = 改级别
command-weigh-help = 重新定级并写明原因
command-student-scope = 换范围
command-student-scope-help = 本班、有关注等级的、全部
command-pane-dorm = 宿舍
command-pane-dorm-help = 去宿舍栏
command-pane-duty = 值班
command-pane-duty-help = 去值班栏
command-pane-talks = 谈话
command-pane-talks-help = 去谈话栏
command-pane-incidents = 事件
command-pane-incidents-help = 去事件栏
command-students = 学生
command-students-help = 学生名单
command-handover = 交接
command-handover-help = 自上次值班以来发生了什么
command-next-pane = 换栏
command-next-pane-help = 到下一栏
command-previous-pane = 上一栏
command-previous-pane-help = 到上一栏
command-zoom = 放大
command-zoom-help = 这一栏占满屏幕,再按还原
command-open = 打开
command-open-help = 打开光标所在
command-back = 返回
command-back-help = 回到来处
command-leave = 返回或退出
command-leave-help = 回到来处;在主屏则问是否退出
command-quit = 退出
command-quit-help = 离开夜灯
command-up = 上
command-up-help = 上一行
command-down = 下
command-down-help = 下一行
command-left = 左
command-left-help = 往左
command-right = 右
command-right-help = 往右
command-page-up = 上一页
command-page-up-help = 往上一屏
command-page-down = 下一页
command-page-down-help = 往下一屏
command-top = 到开头
command-top-help = 到第一行
command-bottom = 到末尾
command-bottom-help = 到最后一行
command-redraw = 重画
command-redraw-help = 重画整个屏幕
command-theme = 换主题
command-theme-help = 自动、深色、浅色、无色
command-language = English
command-language-help = 改用英文
command-accept = 确定
command-accept-help = 保存或打开
command-complete = 补全
command-complete-help = 采用高亮的一项
command-next-choice = 下一项
command-next-choice-help = 高亮下一项
command-previous-choice = 上一项
command-previous-choice-help = 高亮上一项
command-choose = 选第几项
command-choose-help = 直接选定这一项
command-open-note = 长文
command-open-note-help = 在这一行下面写长文
command-next-field = 下一格
command-next-field-help = 到下一格
command-previous-field = 上一格
command-previous-field-help = 到上一格
command-save-note = 保存
command-save-note-help = 连同长文一起保存
command-fold-note = 收起
command-fold-note-help = 回到上面那一行,长文留着
command-note-undo = 撤销输入
command-note-undo-help = 收回刚才的修改
command-note-redo = 重做输入
command-note-redo-help = 恢复收回的修改
command-discard = 扔掉
command-discard-help = 扔掉写了的,先问一声
command-cancel = 放下
command-cancel-help = 收起;写了的字会留作草稿
command-close-help = 关闭
command-close-help-help = 关闭帮助
command-yes = 是
command-yes-help = 照办
command-no = 否
command-no-help = 不办
command-unlock = 解锁
command-unlock-help = 用口令打开座位
command-copy = 复制编号
command-copy-help = 寝室、学号或 T/I 编号送到剪贴板,45 秒后清空
command-break-glass = 应急查阅
command-break-glass-help = 写明原因,查阅一次加封的谈话,谈话人会知道
command-add-reader = 加查阅人
command-add-reader-help = 让另一名用户也能读这次谈话
command-remove-reader = 减查阅人
command-remove-reader-help = 某人不再能读这次谈话
command-copies = 副本
command-copies-help = 每份副本的状况、该怎么办、链头和备份
command-try-again = 重试写入
command-try-again-help = 磁盘处理好以后再试一次
command-accept-head = 认可链头
command-accept-head-help = 以现在的日志为准
command-seen = 知道了
command-seen-help = 看过了,关上
command-next-login = 换人
command-next-login-help = 在登录名和口令之间切换
command-recover = 忘了口令
command-recover-help = 关上桌面,用恢复密钥进入
command-clear-prompt = 清空
command-clear-prompt-help = 清掉输入的

# end of command



## screen: screens, panes, overlays, toasts

# what the seat says
screen-toast-talk-logged = 已记谈话:{ $who } · { $topic }
screen-toast-incident-opened = 已报事件:{ $category } { $who }
screen-toast-line-noted = 已记入事件经过
screen-toast-put-aside = 草稿留着,按同一个键接着写
screen-toast-draft-found = 找回上次没写完的草稿
screen-toast-draft-broken = 上次的草稿读不出来了
screen-toast-paste-nowhere = 这里放不下粘贴的 { $count } 个字;先按 t 或 i,再粘贴
screen-toast-too-long = 太长:有 { $count } 个字没放进来
screen-toast-nothing-to-undo = 没有可撤销的
screen-toast-cannot-undo = 不能撤销:{ $what }。再按一次撤销更早的
screen-toast-undone = 已撤销:{ $what }
screen-toast-no-shift = 你现在没有班次
screen-toast-signed-in = 已签到
screen-toast-signed-out = 已签退
screen-toast-signed-already = 已签到、已签退
screen-toast-no-follow-up = 这里没有待回访的谈话
screen-toast-follow-up-closed = 回访已了结
screen-toast-no-incident = 这里没有选中事件
screen-toast-nothing-owed = 该报的都报了
screen-toast-stepped = 已勾:{ $step }
screen-toast-moved = 状态已改:{ $state }
screen-toast-closed-already = 已经结案
screen-toast-yours-already = 本来就是你负责
screen-toast-owned = 由你负责了
screen-toast-report-due = 时限已到:{ $category } · { $step }
screen-toast-shift-starts = 你的班次开始了,去值班栏签到
screen-toast-shift-ends = 你的班次到点了,交接后签退
screen-toast-weighed = 级别已改:{ $level }
screen-ask-quit = 离开夜灯?写了一半的会留着
screen-ask-discard = 扔掉写了的?
screen-ask-sign-out = 现在签退?签退不能撤销
screen-setup-college = 学院名称
screen-setup-name = 你的姓名
screen-setup-login = 登录名
screen-setup-passphrase = 口令
screen-setup-again = 再输一遍
screen-setup-empty = 这一格不能空着
screen-setup-bad-login = 登录名只能用文字、数字和 - _ .
screen-setup-short = 口令至少 { $least } 个字符
screen-setup-differ = 两遍输的不一样
screen-setup-too-long = 太长,有一部分没放进来
screen-unlock-wrong = 登录名或口令不对
screen-doubt = “{ $typed }”:{ $what }
screen-panic = 夜灯出错停下了。写下的都已存好,没写完的下次打开还在。
screen-fault-disabled = 此用户已停用
screen-fault-closed = 桌面已经关上
screen-fault-not-empty = 文件夹不是空的,请另选一处
screen-fault-not-writable = 文件夹不能写入
screen-fault-full = 磁盘满了,腾出空间再试
screen-fault-other = 存储出错:{ $what }
screen-notice-store-rebuilt = 数据库坏了,已从副本重建,{ $entries } 条都在
screen-notice-mirror-rebuilt = 副本坏了,已从数据库重建,{ $entries } 条都在
screen-notice-keyring-healed = 钥匙文件有一份坏了,已补好
screen-notice-salvaged = 两份数据都有损坏：救回 { $entries } 条，{ $lost } 条丢失或无法使用，均已逐条记录。
screen-file-trouble = { $file } 第 { $line } 行 { $key }:{ $what };照默认
screen-keymap-no-command = 没有这个命令
screen-keymap-not-keys = 应是一个按键或一列按键
screen-keymap-bad-key = 读不懂的按键({ $key })
screen-keymap-doubled = { $key } 已是“{ $other }”的按键
screen-theme-no-key = 没有这一项
screen-theme-not-text = 应是引号里的文字
screen-theme-no-word = 不认识 { $word }
screen-form-weigh = 改级别
screen-form-severity = 级别
screen-form-reason = 原因
screen-form-close-incident = 书面报告还没报就结案,请写明原因
screen-form-close-follow-up = 了结回访
screen-form-how = 如何了结(可不写)
# what the picture says
screen-name = 夜灯
screen-too-small = 窗口太小
screen-too-small-size = 现在 { $size },至少要 { $needed }
screen-building = { $number }号楼
screen-floor = { $floor }F
screen-level = { $number }级
screen-post-leader = 带班
screen-overdue = 超时 { $span }
screen-from = { $clock } 起
screen-text-hidden = 〔保密〕
screen-text-gone = 〔正文已删除〕
screen-text-coming = …
screen-handover = 交接
screen-people-count = { $count } 人
screen-nothing-found = 没有找到。
screen-nobody-found = 查无此人

screen-top-until = 值班至 { $clock }
screen-top-to = 至 { $clock }
screen-top-off = 不在班
screen-top-open = 待办
screen-top-calm = 无未结事件
screen-top-gravest = { $severity } 级事件 { $count }
screen-hours = { $count }小时
screen-room-duty = 值班
screen-week = 往后一周
screen-top-overdue = 超时上报 { $count }
screen-minutes = { $count }分
screen-top-next = 下一时限
screen-timer-shift-ends = 下班
screen-timer-shift-starts = 上岗

screen-pane-dorm = 宿舍
screen-pane-duty = 值班
screen-pane-talks = 谈话
screen-pane-incidents = 事件
screen-scope-all = 全部
screen-scope-mine = 我的
screen-scope-due = 待回访
screen-scope-open = 未结

screen-view = 换视图
screen-view-round = 今晚查寝
screen-view-concern = 关注等级
screen-view-incidents = 未结事件
screen-view-vacancy = 空床
screen-view-last-talk = 多久没谈
screen-dorm-count = { $rooms } 间 { $people } 人
screen-dorm-empty = 还没有楼栋和寝室。
screen-dorm-empty-how = 在命令行导入花名册:yedeng import students 花名册.xlsx
screen-room-incidents = 未结事件 { $count }
screen-room-findings = 违规 { $count }
screen-sum-present = 实到
screen-sum-absent = 未归
screen-sum-late = 晚归
screen-sum-leave = 请假
screen-sum-checked = 已查
screen-sum-rooms-with-incidents = 有未结事件的寝室
screen-sum-beds = 床位
screen-sum-free = 空床
screen-sum-never = 从未谈过的寝室
screen-sum-long = 四周以上没谈
screen-legend-incident = 事件
screen-legend-absent = 未归
screen-legend-late = 晚归
screen-legend-finding = 违规
screen-legend-concern = 关注
screen-legend-leave = 请假
screen-legend-level = 数字是寝室里最高的关注等级,1 红 2 橙 3 黄 4 蓝
screen-legend-free = 数字是空床数
screen-legend-weeks = 数字是距上次谈话的周数,? 从未谈过

screen-duty-on = 在岗 { $on }/{ $all }
screen-duty-missing = 未签到 { $count }
screen-duty-empty = 今晚没有排班。
screen-duty-empty-how = 值班表发布后,这里显示今晚谁在哪里、到几点。
screen-duty-next = 我的下一班
screen-since-shift = 自你上次值班({ $from })以来
screen-since-day = 最近 24 小时
screen-since-incidents = 事件
screen-since-talks = 谈话
screen-since-away = 晚归未归
screen-since-nothing = 没有新的事件、谈话和晚归,平安。

screen-talks-today = 今天 { $count }
screen-talks-due = 到期 { $count }
screen-talks-empty = 这里还没有谈话。
screen-talks-empty-how = 按 { $key } 记一条,例如:zs 心理 与室友矛盾,睡不好 !2 >3d
screen-ought = 该谈
screen-ought-nobody = 今天没有到期的回访
screen-ought-followup = 今天回访
screen-ought-overdue = 回访过期 { $days } 天
screen-ought-never = { $level }级·未谈过
screen-ought-rhythm = { $level }级·已 { $days } 天
screen-month = 本月
screen-month-talks = { $count } 人次
screen-month-reached = 覆盖
screen-month-full = 照此 { $day }谈完

screen-incidents-open = 未结 { $count }
screen-incidents-empty = 没有未结事件,平安。
screen-incidents-empty-how = 出了事按 { $key },例如:zs 晕倒,已叫救护车 !2 @412
screen-incident-none = 没有这起事件。
screen-incident-title = 事件 I{ $seq }
screen-opened = 发生
screen-opened-by = 报告人
screen-place = 地点
screen-people = 人员
screen-owner = 负责人
screen-timeline-owner = 负责人 → { $name }

screen-students = 学生
screen-students-own = 我带的班
screen-students-concern = 关注名单
screen-students-all = 全部在校
screen-students-empty = 名单是空的。
screen-students-empty-how = 按 { $key } 换一份名单,或先导入花名册。
screen-student-none = 没有这名学生。
screen-student-left = 已离校
screen-student-empty = 还没有谈话和事件。按 { $key } 记一次谈话。
screen-column-level = 关注
screen-column-name = 姓名
screen-column-number = 学号
screen-column-sex = 性别
screen-column-room = 寝室
screen-column-bed = 床
screen-column-class = 班级
screen-column-last-talk = 上次谈话
screen-column-incidents = 事件
screen-column-phone = 手机
screen-column-post = 职务
screen-bed = { $room } { $bed } 床
screen-department = 院系
screen-counselor = 辅导员
screen-guardian = 家长电话
screen-detail-major = 专业
screen-detail-grade = 年级
screen-detail-origin = 生源地
screen-detail-standing = 学籍
screen-level-since = 关注自
screen-kind-talk = 谈
screen-kind-incident = 事
screen-kind-room = 寝室

screen-room-none = 没有这间寝室。
screen-room-beds = { $people } 人 / { $beds } 床
screen-room-tonight = 今晚
screen-room-unchecked = 未查
screen-room-in-order = 正常
screen-room-empty = 没有人住在这里。

screen-talk-none = 没有这次谈话。
screen-talk-title = 谈话 T{ $seq }
screen-held = 时间
screen-held-by = 谈话人
screen-way = 方式
screen-visibility = 可见
screen-followup = 回访
screen-answers = 回访自

screen-lock-trying = 正在核对…
screen-lock-wait = 请等 { $seconds } 秒再试
screen-lock-how = 输入口令,按 Enter · Tab 换人 · F2 忘了口令
screen-gate-setup = 第一次使用
screen-gate-setup-how = 这台机器上还没有值班台。填写下面几项,数据加密后只存在本机。
screen-gate-setup-keys = Tab 下一项 · Enter 建立
screen-gate-unlock = 开门
screen-gate-login = 用户名
screen-gate-passphrase = 口令
screen-gate-unlock-keys = Tab 换行 · Enter 打开 · F2 忘了口令 · Esc 退出
screen-gate-recovery = 恢复密钥
screen-gate-recovery-how = 口令全部丢失时,只有它能打开数据。只显示这一次:抄在纸上,锁进保险柜。
screen-gate-recovery-keys = 抄好后按 Enter
screen-gate-recovery-sure = 真的抄好了?以后再也看不到它。再按一次 Enter
screen-gate-working = 请稍候…

screen-palette = 命令
screen-find = 查找学生或寝室
screen-go = 去寝室
screen-find-how = 拼音首字母、全拼、汉字、学号尾号或寝室号:zs  zhangsan  张三  0412  3-412
screen-why-number = 学号
screen-why-name = 姓名
screen-why-pinyin = 拼音
screen-why-initials = 首字母
screen-why-room = 同寝
screen-help = 帮助
screen-help-everywhere = 到处可用
screen-context-student = 学生档案
screen-context-room = 寝室
screen-context-talk = 谈话
screen-context-incident = 事件
screen-context-capture = 记录行
screen-context-note = 长文
screen-context-form = 表单
screen-capture-talk = 记谈话
screen-capture-followup = 记回访
screen-capture-incident = 报事件
screen-capture-line = 记处置
screen-capture-sending = 正在保存…
screen-capture-ready = 保存
screen-capture-note = 长文 { $count } 字
screen-grammar-talk = 谁 主题 说了什么 #标签 !关注等级 >回访 @地点 ~方式
screen-grammar-incident = 谁 类别 出了什么事 #标签 !级别 @地点
screen-grammar-line = 做了什么,谁接的,几点

# 副本与见证
screen-notice-from-second = 这里的数据比第二镜像旧，缺的 { $entries } 条已补上
screen-notice-second-differs = { $dir } 里的第二镜像是另一段历史，没有合并
screen-notice-seconds-forgotten = 第二镜像的名单坏了，请重新指定
screen-notice-rolled-back = 【注意】这台机器见过第 { $seen } 条，现在只到第 { $has } 条，少了 { $missing } 条。先找第二镜像或备份;确是有意恢复了旧数据,按 C 打开副本页,再按 ^A 认可
screen-notice-forked = 【注意】第 { $at } 条与这台机器见过的不同。请查明来历;确是有意为之,按 C 打开副本页,再按 ^A 认可
screen-notice-witness = 【注意】对末条的见证读不出来，无法判断数据是否变旧。确认无误后按 C 打开副本页,再按 ^A 认可
# lock, copies, sealed talks: the home and who may look
screen-toast-copied = 已送到终端剪贴板(若终端支持):{ $what },{ $seconds } 秒后清空
screen-toast-nothing-to-copy = 这里没有可复制的编号
screen-toast-copy-fails = { $which }:{ $standing }。按 C 看怎么办
screen-toast-copy-back = { $which }恢复正常
screen-toast-glass-broken = 应急查阅已记录,谈话人会看到
screen-toast-reads-already = 你本来就可以查阅
screen-toast-no-glass = 你的角色不能应急查阅这次谈话
screen-toast-no-reader = 只有可查阅的人才能增减查阅人
screen-toast-not-sealed = 这次谈话没有加封
screen-toast-no-other-reader = 除谈话人外没有别的查阅人
screen-toast-reader-added = { $name } 现在可以查阅
screen-toast-reader-removed = { $name } 不能再查阅
screen-ask-accept-head = 以现在的日志为准,不再提示与外部记录不符?先确认确实是有意恢复了旧备份
screen-form-break-glass = 应急查阅
screen-form-glass-warning = 原因和你的姓名会记入日志,谈话人下次进来就会看到。正文只显示这一次。
screen-form-add-reader = 增加查阅人
screen-form-reader-warning = 此人将能读到这次谈话的全部正文。
screen-form-user = 姓名或登录名
screen-form-no-user = 没有这名在用的用户
screen-form-several-users = 同名的有几位,请写登录名:{ $logins }
screen-form-remove-reader = 取消查阅人
screen-form-reader = 查阅人
screen-form-removed-warning = 已经读过的收不回来;以后的内容不再给此人。
screen-text-unreadable = 〔暂时读不出来,稍后自动再试〕
screen-sealed = 已加封,可查阅
screen-glass-broken = 应急查阅:离开这一页,正文就不再显示。
screen-talk-hidden-how = 你只能看到有过这次谈话,看不到谈了什么。
screen-glass-how = 这次谈话已加封,你不在查阅人之列。确有紧急需要时按 { $key },写明原因查阅一次。
screen-lock-who = { $name } 已锁屏
screen-lock-saving = 正在保存没写完的…
screen-lock-safe = 没写完的已加密存好
screen-lock-at-risk = 没写完的存不到磁盘上({ $why }),还在本程序里,请勿关闭
screen-lock-at-risk-first = 没写完的还没存好,请原来的人先进来
screen-lock-demo-clock = 演示时钟
screen-lock-no-gate = 这里不能用恢复密钥;请退出后不带口令文件重新打开
screen-gate-recover = 用恢复密钥进入
screen-gate-recover-how = 输入抄在纸上的恢复密钥,并给自己设一个新口令。使用恢复密钥会记入日志。
screen-gate-recover-keys = Tab 下一项 · Enter 进入 · Esc 返回
screen-recover-passphrase = 新口令
screen-recover-length = 密钥应有 { $wanted } 个字母数字,现在是 { $got } 个
screen-recover-letter = 第 { $group } 组第 { $nth } 个字符“{ $letter }”不会出现在密钥里
screen-recover-checksum = 有字符抄错了,请一组一组核对
screen-gate-opening = 正在打开
screen-gate-opening-why = 这次要把日志从头读一遍或重建一份副本,请别关闭。
screen-gate-opening-count = { $done } / { $all } 条
screen-gate-setup-leave = 填的不会保留。再按一次 Esc 离开
screen-top-copy = 副本{ $standing }
screen-banner-stopped = 现在什么也写不进去:{ $why }。处理后按 { $key } 重试;看是可以看的。
screen-copies = 副本
screen-copies-unknown = 还没有查看过副本。
screen-copy-store = 数据库
screen-copy-mirror = 镜像日志
screen-copy-second = 另一块盘上的镜像 { $path }
screen-standing-good = 完好
screen-standing-behind = 落后 { $entries } 条
screen-standing-catching-up = 正在补上
screen-standing-low = 快满,剩 { $mib } MB
screen-standing-ahead = 多出 { $entries } 条
screen-advice-low = 尽快腾出空间;现在还照常写入。
screen-advice-ahead = 退出后重新打开,多出的会并回来。
screen-standing-missing = 缺失
screen-standing-full = 盘满
screen-standing-read-only = 只读
screen-standing-broken = 损坏
screen-advice-behind = 会自己补上,不用管。
screen-advice-missing = 接上那块盘,会自动补齐;别的副本照常写入。
screen-advice-full = 在那块盘上腾出空间,再按 W 重试。
screen-advice-read-only = 检查那块盘的写保护和权限,再按 W 重试。
screen-advice-broken = 退出后重新打开,会从完好的副本重建;重建之前别动文件。
screen-head = 链头 { $seq }:{ $hash }
screen-head-what-for = 抄在纸质交接表上;以后用 yedeng verify --head 可证明此前一条也没改、没少。
screen-backup-none = 还没有备份
screen-backup-last = 最近备份 { $when },{ $entries } 条
screen-backup-running = 正在备份…
screen-backup-failed = { $when } 备份没做成:{ $why }
screen-news-glass = { $name } 于 { $when } 应急查阅了你的谈话 T{ $talk },原因:{ $reason }
screen-news-tries = 有人以你的名义解锁失败 { $times } 次,最近一次 { $when }
screen-news-key = { $name } 于 { $when } 换了你的密钥;此前加封给你的内容你打不开了
screen-news-recovery = { $when } 有人用恢复密钥以你的身份进入
screen-news-recovery-renewed = { $by }{ $when }换了新的恢复密钥：持有它的人今后能打开密封给你的谈话
screen-fault-later = 错得太多，请等 { $seconds } 秒再试
screen-fault-seat-locked = 座位锁着,密钥不在内存里
screen-fault-recovery-key = 恢复密钥不是这里的
screen-toast-writes-again = 可以写入了
screen-toast-head-accepted = 已认可现在的链头
screen-told-file = { $file } 有读不懂的地方,照默认的用:
screen-told-opening = 打开时发现的
screen-told-news = 与你有关

# end of screen



## time: dates and times


time-weekdays = 周一 周二 周三 周四 周五 周六 周日
time-today = 今天
time-yesterday = 昨天
time-tomorrow = 明天

# end of time



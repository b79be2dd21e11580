"""Makes the three rosters of this folder. Everybody in them is made up.

    python -m venv /tmp/v && /tmp/v/bin/pip install xlwt openpyxl && /tmp/v/bin/python tests/rosters/make.py

The layouts are the ones schools really use, each with its traps:
  info-2024-gbk.csv   GB18030, semicolons, a title row, ="…" around numbers, a sum at the end, 宿舍 in one cell
  mech-2023.xlsx      two title rows, numbers as floats, merged building and room cells, headers in two rows, a second sheet
  nursing-2024.xls    a real BIFF8 file: text and number 学号 in one column, one missing, full-width digits, blanks inside headers
"""

import pathlib
import random

import openpyxl
import xlwt

HERE = pathlib.Path(__file__).parent
SURNAMES = "王李张刘陈杨黄赵周吴徐孙马朱胡郭何林高罗"
GIVEN = "子涵 欣怡 浩然 梓轩 雨桐 佳琪 俊杰 思远 晨 静 磊 文博 诗雨 嘉豪 晓燕 志强 婷 明哲 若曦 宇航".split()


def people(seed, count):
    rng = random.Random(seed)
    for at in range(count):
        name = rng.choice(SURNAMES) + rng.choice(GIVEN)
        # No telephone in the country begins with 100.
        phone = "100" + "".join(rng.choice("0123456789") for _ in range(8))
        yield at, name, phone


def info():
    rows = ["信息工程学院2024级新生花名册", "学　号;姓名;性别;二级学院;专业;班级名称;宿舍;手机号码（本人）;备注"]
    for at, name, phone in people(1, 48):
        sex, building = ("男", 3) if at % 4 < 2 else ("女", 5)
        half = at // 4 * 2 + at % 2
        dorm = f"{building}号楼{201 + half // 4}-{half % 4 + 1}"
        group = at // 24 + 1
        rows.append(f'="20240101{at + 1:02}";{name};{sex};信息工程学院;软件技术;软件240{group};{dorm};{phone};')
    rows.append("合计;48人;;;;;;;")
    (HERE / "info-2024-gbk.csv").write_bytes("\r\n".join(rows + [""]).encode("gb18030"))


def mech():
    book = openpyxl.Workbook()
    note = book.active
    note.title = "填表说明"
    note.append(["请各班于9月10日前填好，学号不得有误。"])
    sheet = book.create_sheet("2023级名单")
    sheet.append(["机电工程学院住宿学生名单"])
    sheet.merge_cells("A1:J1")
    sheet.append(["制表：学生工作处", None, None, None, None, None, None, "2024年9月"])
    sheet.append(["序号", "学号", "姓名", "性别", "行政班", "住宿信息", None, None, "联系电话", "家长电话"])
    sheet.append([None, None, None, None, None, "楼栋", "房间号", "床位", None, None])
    sheet.merge_cells("F3:H3")
    for column in "ABCDEIJ":
        sheet.merge_cells(f"{column}3:{column}4")
    for at, name, phone in people(2, 36):
        first = at % 4 == 0
        sheet.append([
            at + 1, float(2023020101 + at), name, "男", f"机电230{at // 18 + 1}",
            "7号楼" if at == 0 else None, 301 + at // 4 if first else None, at % 4 + 1, float(phone), None,
        ])
        if first:
            sheet.merge_cells(start_row=at + 5, end_row=at + 8, start_column=7, end_column=7)
    sheet.merge_cells("F5:F40")
    sheet.append(["合计", 36])
    book.save(HERE / "mech-2023.xlsx")


def nursing():
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("护理学院")
    headers = ["序号", "学 号", "姓 名", "性 别", "系部", "班级", "公寓楼", "寝室号", "床号", "民族", "政治面貌", "学籍状态"]
    for column, header in enumerate(headers):
        sheet.write(0, column, header)
    for at, name, _ in people(3, 30):
        no = 2024030101 + at
        number = None if at == 12 else no if at % 3 == 0 else str(no).translate(str.maketrans("0123456789", "０１２３４５６７８９")) if at % 3 == 1 else str(no)
        spaced = f"{name[0]}　{name[1]}" if len(name) == 2 else name + " "
        state = {5: "休学", 20: "退学"}.get(at, "在读")
        row = [at + 1, number, spaced, "女", "护理学院", f"护理240{at // 15 + 1}", "M7", 101 + at // 6, at % 6 + 1, "汉族", "共青团员", state]
        for column, value in enumerate(row):
            if value is not None:
                sheet.write(at + 1, column, value)
    book.save(str(HERE / "nursing-2024.xls"))


info()
mech()
nursing()

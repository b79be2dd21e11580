"""Fills fuzz/corpus with what the tests know already. Needs nothing but Python: `python3 fuzz/seed.py`."""

import pathlib
import zipfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
CORPUS = ROOT / "fuzz" / "corpus"


def put(target, name, content):
    folder = CORPUS / target
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(content if isinstance(content, bytes) else content.encode())


def rosters():
    put("roster_text", "info", (ROOT / "tests/rosters/info-2024-gbk.csv").read_bytes())
    put("roster_text", "plain", "学号,姓名,性别,学院,班级,宿舍,床位,手机\n20240101,张三,男,信息,软件1,3#412,2,13800138000\n20240102,李四,女,,,5-101-1,,\n")
    put("roster_text", "columns", "sep=;\n序号;学籍号;姓名;楼栋;房间号;床号;学籍状态\n1;2.024E+09;王伟;3号楼;412;B;退学\n合计;1;;;;;\n")
    put("roster_text", "wide", "学号\t姓名\t住宿信息\n\t\t楼栋\t房间号\n20240101\t张三\t3\t412\n".encode("utf-16"))
    put("roster_xls", "nursing", (ROOT / "tests/rosters/nursing-2024.xls").read_bytes())
    with zipfile.ZipFile(ROOT / "tests/rosters/mech-2023.xlsx") as book:
        names = {it.lower(): it for it in book.namelist()}
        part = lambda name: book.read(names[name]) if name in names else b""
        whole = [part("xl/worksheets/sheet1.xml"), part("xl/sharedstrings.xml"), part("xl/styles.xml")]
    put("roster_sheet", "mech", b"\0".join(whole))
    rows = "".join(f'<row r="{at}"><c r="A{at}" t="inlineStr"><is><t>{no}</t></is></c><c r="B{at}" t="s"><v>{at}</v></c></row>' for at, no in ((1, "学号"), (2, "20240101")))
    sheet = f'<worksheet><dimension ref="A1:B3"/><sheetData>{rows}</sheetData><mergeCells count="1"><mergeCell ref="B2:B3"/></mergeCells></worksheet>'
    put("roster_sheet", "small", sheet + "\0<sst uniqueCount=\"3\"><si><t>a</t></si><si><t>姓名</t></si><si><r><t>张</t></r><r><t>三</t></r></si></sst>\0<styleSheet><numFmts><numFmt numFmtId=\"164\" formatCode=\"0000000000\"/></numFmts><cellXfs><xf numFmtId=\"164\"/></cellXfs></styleSheet>")


def lines():
    for at, line in enumerate([
        "zs 心理 与室友矛盾,睡不好 #失眠 !2 >3d @412 ~电话 ^私密 =21:30",
        "张三,李四 学业 挂科两门 >下周三 #挂科#补考",
        "20240101+20240102 谈了很久 \\!2 \\#1",
        "3-412 打架 !II @3号楼",
        "消防 2号楼烟感报警 !1 =2026-11-20T08:00",
        "zs >12月1日 @操场 ～线上 ＃失眠",
    ]):
        for form in (b"\0", b"\1"):
            put("capture", f"{at}-{form[0]}", form + b"\x20" + line.encode())


def acts():
    for file in (ROOT / "tests/golden").glob("*.bin"):
        put("envelope", file.stem, file.read_bytes())


def others():
    put("frames", "good", bytes([1, 0, 5, 1, 9, 130, 200, 64, 3, 6, 7]))
    put("frames", "cut", bytes([1, 0, 5, 0, 250, 5, 9, 4, 80, 0, 3]))
    put("frames", "raw", b"\0yd\xF1\x01" + bytes(60))
    put("keyring", "front", b"yedengKR" + (1).to_bytes(4, "little") + (3).to_bytes(8, "little") + bytes(33) + b"\0\1" + bytes(150))
    first = (ROOT / "tests/golden/home-v1/keyring.a").read_bytes()[:-32]
    put("keyring", "first", first)
    put("backup", "empty", first + b"||" + bytes(140))
    put("recovery_key", "letters", "0123-4567-89AB-CDEF-GHJK-MNPQ-RSTV-WXYZ-0000")
    keys = (ROOT / "assets/keymap.toml").read_text()
    looks = [(ROOT / f"assets/themes/{it}.toml").read_text() for it in ("dark", "light", "mono")]
    put("settings", "shipped", "lang = \"en\"\ntheme = \"dark\"\nascii = true\nmouse = false\n\0" + keys.replace("# ", "") + "\0" + looks[0])
    put("settings", "small", "\0talk = \"F2\"\nfind = [\"/\", \"ctrl-t\", \"g g\"]\nzoom = \"t\"\n\0base = \"mono\"\n[roles]\nalarm = \"bold #ff5555 on blue\"\n")
    put("settings", "look", "\0\0" + looks[1])


if __name__ == "__main__":
    rosters(), lines(), acts(), others()

"""The named styles of a document, so that officials restyle a report by changing one: Times New Roman, black."""

from dataclasses import dataclass

FONT = "Times New Roman"
FONTS = f'<w:rFonts w:ascii="{FONT}" w:hAnsi="{FONT}" w:cs="{FONT}" w:eastAsia="{FONT}"/>'
LANGUAGE = "vi-VN"
#: First line of a paragraph of the body: 1.27 cm.
FIRST_LINE = 720


@dataclass(frozen=True, slots=True)
class Style:
    """A paragraph's look: sizes and distances in points, the line's height as a multiple or, `exact`, in points."""

    key: str
    name: str
    size: float = 14
    bold: bool = False
    italic: bool = False
    align: str = "left"
    before: float = 0
    after: float = 0
    line: float = 1
    exact: bool = False
    first_line: int = 0
    keep: bool = False
    outline: int | None = None
    #: No distance between paragraphs of this same style.
    joined: bool = False

    @property
    def markup(self) -> str:
        return (
            f'<w:style w:type="paragraph"{self._kind}><w:name w:val="{self.name}"/>{self._based}<w:qFormat/>'
            f"<w:pPr>{self._paragraph}</w:pPr><w:rPr>{self._letters}</w:rPr></w:style>"
        )

    @property
    def _kind(self) -> str:
        if self.key == "Normal":
            return ' w:default="1" w:styleId="Normal"'
        own = "" if self.key.startswith("Head") else ' w:customStyle="1"'
        return f'{own} w:styleId="{self.key}"'

    @property
    def _based(self) -> str:
        if self.key == "Normal":
            return ""
        return '<w:basedOn w:val="Normal"/>' + ("" if self.outline is None else '<w:next w:val="NoiDung"/>')

    @property
    def _paragraph(self) -> str:
        height = (
            f'w:line="{round(self.line * 20)}" w:lineRule="exact"'
            if self.exact
            else f'w:line="{round(self.line * 240)}" w:lineRule="auto"'
        )
        keep = "<w:keepNext/><w:keepLines/>" if self.keep else ""
        joined = "<w:contextualSpacing/>" if self.joined else ""
        before, after = round(self.before * 20), round(self.after * 20)
        outline = "" if self.outline is None else f'<w:outlineLvl w:val="{self.outline}"/>'
        return (
            f'{keep}<w:widowControl/><w:spacing w:before="{before}" w:after="{after}" {height}/>'
            f'<w:ind w:firstLine="{self.first_line}"/>{joined}<w:jc w:val="{self.align}"/>{outline}'
        )

    @property
    def _letters(self) -> str:
        look = ("<w:b/><w:bCs/>" if self.bold else "") + ("<w:i/><w:iCs/>" if self.italic else "")
        size = round(self.size * 2)
        return f'{FONTS}{look}<w:color w:val="000000"/><w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'


def _centred(key: str, name: str, size: float, **look: float | bool) -> Style:
    return Style(key, name, size, align="center", **look)  # type: ignore[arg-type]


BODY = {"align": "both", "after": 6, "line": 1.1, "first_line": FIRST_LINE}
STYLES = (
    Style("Normal", "Normal"),
    Style("Heading1", "heading 1", bold=True, keep=True, outline=0, before=6, **BODY),  # type: ignore[arg-type]
    Style("Heading2", "heading 2", bold=True, keep=True, outline=1, **BODY),  # type: ignore[arg-type]
    Style("Heading3", "heading 3", bold=True, italic=True, keep=True, outline=2, **BODY),  # type: ignore[arg-type]
    _centred("Header", "header", 13),
    _centred("CoQuanChuQuan", "Cơ quan chủ quản", 13),
    _centred("CoQuanBanHanh", "Cơ quan ban hành", 13, bold=True),
    _centred("QuocHieu", "Quốc hiệu", 13, bold=True),
    _centred("TieuNgu", "Tiêu ngữ", 14, bold=True),
    _centred("DuongKe", "Đường kẻ", 4, line=5, exact=True, before=1),
    _centred("SoKyHieu", "Số, ký hiệu", 13, before=3),
    _centred("VeViec", "Về việc", 12),
    _centred("DiaDanh", "Địa danh, ngày tháng", 14, italic=True, before=3),
    _centred("LoaiVanBan", "Loại văn bản", 14, bold=True, before=14, keep=True),
    _centred("TrichYeu", "Trích yếu", 14, bold=True, keep=True),
    Style("SauDau", "Khoảng cách", 6, line=8, exact=True),
    _centred("KinhGui", "Kính gửi", 14, after=6),
    Style("CanCu", "Căn cứ", italic=True, **BODY),  # type: ignore[arg-type]
    Style("NoiDung", "Nội dung", **BODY),  # type: ignore[arg-type]
    Style("ChuThichBang", "Chú thích bảng", 13, italic=True, align="right", keep=True, after=3),
    _centred("DauBang", "Đầu bảng", 12, bold=True, before=2, after=2),
    _centred("DauBangNho", "Đầu bảng nhỏ", 11, bold=True, before=2, after=2),
    _centred("DauBangRatNho", "Đầu bảng rất nhỏ", 10, bold=True, before=2, after=2),
    Style("OBang", "Ô bảng", 12, before=2, after=2),
    Style("OBangNho", "Ô bảng nhỏ", 11, before=2, after=2),
    Style("OBangRatNho", "Ô bảng rất nhỏ", 10, before=2, after=2),
    Style("SauBang", "Sau bảng", 6, line=8, exact=True),
    _centred("ChucVuKy", "Chức vụ người ký", 14, bold=True, before=10, keep=True, joined=True),
    _centred("KhoangKy", "Khoảng ký", 14, keep=True),
    _centred("HoTenKy", "Họ tên người ký", 14, bold=True),
    Style("NoiNhan", "Nơi nhận", 12, bold=True, italic=True, before=10),
    Style("DanhSachNoiNhan", "Danh sách nơi nhận", 11),
    _centred("PhuLuc", "Phụ lục", 14, bold=True, keep=True, outline=0),
    _centred("TenPhuLuc", "Tên phụ lục", 14, bold=True, keep=True),
    _centred("KemTheo", "Kèm theo", 13, italic=True, keep=True, after=10),
    Style("HetPhan", "Hết phần", 1, line=1, exact=True),
)

#: Room left and right of a cell's text, together.
CELL_SIDES = 140
_CELLS = (
    f'<w:tblCellMar><w:left w:w="{CELL_SIDES // 2}" w:type="dxa"/><w:right w:w="{CELL_SIDES // 2}" w:type="dxa"/>'
    "</w:tblCellMar>"
)
_LINES = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)
OTHERS = (
    '<w:style w:type="character" w:default="1" w:styleId="ChuThuong"><w:name w:val="Default Paragraph Font"/></w:style>'
    '<w:style w:type="table" w:default="1" w:styleId="BangTron"><w:name w:val="Normal Table"/><w:tblPr/></w:style>'
    '<w:style w:type="table" w:customStyle="1" w:styleId="BangKe"><w:name w:val="Bảng kẻ"/>'
    '<w:basedOn w:val="BangTron"/>'
    f"<w:tblPr><w:tblBorders>{_LINES}</w:tblBorders>{_CELLS}</w:tblPr></w:style>"
)
DEFAULTS = (
    f'<w:docDefaults><w:rPrDefault><w:rPr>{FONTS}<w:sz w:val="28"/>'
    f'<w:szCs w:val="28"/><w:lang w:val="{LANGUAGE}" w:eastAsia="{LANGUAGE}" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
    "<w:pPrDefault/></w:docDefaults>"
)


def all_styles() -> str:
    """The children of styles.xml."""
    return DEFAULTS + "".join(style.markup for style in STYLES) + OTHERS

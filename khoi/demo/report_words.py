"""What the demo's agencies write in their reports, and their figures: other ones for each, always the same. Pure."""

from dataclasses import dataclass
from decimal import Decimal

from khoi.demo.cast import Part


@dataclass(frozen=True, slots=True)
class Trade:
    """What an agency's work is about."""

    work: str
    result: str
    movement: str
    model: str
    lack: str
    plan: str


TRADES = {
    "TTT": Trade(
        "thanh tra, tiếp công dân, giải quyết khiếu nại, tố cáo và phòng, chống tham nhũng",
        "ban hành kết luận đúng hạn, đôn đốc thực hiện kết luận sau thanh tra, kiến nghị thu hồi về ngân sách nhà nước",
        "“Cán bộ thanh tra liêm chính, kỷ cương, trách nhiệm”", "“Mỗi cuộc thanh tra một sáng kiến”",
        "một số cuộc thanh tra còn kéo dài do phải giám định", "rà soát, xử lý chồng chéo trong kế hoạch thanh tra",
    ),
    "CA": Trade(
        "bảo đảm an ninh chính trị, trật tự, an toàn xã hội và cải cách hành chính",
        "kéo giảm phạm pháp hình sự, nâng tỷ lệ điều tra, khám phá án, giữ vững an ninh vùng biên",
        "“Vì an ninh Tổ quốc”", "“Tổ liên gia tự quản về an ninh trật tự”",
        "tội phạm lừa đảo qua mạng còn diễn biến phức tạp", "mở các đợt cao điểm trấn áp tội phạm cuối năm",
    ),
    "BCHQS": Trade(
        "quốc phòng, quân sự địa phương và xây dựng lực lượng vũ trang",
        "hoàn thành chỉ tiêu giao quân, huấn luyện đạt khá, giỏi, duy trì nghiêm chế độ sẵn sàng chiến đấu",
        "“Thi đua Quyết thắng”", "“Đơn vị huấn luyện giỏi, kỷ luật nghiêm”",
        "cơ sở vật chất thao trường ở một số đơn vị còn thiếu", "tổ chức diễn tập khu vực phòng thủ",
    ),
    "TAND": Trade(
        "giải quyết, xét xử các loại vụ, việc và hòa giải, đối thoại tại Tòa án",
        "giải quyết vượt chỉ tiêu các vụ, việc thụ lý, không để án quá hạn luật định do lỗi chủ quan",
        "“Vì công lý”", "“Phiên tòa rút kinh nghiệm trực tuyến”",
        "một số vụ án hành chính còn phải tạm đình chỉ", "đẩy nhanh tiến độ giải quyết án dân sự, hành chính",
    ),
    "VKSND": Trade(
        "thực hành quyền công tố và kiểm sát hoạt động tư pháp",
        "kiểm sát chặt chẽ việc tiếp nhận, giải quyết nguồn tin về tội phạm, không để oan, sai, bỏ lọt tội phạm",
        "“Đoàn kết, đổi mới, kỷ cương, hiệu quả”", "“Số hóa hồ sơ vụ án hình sự”",
        "số kiến nghị, kháng nghị phúc thẩm chưa đạt chỉ tiêu", "nâng chất lượng tranh tụng tại phiên tòa",
    ),
    "STP": Trade(
        "xây dựng, kiểm tra, rà soát văn bản, phổ biến pháp luật và cải cách hành chính tư pháp",
        "thẩm định văn bản đúng tiến độ, cấp phiếu lý lịch tư pháp trước hạn, mở rộng trợ giúp pháp lý",
        "“Ngành Tư pháp chung sức xây dựng nông thôn mới”", "“Ngày thứ Bảy pháp luật ở vùng biên”",
        "một số văn bản quy phạm pháp luật trình còn chậm", "số hóa dữ liệu hộ tịch, công chứng",
    ),
    "THADS": Trade(
        "thi hành án dân sự và theo dõi thi hành án hành chính",
        "thi hành xong các vụ có điều kiện, phối hợp cưỡng chế những vụ việc lớn, kéo dài",
        "“Kỷ cương, trách nhiệm, hiệu quả trong thi hành án”", "“Tháng cao điểm giải quyết án tồn đọng”",
        "tỷ lệ thi hành xong về tiền chưa đạt chỉ tiêu", "tập trung các vụ án tín dụng, ngân hàng",
    ),
    "BNC": Trade(
        "tham mưu công tác nội chính, phòng, chống tham nhũng, lãng phí, tiêu cực",
        "tham mưu Tỉnh ủy chỉ đạo xử lý dứt điểm các vụ việc nổi cộm, theo dõi sát các vụ án dư luận quan tâm",
        "“Ban Nội chính học và làm theo Bác”", "“Sổ tay theo dõi vụ việc trên môi trường số”",
        "việc nắm tình hình ở cơ sở có nơi chưa kịp thời", "kiểm tra, giám sát chuyên đề về cải cách tư pháp",
    ),
}  # fmt: skip


def texts_of(part: Part, period: str) -> dict[str, str]:
    """Each section by its number, as this agency would write it of "6 tháng đầu năm" or "năm"."""
    trade = TRADES[part.code]
    figures = figures_of(part, period)
    return {
        "I": (
            f"Trong {period}, {part.name} tập trung thực hiện nhiệm vụ {trade.work}. Kết quả nổi bật: {trade.result}. "
            f"Đơn vị hoàn thành đúng hạn {figures['2']}/{figures['1']} nhiệm vụ được giao.\n\n"
            "Công tác xây dựng Đảng, đoàn thể và cải cách hành chính được duy trì nền nếp; nội bộ đoàn kết, không có "
            "cán bộ, công chức vi phạm kỷ luật."
        ),
        "II": (
            f"Đơn vị phát động phong trào {trade.movement}, gắn với nhiệm vụ chuyên môn và giao ước thi đua của Khối; "
            f"cả {figures['4']} phong trào đều có kế hoạch, tiêu chí và đăng ký cụ thể. Mô hình tiêu biểu: "
            f"{trade.model}. Có {figures['5']} sáng kiến được công nhận ở cấp cơ sở."
        ),
        "III": (
            f"Việc xét khen thưởng đúng người, đúng việc, hướng về cơ sở và người trực tiếp công tác: trong "
            f"{figures['7.3']} cá nhân được khen cấp cơ sở phần lớn là công chức, chiến sĩ trực tiếp làm nhiệm vụ."
        ),
        "IV": (
            f"{part.name} ký giao ước thi đua, nộp báo cáo theo yêu cầu của Khối, tham gia đầy đủ hội nghị, hoạt động "
            "chung và phối hợp với các đơn vị trong Khối khi giải quyết vụ việc liên ngành."
        ),
        "V": (
            f"Còn hạn chế: {trade.lack}. Nguyên nhân khách quan do khối lượng công việc tăng, sắp xếp lại tổ chức bộ "
            "máy; chủ quan do việc đôn đốc ở một số bộ phận chưa thường xuyên."
        ),
        "VI": (
            f"Tiếp tục thực hiện nhiệm vụ {trade.work}; trọng tâm là {trade.plan}. Duy trì phong trào "
            f"{trade.movement}, kịp thời biểu dương điển hình tiên tiến."
        ),
        "VII": "Đề nghị Khối trưởng tổ chức trao đổi kinh nghiệm về ứng dụng công nghệ thông tin giữa các đơn vị.",
    }


def figures_of(part: Part, period: str) -> dict[str, Decimal]:
    """Figures by code, that agree with each other: the better an agency's work, the higher."""
    seed = sum(map(ord, part.code)) % 7
    scale = 1 if period.startswith("6") else 2
    given = (20 + seed * 3) * scale
    groups = {"6.1": seed % 2, "6.2": 1 + part.skill // 4, "6.3": 2 + seed}
    people = {"7.1": seed % 3 // 2, "7.2": 2 + part.skill // 3, "7.3": (10 + seed * 2) * scale}
    whole = {
        "1": given, "2": given - (10 - part.skill) // 2, "4": 2 + seed % 3, "5": part.skill // 2 + scale,
        **groups, **people, "8": sum(groups.values()) + sum(people.values()), "9": people["7.3"] - seed,
        "10": 4 + part.skill // 2, "11": 30 + seed * 4, "12": 3 + seed % 3, "13": 1 + seed % 2,
    }  # fmt: skip
    return {code: Decimal(value) for code, value in whole.items()}

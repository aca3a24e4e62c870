import type { outgoing } from '@vanthu/contracts';

/** Texts of the documents that lie on the desks of the demonstration. Invented, in the manner of such papers. */

type DraftBody = outgoing.DraftBody;

export interface DraftText {
  readonly key: string;
  readonly kind: 'quyet-dinh' | 'cong-van';
  readonly abstract: string;
  readonly urgency: 'normal' | 'urgent' | 'express';
  readonly body: DraftBody;
}

const LAWS = [
  'Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025;',
  'Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ về công tác văn thư;',
];

const decision = (
  key: string,
  abstract: string,
  proposal: string,
  articles: string[][],
  urgency: DraftText['urgency'] = 'normal',
): DraftText => ({
  key,
  kind: 'quyet-dinh',
  abstract,
  urgency,
  body: { form: 'decision', legalBases: LAWS, proposal, articles: articles.map((paragraphs) => ({ paragraphs })) },
});

const letter = (
  key: string,
  abstract: string,
  addressees: string[],
  paragraphs: string[],
  urgency: DraftText['urgency'] = 'normal',
): DraftText => ({
  key,
  kind: 'cong-van',
  abstract,
  urgency,
  body: { form: 'letter', addressees, paragraphs },
});

const TAKES_EFFECT = 'Quyết định này có hiệu lực kể từ ngày ký.';
const RESPONSIBLE =
  'Chánh Văn phòng Hội đồng nhân dân và Ủy ban nhân dân xã, Trưởng các phòng chuyên môn thuộc Ủy ban nhân dân xã và các cá nhân có liên quan chịu trách nhiệm thi hành Quyết định này.';

export const drafts = {
  digitalTeam: decision(
    'to-chuyen-doi-so',
    'Về việc thành lập Tổ công tác chuyển đổi số xã Châu Minh',
    'Theo đề nghị của Trưởng phòng Văn hóa - Xã hội tại Tờ trình số 27/TTr-VHXH ngày 16 tháng 11 năm 2026.',
    [
      [
        'Thành lập Tổ công tác chuyển đổi số xã Châu Minh gồm 09 thành viên, do Phó Chủ tịch Ủy ban nhân dân xã phụ trách lĩnh vực văn hóa - xã hội làm Tổ trưởng.',
      ],
      [
        'Tổ công tác có nhiệm vụ tham mưu kế hoạch chuyển đổi số hằng năm; hướng dẫn người dân sử dụng dịch vụ công trực tuyến, định danh điện tử và thanh toán không dùng tiền mặt; báo cáo kết quả vào ngày 20 của tháng cuối quý.',
        'Tổ công tác tự chấm dứt hoạt động sau khi hoàn thành nhiệm vụ.',
      ],
      [TAKES_EFFECT, RESPONSIBLE],
    ],
  ),
  cleanUp: decision(
    'ra-quan-ve-sinh',
    'Về việc ban hành Kế hoạch ra quân tổng vệ sinh môi trường quý IV năm 2026',
    'Theo đề nghị của Trưởng phòng Kinh tế.',
    [
      ['Ban hành kèm theo Quyết định này Kế hoạch ra quân tổng vệ sinh môi trường quý IV năm 2026 trên địa bàn xã.'],
      [TAKES_EFFECT],
      [RESPONSIBLE],
    ],
  ),
  flood: letter(
    'trieu-cuong',
    'chủ động ứng phó đợt triều cường cuối tháng 11 năm 2026',
    ['Các phòng chuyên môn thuộc Ủy ban nhân dân xã', 'Ban nhân dân các ấp'],
    [
      'Theo bản tin dự báo thủy văn, từ ngày 24 đến ngày 28 tháng 11 năm 2026 mực nước trên sông Tiền lên nhanh theo triều cường, có khả năng gây ngập một số tuyến đường và vườn cây ăn trái ven sông.',
      'Ủy ban nhân dân xã yêu cầu các đơn vị kiểm tra bờ bao, cống đập; bố trí lực lượng trực 24/24 giờ; thông tin kịp thời cho người dân biết để chủ động phòng tránh; báo cáo tình hình về Văn phòng trước 16 giờ hằng ngày.',
    ],
    'express',
  ),
  meeting: letter(
    'so-lieu-nong-thon-moi',
    'cung cấp số liệu phục vụ đánh giá tiêu chí nông thôn mới năm 2026',
    ['Ủy ban nhân dân xã Tân Thuận'],
    [
      'Để có cơ sở đánh giá các tiêu chí dùng chung trên tuyến đường liên xã Châu Minh - Tân Thuận, Ủy ban nhân dân xã Châu Minh đề nghị Ủy ban nhân dân xã Tân Thuận cung cấp số liệu về chiều dài mặt đường đã được cứng hóa, số cây xanh và đèn chiếu sáng đến hết ngày 15 tháng 11 năm 2026.',
      'Văn bản cung cấp số liệu xin gửi về Ủy ban nhân dân xã Châu Minh trước ngày 30 tháng 11 năm 2026 để tổng hợp.',
    ],
  ),
  reward: decision(
    'khen-thuong',
    'Về việc tặng Giấy khen cho các tập thể, cá nhân có thành tích trong phong trào toàn dân bảo vệ an ninh Tổ quốc năm 2026',
    'Theo đề nghị của Trưởng phòng Văn hóa - Xã hội.',
    [
      [
        'Tặng Giấy khen của Chủ tịch Ủy ban nhân dân xã cho 03 tập thể và 11 cá nhân có thành tích xuất sắc trong phong trào toàn dân bảo vệ an ninh Tổ quốc năm 2026 (có danh sách kèm theo).',
      ],
      ['Kinh phí khen thưởng trích từ Quỹ thi đua, khen thưởng năm 2026 của xã.'],
      [TAKES_EFFECT, RESPONSIBLE],
    ],
  ),
  market: letter(
    'trat-tu-cho',
    'tăng cường bảo đảm trật tự, an toàn phòng cháy tại chợ Châu Minh dịp cuối năm',
    ['Phòng Kinh tế', 'Ban quản lý chợ Châu Minh'],
    [
      'Thời gian gần đây, một số hộ kinh doanh tại chợ Châu Minh lấn chiếm lối đi, câu mắc điện không an toàn. Ủy ban nhân dân xã yêu cầu rà soát, xử lý dứt điểm trước ngày 10 tháng 12 năm 2026 và báo cáo kết quả.',
    ],
  ),
  staffing: decision(
    'phan-cong-tiep-dan',
    'Về việc phân công lịch tiếp công dân tháng 12 năm 2026',
    'Theo đề nghị của Chánh Văn phòng Hội đồng nhân dân và Ủy ban nhân dân xã.',
    [
      [
        'Phân công lãnh đạo Ủy ban nhân dân xã tiếp công dân định kỳ vào các ngày thứ Năm hằng tuần của tháng 12 năm 2026 tại Trung tâm phục vụ hành chính công xã.',
      ],
      [TAKES_EFFECT, RESPONSIBLE],
    ],
  ),
  library: letter(
    'thu-vien',
    'góp ý dự thảo Kế hoạch phát triển văn hóa đọc giai đoạn 2027 - 2030',
    ['Ủy ban nhân dân xã Tân Thuận'],
    [
      'Thực hiện chương trình công tác năm 2026, Ủy ban nhân dân xã Châu Minh gửi dự thảo Kế hoạch phát triển văn hóa đọc giai đoạn 2027 - 2030 và đề nghị quý cơ quan góp ý bằng văn bản trước ngày 04 tháng 12 năm 2026.',
    ],
  ),
  school: letter(
    'an-toan-truong-hoc',
    'phối hợp bảo đảm an toàn giao thông trước cổng trường học',
    ['Các trường học trên địa bàn xã', 'Công an xã'],
    [
      'Ủy ban nhân dân xã đề nghị các trường học phối hợp với Công an xã sắp xếp giờ tan học lệch nhau 15 phút giữa các khối lớp, bố trí người hướng dẫn học sinh qua đường và kẻ lại vạch dừng xe trước cổng trường trước ngày 05 tháng 12 năm 2026.',
    ],
  ),
} as const satisfies Record<string, DraftText>;

/** What agencies outside send in the morning. */
export interface IncomingText {
  readonly key: string;
  readonly from: 'so-noi-vu' | 'so-tai-chinh';
  readonly signer: string;
  readonly number: number;
  readonly unit: string;
  readonly abstract: string;
  readonly urgency: 'normal' | 'urgent' | 'express';
  readonly answerInDays: number | null;
  readonly paragraphs: readonly string[];
}

export const incoming: readonly IncomingText[] = [
  {
    key: 'cai-cach',
    from: 'so-noi-vu',
    signer: 'ngoai.snv',
    number: 1187,
    unit: 'CCHC',
    abstract: 'báo cáo kết quả cải cách hành chính quý IV năm 2026',
    urgency: 'normal',
    answerInDays: 10,
    paragraphs: [
      'Sở Nội vụ đề nghị Ủy ban nhân dân các xã, phường báo cáo kết quả công tác cải cách hành chính quý IV năm 2026, trong đó nêu rõ tỷ lệ văn bản đi được ký số cá nhân và ký số cơ quan, gửi về Sở trước thời hạn ghi trên văn bản.',
    ],
  },
  {
    key: 'quyet-toan',
    from: 'so-tai-chinh',
    signer: 'ngoai.stc',
    number: 2045,
    unit: 'NS',
    abstract: 'khẩn trương đối chiếu số liệu quyết toán ngân sách năm 2025',
    urgency: 'urgent',
    answerInDays: 3,
    paragraphs: [
      'Để kịp thời tổng hợp báo cáo, Sở Tài chính đề nghị Ủy ban nhân dân xã đối chiếu số liệu quyết toán ngân sách năm 2025 và gửi xác nhận về Sở.',
    ],
  },
  {
    key: 'tap-huan',
    from: 'so-noi-vu',
    signer: 'ngoai.snv',
    number: 1192,
    unit: 'VTLT',
    abstract: 'cử công chức tham dự tập huấn công tác văn thư, lưu trữ',
    urgency: 'normal',
    answerInDays: null,
    paragraphs: [
      'Sở Nội vụ tổ chức lớp tập huấn nghiệp vụ văn thư, lưu trữ điện tử trong hai ngày. Đề nghị mỗi xã, phường cử 02 công chức tham dự.',
    ],
  },
  {
    key: 'dieu-chinh',
    from: 'so-tai-chinh',
    signer: 'ngoai.stc',
    number: 2051,
    unit: 'QLG',
    abstract: 'rà soát tài sản công sau sắp xếp đơn vị hành chính',
    urgency: 'normal',
    answerInDays: 15,
    paragraphs: [
      'Sở Tài chính đề nghị Ủy ban nhân dân xã rà soát, lập danh mục trụ sở, xe ô tô và tài sản công khác sau sắp xếp đơn vị hành chính cấp xã.',
    ],
  },
  {
    key: 'thi-dua',
    from: 'so-noi-vu',
    signer: 'ngoai.snv',
    number: 1201,
    unit: 'TĐKT',
    abstract: 'đề nghị khen thưởng tổng kết năm 2026',
    urgency: 'normal',
    answerInDays: 12,
    paragraphs: [
      'Sở Nội vụ hướng dẫn hồ sơ đề nghị khen thưởng tổng kết công tác năm 2026 để các địa phương thực hiện thống nhất.',
    ],
  },
  {
    key: 'bi-sua',
    from: 'so-tai-chinh',
    signer: 'ngoai.stc',
    number: 2060,
    unit: 'TCHCSN',
    abstract: 'bổ sung dự toán chi thường xuyên quý IV năm 2026',
    urgency: 'normal',
    answerInDays: null,
    paragraphs: ['Sở Tài chính thông báo bổ sung dự toán chi thường xuyên quý IV năm 2026 cho Ủy ban nhân dân xã.'],
  },
];

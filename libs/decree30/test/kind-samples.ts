import type {
  BodyItem,
  DocumentContent,
  DocumentHead,
  GeneralContent,
  GeneralKind,
  KindCode,
  Signer,
  Table,
} from '../src/index.js';
import { capacityLines, civilDate, composeRecipients, symbol } from '../src/index.js';
import { letter, shortDecision } from './samples.js';

/** One document of every kind, of an invented district, with long texts and names. */

const committee = 'Ủy ban nhân dân huyện Châu Minh';

const chair: Signer = {
  capacityLines: capacityLines({
    capacity: 'TM',
    collectiveName: 'Ủy ban nhân dân',
    headTitle: 'Chủ tịch',
    signerTitle: 'Chủ tịch',
  }),
  name: 'Nguyễn Thị Hồng Hạnh',
};

const deputy: Signer = {
  capacityLines: capacityLines({
    capacity: 'TM_KT',
    collectiveName: 'Ủy ban nhân dân',
    headTitle: 'Chủ tịch',
    signerTitle: 'Phó Chủ tịch',
  }),
  name: 'Trần Văn Bình',
};

export function head(kind: KindCode, abstract: string, more: Partial<DocumentHead> = {}): DocumentHead {
  return {
    superiorName: null,
    agencyName: ['Ủy ban nhân dân', 'Huyện Châu Minh'],
    symbol: symbol({ kind, agencyAbbreviation: 'UBND', unitAbbreviation: kind === 'cong-van' ? 'NV' : null }),
    place: 'Châu Minh',
    abstract,
    signers: [chair],
    recipients: composeRecipients({
      kind,
      recipients: [
        'Thường trực Huyện ủy',
        'Thường trực Hội đồng nhân dân huyện',
        'Chủ tịch, các Phó Chủ tịch Ủy ban nhân dân huyện',
        'Các phòng, ban chuyên môn thuộc Ủy ban nhân dân huyện',
        'Ủy ban nhân dân các xã, thị trấn',
      ],
      draftingUnit: 'NV',
    }),
    urgency: 'normal',
    ...more,
  };
}

export const long =
  'Các phòng, ban chuyên môn thuộc Ủy ban nhân dân huyện và Ủy ban nhân dân các xã, thị trấn tiếp tục rà soát, chuẩn hóa quy trình tiếp nhận, đăng ký, trình, chuyển giao văn bản đến và soạn thảo, ký số, cấp số, phát hành văn bản đi trên Hệ thống quản lý văn bản và điều hành; bảo đảm văn bản điện tử có đủ chữ ký số của người có thẩm quyền và của cơ quan, tổ chức.';

export const figures: Table = {
  columns: [
    { heading: 'STT', align: 'centre' },
    { heading: 'Đơn vị' },
    { heading: 'Văn bản đi', align: 'right' },
    { heading: 'Ký số cá nhân và cơ quan', align: 'right' },
    { heading: 'Tỷ lệ (%)', align: 'right' },
    { heading: 'Khó khăn, vướng mắc và kiến nghị' },
  ],
  rows: [
    ['1', 'Văn phòng Hội đồng nhân dân và Ủy ban nhân dân huyện', '412', '406', '98,54', 'Sáu văn bản ký trên giấy'],
    ['2', 'Phòng Tài chính - Kế hoạch', '57', '57', '100,00', ''],
    ['3', 'Phòng Nội vụ', '41', '41', '100,00', 'Thiết bị ký số của lãnh đạo hết hạn vào cuối quý, đã đề nghị cấp mới'],
    ['4', 'Phòng Lao động - Thương binh và Xã hội', '39', '39', '100,00', ''],
    { cells: ['', 'Cộng', '549', '543', '98,91', ''], bold: true },
  ],
};

const reportBody: readonly [BodyItem, ...BodyItem[]] = [
  `Thực hiện Kế hoạch cải cách hành chính năm 2023, ${committee} báo cáo kết quả công tác cải cách hành chính Quý I năm 2023 như sau:`,
  { level: 'roman', title: 'Kết quả thực hiện' },
  { level: 'clause', title: 'Công tác chỉ đạo, điều hành cải cách hành chính' },
  long,
  {
    level: 'point',
    text: 'Ban hành 07 văn bản chỉ đạo, trong đó có Kế hoạch kiểm tra công tác cải cách hành chính tại các xã, thị trấn;',
  },
  {
    level: 'point',
    text: 'Tổ chức 03 cuộc kiểm tra; chấn chỉnh kịp thời các đơn vị chưa thực hiện đúng quy định về công tác văn thư.',
  },
  { level: 'clause', title: 'Xây dựng và phát triển chính quyền điện tử, chính quyền số' },
  'Kết quả ký số văn bản đi của các đơn vị trong kỳ báo cáo:',
  figures,
  long,
  {
    level: 'roman',
    title: 'Những hạn chế, tồn tại và nguyên nhân của việc chậm ký số văn bản điện tử tại một số đơn vị trực thuộc',
  },
  long,
  { level: 'roman', title: 'Phương hướng, nhiệm vụ Quý II năm 2023' },
  { level: 'clause', text: `${long}` },
  {
    level: 'clause',
    text: 'Theo dõi, đôn đốc, nhắc nhở các phòng, ban, xã, thị trấn thực hiện ký số cá nhân đối với toàn bộ văn bản phát hành.',
  },
  `Trên đây là Báo cáo kết quả công tác cải cách hành chính Quý I năm 2023 của ${committee}, kính trình Sở Nội vụ tỉnh tổng hợp.`,
];

export const report: GeneralContent = {
  ...head('bao-cao', 'Kết quả công tác cải cách hành chính Quý I năm 2023'),
  kind: 'bao-cao',
  addressees: ['Sở Nội vụ tỉnh Đồng Tháp'],
  recipients: composeRecipients({
    ...{ kind: 'bao-cao', addressed: true, draftingUnit: 'NV' },
    recipients: ['Thường trực Huyện ủy', 'Chủ tịch, các Phó Chủ tịch Ủy ban nhân dân huyện'],
  }),
  body: reportBody,
  annexes: [
    {
      title: 'Thống kê văn bản đi và kết quả ký số của các đơn vị',
      body: ['Số liệu đến ngày 14 tháng 3 năm 2023.', figures],
    },
    { title: 'Danh mục văn bản chỉ đạo, điều hành', landscape: true, body: [figures, long] },
  ],
};

export const submission: GeneralContent = {
  ...head('to-trinh', 'Về việc phê duyệt chủ trương mua sắm thiết bị ký số và thiết bị số hóa tài liệu năm 2023'),
  kind: 'to-trinh',
  addressees: ['Ủy ban nhân dân tỉnh Đồng Tháp', 'Sở Thông tin và Truyền thông tỉnh Đồng Tháp'],
  legalBases: [
    'Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ về công tác văn thư',
    'Căn cứ Kế hoạch số 12/KH-UBND ngày 10 tháng 01 năm 2023 của Ủy ban nhân dân tỉnh về chuyển đổi số năm 2023',
  ],
  body: [
    `${committee} kính trình Ủy ban nhân dân tỉnh xem xét, phê duyệt như sau:`,
    { level: 'clause', title: 'Sự cần thiết' },
    long,
    { level: 'clause', title: 'Nội dung và kinh phí' },
    long,
    'Kính trình Ủy ban nhân dân tỉnh xem xét, quyết định.',
  ],
  signers: [deputy],
};

const sectioned: readonly [BodyItem, ...BodyItem[]] = [
  { level: 'chapter', title: 'Quy định chung' },
  { level: 'article', title: 'Phạm vi điều chỉnh và đối tượng áp dụng' },
  { level: 'clause', text: long },
  { level: 'clause', text: 'Quy định này áp dụng đối với:' },
  { level: 'point', text: 'Các phòng, ban chuyên môn thuộc Ủy ban nhân dân huyện;' },
  { level: 'point', text: 'Ủy ban nhân dân các xã, thị trấn;' },
  { level: 'point', text: 'Các đơn vị sự nghiệp công lập trực thuộc;' },
  { level: 'point', text: 'Các tổ chức chính trị - xã hội huyện;' },
  { level: 'point', text: 'Cán bộ, công chức, viên chức và người lao động.' },
  {
    level: 'chapter',
    title: 'Quản lý và sử dụng chữ ký số, thiết bị lưu khóa bí mật của cơ quan, tổ chức và của người có thẩm quyền',
  },
  { level: 'section', title: 'Quản lý' },
  { level: 'article', title: 'Trách nhiệm của Văn thư cơ quan' },
  long,
  { level: 'section', title: 'Sử dụng' },
  { level: 'article', text: long },
  { level: 'article', text: 'Quy chế này có hiệu lực kể từ ngày ký.' },
];

const partiesSigners: readonly [Signer, Signer] = [
  { capacityLines: ['ĐẠI DIỆN BÊN A', 'CHÁNH VĂN PHÒNG'], name: 'Lê Thị Hoa' },
  {
    capacityLines: ['ĐẠI DIỆN BÊN B', 'GIÁM ĐỐC TRUNG TÂM CÔNG NGHỆ THÔNG TIN VÀ TRUYỀN THÔNG'],
    name: 'Phạm Quốc Cường',
  },
];

const general = (
  kind: GeneralKind,
  abstract: string,
  body: readonly [BodyItem, ...BodyItem[]],
  more: Partial<GeneralContent> = {},
): GeneralContent => ({ ...head(kind, abstract), body, ...more, kind });

const parties: readonly [BodyItem, ...BodyItem[]] = [
  'Hôm nay, ngày 10 tháng 3 năm 2023, tại trụ sở Ủy ban nhân dân huyện Châu Minh, chúng tôi gồm:',
  { text: 'Bên A: Văn phòng Hội đồng nhân dân và Ủy ban nhân dân huyện Châu Minh', bold: true },
  'Đại diện: bà Lê Thị Hoa, Chánh Văn phòng.',
  { text: 'Bên B: Trung tâm Công nghệ thông tin và Truyền thông', bold: true },
  'Đại diện: ông Phạm Quốc Cường, Giám đốc.',
  'Hai bên thống nhất những nội dung sau:',
  { level: 'article', title: 'Nội dung công việc' },
  { level: 'clause', text: long },
  { level: 'article', title: 'Trách nhiệm của các bên' },
  { level: 'clause', text: long },
  { level: 'clause', text: 'Mỗi bên giữ một bản có giá trị như nhau.' },
];

export const minutes: DocumentContent = {
  ...head('bien-ban', 'Họp giao ban công tác cải cách hành chính và chuyển đổi số tháng 02 năm 2023'),
  kind: 'bien-ban',
  startedAt: '08 giờ 00, ngày 01 tháng 3 năm 2023',
  venue: 'Phòng họp số 2, trụ sở Ủy ban nhân dân huyện Châu Minh',
  participants: [
    'Ông Trần Văn Bình, Phó Chủ tịch Ủy ban nhân dân huyện',
    'Lãnh đạo các phòng, ban chuyên môn thuộc Ủy ban nhân dân huyện',
    'Đại diện Ủy ban nhân dân 12 xã, thị trấn',
  ],
  chair: 'Ông Trần Văn Bình, Phó Chủ tịch Ủy ban nhân dân huyện',
  secretary: 'Bà Lê Thị Hoa, Chánh Văn phòng Hội đồng nhân dân và Ủy ban nhân dân huyện',
  body: [
    { level: 'clause', title: 'Báo cáo của Phòng Nội vụ' },
    long,
    { level: 'clause', title: 'Ý kiến thảo luận' },
    long,
    { level: 'clause', title: 'Kết luận của chủ tọa' },
    long,
  ],
  endedAt: '11 giờ 30, ngày 01 tháng 3 năm 2023',
  signers: [
    { capacityLines: ['THƯ KÝ'], name: 'Lê Thị Hoa' },
    { capacityLines: ['CHỦ TỌA'], name: 'Trần Văn Bình', sealed: true },
  ],
};

export const invitation: DocumentContent = {
  ...head('giay-moi', 'Dự Hội nghị sơ kết công tác cải cách hành chính Quý I năm 2023'),
  kind: 'giay-moi',
  inviter: committee,
  guests: [
    'Thường trực Huyện ủy',
    'Trưởng các phòng, ban chuyên môn thuộc Ủy ban nhân dân huyện',
    'Chủ tịch Ủy ban nhân dân các xã, thị trấn',
  ],
  event: 'Hội nghị sơ kết công tác cải cách hành chính Quý I và triển khai nhiệm vụ Quý II năm 2023',
  chair: 'Bà Nguyễn Thị Hồng Hạnh, Chủ tịch Ủy ban nhân dân huyện',
  time: '08 giờ 00, ngày 20 tháng 3 năm 2023 (thứ Hai)',
  venue: 'Hội trường Ủy ban nhân dân huyện, số 12 đường Nguyễn Huệ, thị trấn Châu Minh',
  body: ['Đề nghị các đại biểu sắp xếp công việc, đến dự đầy đủ, đúng thành phần và thời gian nêu trên.'],
  urgency: 'express',
};

const others: readonly DocumentContent[] = [
  {
    ...head('nghi-quyet', 'Về kế hoạch phát triển kinh tế - xã hội năm 2023'),
    ...{ kind: 'nghi-quyet', agencyName: ['Hội đồng nhân dân', 'Huyện Châu Minh'], symbol: 'NQ-HĐND' },
    authorityLine: 'Hội đồng nhân dân huyện Châu Minh khóa XII, kỳ họp thứ 6',
    legalBases: shortDecision.legalBases,
    proposal: 'Xét Tờ trình số 45/TTr-UBND ngày 01 tháng 12 năm 2022 của Ủy ban nhân dân huyện',
    articles: [
      { title: 'Mục tiêu', paragraphs: [long, { level: 'clause', text: long }, { level: 'clause', text: long }] },
      { paragraphs: ['Ủy ban nhân dân huyện tổ chức thực hiện Nghị quyết này.'] },
    ],
    signers: [{ capacityLines: ['CHỦ TỊCH'], name: 'Võ Đình Ỷ' }],
  },
  {
    ...shortDecision,
    annexes: [
      { kindName: 'Quy chế', title: 'Quản lý và sử dụng chữ ký số của Ủy ban nhân dân huyện', body: sectioned },
      { title: 'Danh sách thành viên Tổ công tác chuyển đổi số', body: [figures] },
    ],
  },
  letter,
  report,
  submission,
  minutes,
  invitation,
  {
    ...head('cong-dien', 'Về việc chủ động ứng phó với triều cường, mưa lớn kèm dông, lốc xoáy'),
    ...{ kind: 'cong-dien', urgency: 'express', sender: `Chủ tịch ${committee}` },
    addressees: [
      'Ban Chỉ huy Phòng, chống thiên tai và Tìm kiếm cứu nạn huyện',
      'Chủ tịch Ủy ban nhân dân các xã, thị trấn',
    ],
    body: [long, { level: 'clause', text: long }, 'Yêu cầu các đơn vị nghiêm túc thực hiện.'],
  },
  {
    ...head('giay-gioi-thieu', 'Giới thiệu công chức đến liên hệ công tác'),
    ...{ kind: 'giay-gioi-thieu', introducer: committee, person: 'Lê Thị Hoa' },
    personTitle: 'Chánh Văn phòng Hội đồng nhân dân và Ủy ban nhân dân huyện',
    sentTo: 'Sở Nội vụ tỉnh Đồng Tháp',
    purpose: 'Nhận thiết bị lưu khóa bí mật và chứng thư chữ ký số của cơ quan',
    validUntil: civilDate('2023-03-31'),
    recipients: composeRecipients({ kind: 'giay-gioi-thieu', recipients: [], draftingUnit: null }),
  },
  {
    ...head('giay-nghi-phep', 'Nghỉ phép năm của công chức'),
    ...{ kind: 'giay-nghi-phep', grantor: committee, appliedOn: civilDate('2023-02-06'), person: 'Lê Thị Hoa' },
    personTitle: 'Chánh Văn phòng Hội đồng nhân dân và Ủy ban nhân dân huyện',
    duration: '05 ngày làm việc',
    ...{ from: civilDate('2023-02-13'), to: civilDate('2023-02-17'), leavePlace: 'tỉnh Thái Nguyên', year: 2023 },
    confirmation: true,
    recipients: composeRecipients({ kind: 'giay-nghi-phep', recipients: ['Bà Lê Thị Hoa'], draftingUnit: 'NV' }),
  },
  general('chi-thi', 'Về tăng cường kỷ luật, kỷ cương hành chính', [
    long,
    { level: 'clause', text: long },
    { level: 'clause', text: long },
  ]),
  general('quy-che', 'Quản lý và sử dụng chữ ký số', sectioned),
  general('quy-dinh', 'Tiếp nhận, xử lý, phát hành và quản lý văn bản điện tử', sectioned),
  general('thong-cao', 'Kết quả kỳ họp thứ 6 Hội đồng nhân dân huyện khóa XII', [long, long, long]),
  general('thong-bao', 'Kết luận của Chủ tịch Ủy ban nhân dân huyện tại cuộc họp giao ban tháng 02 năm 2023', [
    long,
    { level: 'clause', text: long },
    figures,
  ]),
  general('huong-dan', 'Sử dụng chữ ký số cá nhân trên thiết bị di động', [
    { level: 'roman', title: 'Chuẩn bị' },
    long,
    { level: 'roman', title: 'Các bước thực hiện' },
    { level: 'clause', text: long },
  ]),
  general('chuong-trinh', 'Công tác tháng 3 năm 2023 của Ủy ban nhân dân huyện', [
    { level: 'roman', title: 'Trọng tâm' },
    long,
    figures,
  ]),
  general(
    'ke-hoach',
    'Kiểm tra công tác văn thư, lưu trữ năm 2023',
    [
      { level: 'roman', title: 'Mục đích, yêu cầu' },
      { level: 'clause', title: 'Mục đích' },
      long,
      { level: 'clause', title: 'Yêu cầu' },
      long,
      { level: 'roman', title: 'Tổ chức thực hiện' },
      long,
      figures,
    ],
    { urgency: 'very-urgent' },
  ),
  general('phuong-an', 'Bảo đảm an toàn thông tin mạng trong thời gian nghỉ Tết Nguyên đán Quý Mão', [long, long]),
  general('de-an', 'Số hóa tài liệu lưu trữ lịch sử của huyện giai đoạn 2023 - 2025', [
    { level: 'part', title: 'Sự cần thiết' },
    long,
    { level: 'part', title: 'Nội dung' },
    { level: 'roman', title: 'Mục tiêu' },
    long,
  ]),
  general('du-an', 'Đầu tư hạ tầng công nghệ thông tin phục vụ chính quyền số', [
    { level: 'roman', title: 'Tổng quan' },
    long,
    figures,
  ]),
  general('hop-dong', 'Bảo trì phần mềm quản lý văn bản và điều hành', parties, { signers: partiesSigners }),
  general('ban-ghi-nho', 'Hợp tác chuyển đổi số giữa hai đơn vị', parties, { signers: partiesSigners }),
  general('ban-thoa-thuan', 'Phối hợp chia sẻ dữ liệu', parties, { signers: partiesSigners }),
  general(
    'giay-uy-quyen',
    'Ủy quyền ký văn bản trong thời gian đi công tác',
    ['Căn cứ Quy chế làm việc của Ủy ban nhân dân huyện;', long],
    { signers: [chair] },
  ),
  general('phieu-gui', 'Gửi hồ sơ đề nghị cấp chứng thư chữ ký số', [
    'Gửi kèm theo 12 bộ hồ sơ của các xã, thị trấn.',
    'Đề nghị Quý cơ quan ký xác nhận và gửi lại Phiếu này.',
  ]),
  general('phieu-chuyen', 'Chuyển đơn của công dân để giải quyết theo thẩm quyền', [long]),
  general('phieu-bao', 'Báo kết quả xử lý đơn của công dân', [long]),
  general('thu-cong', 'Chúc mừng Ngày Thầy thuốc Việt Nam 27 tháng 02', [long, 'Trân trọng.'], { symbol: 'UBND-VP' }),
];

/** By kind; the test of the layouts checks that none is missing. */
export const samplesByKind: ReadonlyMap<KindCode, DocumentContent> = new Map(others.map((one) => [one.kind, one]));

import type { DecisionContent, LetterContent } from '../src/index.js';
import { capacityLines, civilDate, composeRecipients, instantOf } from '../src/index.js';

/** Documents of an invented commune, with the shapes that strain a layout. */

export const createdAt = instantOf(civilDate('2025-03-05'), 9);

const deputyOfCommittee = capacityLines({
  capacity: 'TM_KT',
  collectiveName: 'Ủy ban nhân dân',
  headTitle: 'Chủ tịch',
  signerTitle: 'Phó Chủ tịch',
});

export const shortDecision: DecisionContent = {
  kind: 'quyet-dinh',
  superiorName: null,
  agencyName: ['Ủy ban nhân dân', 'Xã Châu Minh'],
  symbol: 'QĐ-UBND',
  place: 'Châu Minh',
  abstract: 'Về việc thành lập Tổ công tác chuyển đổi số',
  authorityLine: 'Chủ tịch Ủy ban nhân dân xã Châu Minh',
  legalBases: [
    'Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025',
    'Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ về công tác văn thư',
  ],
  proposal: 'Theo đề nghị của Trưởng phòng Văn hóa - Xã hội',
  articles: [
    {
      title: null,
      paragraphs: [
        'Thành lập Tổ công tác chuyển đổi số xã Châu Minh gồm các ông, bà có tên trong danh sách kèm theo Quyết định này.',
      ],
    },
    {
      title: null,
      paragraphs: [
        'Tổ công tác có nhiệm vụ giúp Chủ tịch Ủy ban nhân dân xã chỉ đạo, đôn đốc việc thực hiện chuyển đổi số trên địa bàn; tự giải thể khi hoàn thành nhiệm vụ.',
      ],
    },
    {
      title: null,
      paragraphs: [
        'Chánh Văn phòng Hội đồng nhân dân và Ủy ban nhân dân xã, Trưởng phòng Văn hóa - Xã hội và các ông, bà có tên tại Điều 1 chịu trách nhiệm thi hành Quyết định này.',
      ],
    },
  ],
  signers: [{ capacityLines: deputyOfCommittee, name: 'Trần Văn Bình' }],
  recipients: composeRecipients({
    kind: 'quyet-dinh',
    asArticle: 3,
    recipients: ['Thường trực Đảng ủy', 'Thường trực Hội đồng nhân dân xã', 'Chủ tịch, các Phó Chủ tịch'],
    draftingUnit: 'VHXH',
  }),
  urgency: 'normal',
};

/** Sounds that stack marks, so that a wrong font or decomposed text shows. */
export const stacked = 'ằẳẵặ ầẩẫậ ềểễệ ồổỗộ ờởỡợ ừửữự ỳỷỹỵ ẰẲẴẶ ẦẨẪẬ ỀỂỄỆ ỒỔỖỘ ỜỞỠỢ ỪỬỮỰ ỲỶỸỴ đĐ';

const clause = (number: number) =>
  `${number}. Các cơ quan, đơn vị thuộc Ủy ban nhân dân xã phải đăng ký văn bản đến tại Văn thư cơ quan; văn bản khẩn được trình và chuyển giao ngay sau khi tiếp nhận. Người được giao giải quyết chịu trách nhiệm về thời hạn, lập hồ sơ công việc và nộp lưu đúng quy định.`;

export const longDecision: DecisionContent = {
  ...shortDecision,
  abstract:
    'Ban hành Quy chế công tác văn thư, quản lý và sử dụng con dấu, thiết bị lưu khóa bí mật, chữ ký số của Ủy ban nhân dân xã Châu Minh và các đơn vị trực thuộc',
  articles: [
    { title: 'Phạm vi điều chỉnh và đối tượng áp dụng', paragraphs: [clause(1), clause(2), clause(3)] },
    { title: 'Nguyên tắc', paragraphs: [clause(1), clause(2), clause(3), stacked] },
    {
      title: 'Trách nhiệm của Văn thư cơ quan',
      paragraphs: [{ text: '1. Đối với văn bản đi', bold: true }, clause(2), clause(3), clause(4)],
    },
    { title: 'Điều khoản thi hành', paragraphs: [clause(1), clause(2), clause(3)] },
  ],
  signers: [
    {
      capacityLines: capacityLines({
        capacity: 'TM',
        collectiveName: 'Ủy ban nhân dân',
        headTitle: 'Chủ tịch',
        signerTitle: 'Chủ tịch',
      }),
      name: 'Nguyễn Thị Hồng Hạnh',
    },
  ],
};

export const letter: LetterContent = {
  kind: 'cong-van',
  superiorName: null,
  agencyName: ['Ủy ban nhân dân', 'Xã Châu Minh'],
  symbol: 'UBND-VHXH',
  place: 'Châu Minh',
  abstract: 'đẩy mạnh ký số và gửi, nhận văn bản điện tử trên địa bàn xã quý II năm 2025',
  addressees: [
    'Văn phòng Hội đồng nhân dân và Ủy ban nhân dân xã',
    'Phòng Kinh tế',
    'Phòng Văn hóa - Xã hội',
    'Trung tâm Phục vụ hành chính công xã',
    'Các trường học, Trạm Y tế và các tổ chức chính trị - xã hội trên địa bàn xã Châu Minh, tỉnh Đồng Tháp',
  ],
  paragraphs: [
    'Thực hiện Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ về công tác văn thư, Ủy ban nhân dân xã Châu Minh đề nghị các cơ quan, đơn vị thực hiện một số nội dung sau:',
    '1. Toàn bộ văn bản điện tử phát hành phải có chữ ký số của người có thẩm quyền và chữ ký số của cơ quan.',
    '2. Văn bản đến trên Hệ thống phải được kiểm tra tính xác thực, toàn vẹn trước khi tiếp nhận và đăng ký.',
    'Báo cáo kết quả về Ủy ban nhân dân xã trước ngày 15 tháng 6 năm 2025./.',
  ],
  signers: [{ capacityLines: deputyOfCommittee, name: 'Trần Văn Bình' }],
  recipients: composeRecipients({
    kind: 'cong-van',
    recipients: ['Chủ tịch, các Phó Chủ tịch Ủy ban nhân dân xã', 'Ủy ban Mặt trận Tổ quốc Việt Nam xã'],
    draftingUnit: 'VHXH',
    drafterCode: 'PL',
    issuedCopies: 30,
  }),
  urgency: 'normal',
};

export const urgentLetter: LetterContent = {
  ...letter,
  urgency: 'urgent',
  addressees: ['Sở Nội vụ tỉnh Đồng Tháp'],
  footer: [
    'Số 12 đường Nguyễn Huệ, ấp Bình Hòa, xã Châu Minh, tỉnh Đồng Tháp',
    'Điện thoại: 0277 3 000 000; thư điện tử: ubnd@chauminh.example; trang thông tin điện tử: chauminh.example',
  ],
};

export const longNames: DecisionContent = {
  ...shortDecision,
  superiorName: 'Bộ Nông nghiệp và Môi trường',
  agencyName: 'Trung tâm Quy hoạch và Điều tra tài nguyên nước quốc gia khu vực Đồng bằng sông Cửu Long',
  symbol: 'QĐ-TTQHĐTTNN',
  place: 'Thành phố Hồ Chí Minh',
  urgency: 'very-urgent',
  abstract:
    'Về việc phê duyệt kế hoạch lựa chọn nhà thầu các gói thầu thuộc dự án điều tra, đánh giá tài nguyên nước dưới đất vùng ven biển giai đoạn 2025 - 2030, định hướng đến năm 2045',
  signers: [
    {
      capacityLines: capacityLines({ capacity: 'KT', headTitle: 'Giám đốc', signerTitle: 'Phó Giám đốc' }),
      otherTitle: 'Phó Trưởng Ban Quản lý dự án',
      name: 'Nguyễn Trần Phương Nghiêm',
    },
  ],
};

export const jointDecision: DecisionContent = {
  ...shortDecision,
  signers: [
    { capacityLines: ['GIÁM ĐỐC SỞ TÀI CHÍNH'], name: 'Lê Thị Hoa' },
    { capacityLines: ['GIÁM ĐỐC SỞ NỘI VỤ'], name: 'Phạm Quốc Cường' },
    { capacityLines: ['TM. ỦY BAN NHÂN DÂN', 'CHỦ TỊCH'], name: 'Võ Đình Ỷ', sealed: false },
  ],
};

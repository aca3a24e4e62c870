import type { KindCode } from '@vanthu/decree30';
import {
  all,
  change,
  face,
  gone,
  moved,
  red,
  reworded,
  type Spoil,
  size,
  stroke,
} from '../../decree30/test/spoiled.js';
import type { ViolationCode } from '../src/index.js';

/** A good document, what was done to it, and what the checker must say. */
export interface Seed {
  readonly kind: KindCode;
  readonly code: ViolationCode;
  readonly what: string;
  readonly spoil: Spoil;
  /** Default 1. */
  readonly page?: number;
}

const nation = /^CỘNG HÒA XÃ HỘI/;
const motto = /^Độc lập/;
const agency = /^(ỦY BAN NHÂN DÂN|HUYỆN CHÂU MINH|XÃ CHÂU MINH)$/;
const number = /^(Số:|07|\/[A-Z]|\/Q)/;
const date = /^(Châu Minh,|ngày 14 tháng)/;
const capacity = /^(TM\. |KT\. |CHỦ TỊCH|PHÓ CHỦ TỊCH)/;
const name = /^(Nguyễn Thị Hồng Hạnh|Trần Văn Bình)$/;
const label = /^Nơi nhận:$/;
const recipient = /^- (Thường trực|Chủ tịch, các|Các phòng|Như trên|Như Điều)/;
const fileLine = /^- Lưu:/;

type Row = readonly [ViolationCode, string, Spoil];

/** What goes wrong in the head of every kind. */
const head: readonly Row[] = [
  ['NATION.SIZE', 'Quốc hiệu cỡ 11', change(nation, size(11))],
  ['NATION.STYLE', 'Quốc hiệu không đậm', change(nation, face('regular'))],
  ['NATION.MISSING', 'không Quốc hiệu', change(nation, gone)],
  ['MOTTO.SIZE', 'Tiêu ngữ cỡ 12', change(motto, size(12))],
  ['MOTTO.STYLE', 'Tiêu ngữ nghiêng', change(motto, face('italic'))],
  ['MOTTO.MISSING', 'Tiêu ngữ viết hoa sai', change(motto, reworded(/Tự do/, 'Tự Do'))],
  ['MOTTO.LINE', 'đường kẻ Tiêu ngữ ngắn', stroke(0, 0.5)],
  ['AGENCY.SIZE', 'tên cơ quan cỡ 15', change(agency, size(15))],
  ['AGENCY.STYLE', 'tên cơ quan không đậm', change(agency, face('regular'))],
  ['AGENCY.LINE', 'không đường kẻ dưới tên cơ quan', stroke(1, 0)],
  ['NUMBER.SIZE', 'số, ký hiệu cỡ 11', change(number, size(11))],
  ['NUMBER.COLON', 'thiếu dấu hai chấm', change(/^Số:$/, reworded(/:/, ''))],
  ['NUMBER.SHAPE', 'thiếu số 0', change(/^07$/, reworded(/07/, '7'))],
  ['DATE.STYLE', 'ngày không nghiêng', change(date, face('regular'))],
  ['DATE.ZERO', 'tháng thừa số 0', change(date, reworded(/tháng 3/, 'tháng 03'))],
  ['DATE.ROW', 'ngày xuống dòng', change(date, moved(0, 4))],
];

const closing: readonly Row[] = [
  ['SIGNER.STYLE', 'chức vụ không đậm', change(capacity, face('regular'))],
  ['SIGNER.SIZE', 'họ tên cỡ 12', change(name, size(12))],
  ['SIGNER.TITLE_BEFORE_NAME', 'có học vị', change(name, reworded(/^/, 'TS. '))],
  ['RECIPIENTS.LABEL', '“Nơi nhận” không nghiêng', change(label, face('bold'))],
  ['RECIPIENTS.STYLE', 'nơi nhận cỡ 13', change(recipient, size(13))],
  ['RECIPIENTS.FILE_LINE', 'thiếu dòng Lưu', change(fileLine, gone)],
  ['RECIPIENTS.PUNCTUATION', 'thiếu dấu chấm phẩy', change(recipient, reworded(/;/, ''))],
  ['BODY.END_MARK', 'thiếu dấu kết thúc', change(/\.\/\.$/, reworded(/\.\/\./, '.'))],
];

const withKind: readonly Row[] = [
  ['KIND.SIZE', 'tên loại cỡ 16', change(/^(QUYẾT ĐỊNH|KẾ HOẠCH|THÔNG BÁO|CHỈ THỊ)$/, size(16))],
  ['KIND.STYLE', 'tên loại không đậm', change(/^(QUYẾT ĐỊNH|KẾ HOẠCH|THÔNG BÁO|CHỈ THỊ)$/, face('regular'))],
  ['KIND.PLACE', 'tên loại lệch trái', change(/^(QUYẾT ĐỊNH|KẾ HOẠCH|THÔNG BÁO|CHỈ THỊ)$/, moved(-20, 0))],
];

const of = (kind: KindCode, rows: readonly Row[], page = 1): Seed[] =>
  rows.map(([code, what, spoil]) => ({ kind, code, what, spoil, page }));

/** At least a hundred, each a thing that drafts do get wrong. */
export const seeds: readonly Seed[] = [
  ...of('quyet-dinh', head),
  ...of('cong-van', head),
  ...of('bao-cao', head),
  ...of('thong-bao', head),
  ...of('quyet-dinh', withKind),
  ...of('thong-bao', withKind),
  ...of('quyet-dinh', closing),
  ...of('cong-van', closing),
  ...of('chi-thi', [
    ['MARGIN.LEFT', 'lề trái 25 mm', all(-5, 0)],
    ['MARGIN.RIGHT', 'lề phải 10 mm', all(5, 0)],
    ['MARGIN.TOP', 'lề trên 15 mm', all(0, -5)],
    ['FONT.COLOR', 'một dòng chữ đỏ', change(/chữ ký số/, red)],
  ]),
  ...of('cong-van', [
    ['ABSTRACT.SIZE', 'trích yếu cỡ 14', change(/^V\/v|^văn bản điện|^quý II|^địa bàn|^điện tử/, size(14))],
    ['ABSTRACT.STYLE', 'trích yếu đậm', change(/^V\/v/, face('bold'))],
    ['ABSTRACT.GAP', 'trích yếu sát số, ký hiệu', change(/^V\/v/, moved(0, -1.5))],
    ['ADDRESSEE.MISSING', 'thiếu Kính gửi', change(/^Kính gửi:/, gone)],
    ['RECIPIENTS.AS_ABOVE', 'thiếu Như trên', change(/^- Như trên/, reworded(/Như trên/, 'Thường trực'))],
    ['NUMBER.SYMBOL', 'ký hiệu có tên loại', change(/^\/UBND/, reworded(/UBND-VHXH/, 'TB-UBND'))],
  ]),
  ...of('quyet-dinh', [
    ['BASIS.STYLE', 'căn cứ không nghiêng', change(/^Căn cứ Luật/, face('regular'))],
    ['BASIS.END', 'căn cứ thiếu chấm phẩy', change(/2025;$/, reworded(/;$/, ','))],
    ['BODY.ARTICLE', '“Điều” không đậm', change(/^Điều.1\./, face('regular'))],
    ['SIGNER.CAPACITY', 'thiếu dấu chấm sau KT', change(/^KT\. /, reworded(/^KT\./, 'KT'))],
    ['NUMBER.SYMBOL', 'ký hiệu của loại khác', change(/^\/QĐ/, reworded(/QĐ/, 'TB'))],
    ['ABSTRACT.STYLE', 'trích yếu nghiêng', change(/^Về việc thành lập/, face('italic'))],
    ['ABSTRACT.SIZE', 'trích yếu cỡ 15', change(/^Về việc thành lập/, size(15))],
    ['ABSTRACT.LINE', 'không đường kẻ dưới trích yếu', stroke(2, 0)],
    ['BODY.SIZE', 'nội dung cỡ 12', change(/^Điều.1\./, size(12))],
  ]),
  ...of('bao-cao', [['PAGE_NUMBER.MISSING', 'trang 2 không số', change(/^2$/, gone)]], 2),
  ...of('bao-cao', [['PAGE_NUMBER.PLACE', 'số trang lệch phải', change(/^2$/, moved(60, 0))]], 2),
  ...of('bao-cao', [['PAGE_NUMBER.PLACE', 'số trang ở lề dưới', change(/^2$/, moved(0, 272))]], 2),
  ...of('bao-cao', [['PAGE_NUMBER.STYLE', 'số trang cỡ 10', change(/^2$/, size(10))]], 2),
  ...of('bao-cao', [['PAGE_NUMBER.VALUE', 'số trang sai', change(/^2$/, reworded(/2/, '3'))]], 2),
  ...of('giay-moi', [
    ['STAMP.STYLE', 'dấu khẩn không đậm', change(/^HỎA TỐC$/, face('regular'))],
    ['STAMP.SIZE', 'dấu khẩn khung rộng', stroke(2, 1.5)],
  ]),
  ...of('ke-hoach', [
    ['STAMP.STYLE', 'dấu khẩn màu đen', change(/^THƯỢNG KHẨN$/, (text) => ({ ...text, color: 'black' }))],
    ['KIND.MISSING', 'không tên loại', change(/^KẾ HOẠCH$/, gone)],
  ]),
];

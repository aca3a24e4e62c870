import type { AgencySeed } from './agencies.js';

/** Agencies outside the installation that write to the district in the quarter. */

const PROVINCE = 'tỉnh Tiền Giang';
const upper = (text: string) => text.toLocaleUpperCase('vi');
const base = {
  sealMm: 36,
  hosted: false,
  validFrom: '2011-01-01',
  validTo: null,
  successor: null,
  collective: false,
} as const;

const province: AgencySeed = {
  ...base,
  key: 'tinh',
  code: 'H58',
  name: `Ủy ban nhân dân ${PROVINCE}`,
  printedName: ['ỦY BAN NHÂN DÂN', upper(PROVINCE)],
  superiorName: null,
  superior: null,
  abbreviation: 'UBND',
  place: 'Tiền Giang',
  collective: true,
  headTitle: 'CHỦ TỊCH',
  deputyTitle: 'Phó Chủ tịch',
  sealMm: 38,
};

const offices: readonly (readonly [key: string, name: string, abbreviation: string, head: string])[] = [
  ['vpub', 'Văn phòng Ủy ban nhân dân', 'VPUB', 'Chánh Văn phòng'],
  ['snv', 'Sở Nội vụ', 'SNV', 'Giám đốc'],
  ['stp', 'Sở Tư pháp', 'STP', 'Giám đốc'],
  ['stc', 'Sở Tài chính', 'STC', 'Giám đốc'],
  ['skhdt', 'Sở Kế hoạch và Đầu tư', 'SKH&ĐT', 'Giám đốc'],
  ['stnmt', 'Sở Tài nguyên và Môi trường', 'STNMT', 'Giám đốc'],
  ['sldtbxh', 'Sở Lao động - Thương binh và Xã hội', 'SLĐTBXH', 'Giám đốc'],
  ['svhttdl', 'Sở Văn hóa, Thể thao và Du lịch', 'SVHTTDL', 'Giám đốc'],
  ['sgddt', 'Sở Giáo dục và Đào tạo', 'SGDĐT', 'Giám đốc'],
  ['syt', 'Sở Y tế', 'SYT', 'Giám đốc'],
  ['stttt', 'Sở Thông tin và Truyền thông', 'STTTT', 'Giám đốc'],
  ['sct', 'Sở Công Thương', 'SCT', 'Giám đốc'],
  ['snnptnt', 'Sở Nông nghiệp và Phát triển nông thôn', 'SNN&PTNT', 'Giám đốc'],
  ['sgtvt', 'Sở Giao thông vận tải', 'SGTVT', 'Giám đốc'],
  ['sxd', 'Sở Xây dựng', 'SXD', 'Giám đốc'],
  ['skhcn', 'Sở Khoa học và Công nghệ', 'SKH&CN', 'Giám đốc'],
  ['ttt', 'Thanh tra tỉnh', 'TTT', 'Chánh Thanh tra'],
  ['bqlkcn', 'Ban Quản lý các khu công nghiệp', 'BQL', 'Trưởng ban'],
  ['pccc', 'Ban Chỉ huy Phòng, chống thiên tai', 'PCTT', 'Trưởng ban'],
];

const neighbours: readonly (readonly [key: string, of: string, place: string])[] = [
  ['go-cong-dong', 'huyện Gò Công Đông', 'Gò Công Đông'],
  ['tx-go-cong', 'thị xã Gò Công', 'Gò Công'],
  ['tan-phu-dong', 'huyện Tân Phú Đông', 'Tân Phú Đông'],
  ['cho-gao', 'huyện Chợ Gạo', 'Chợ Gạo'],
  ['my-tho', 'thành phố Mỹ Tho', 'Mỹ Tho'],
  ['chau-thanh', 'huyện Châu Thành', 'Châu Thành'],
  ['cai-be', 'huyện Cái Bè', 'Cái Bè'],
  ['cai-lay', 'huyện Cai Lậy', 'Cai Lậy'],
  ['tan-phuoc', 'huyện Tân Phước', 'Tân Phước'],
];

const local: readonly (readonly [key: string, name: string, abbreviation: string, head: string, superior: string])[] = [
  ['mttq', 'Ủy ban Mặt trận Tổ quốc Việt Nam huyện', 'MTTQ', 'Chủ tịch', 'Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh'],
  ['hnd', 'Hội Nông dân huyện', 'HND', 'Chủ tịch', 'Hội Nông dân tỉnh'],
  ['lhpn', 'Hội Liên hiệp Phụ nữ huyện', 'BTV', 'Chủ tịch', 'Hội Liên hiệp Phụ nữ tỉnh'],
  ['ccb', 'Hội Cựu chiến binh huyện', 'CCB', 'Chủ tịch', 'Hội Cựu chiến binh tỉnh'],
  ['ldld', 'Liên đoàn Lao động huyện', 'LĐLĐ', 'Chủ tịch', 'Liên đoàn Lao động tỉnh'],
  ['ctd', 'Hội Chữ thập đỏ huyện', 'CTĐ', 'Chủ tịch', 'Hội Chữ thập đỏ tỉnh'],
  ['hkh', 'Hội Khuyến học huyện', 'HKH', 'Chủ tịch', 'Hội Khuyến học tỉnh'],
  ['bhxh', 'Bảo hiểm xã hội huyện', 'BHXH', 'Giám đốc', 'Bảo hiểm xã hội tỉnh'],
  ['kbnn', 'Kho bạc Nhà nước huyện', 'KBGCT', 'Giám đốc', 'Kho bạc Nhà nước Tiền Giang'],
  ['cct', 'Chi cục Thuế khu vực Gò Công', 'CCTKV', 'Chi cục trưởng', 'Cục Thuế tỉnh'],
  ['tk', 'Chi cục Thống kê huyện', 'CCTK', 'Chi cục trưởng', 'Cục Thống kê tỉnh'],
  ['bchqs', 'Ban Chỉ huy Quân sự huyện', 'BCH', 'Chỉ huy trưởng', 'Bộ Chỉ huy Quân sự tỉnh'],
  ['ttyt', 'Trung tâm Y tế huyện', 'TTYT', 'Giám đốc', 'Sở Y tế'],
  ['dl', 'Điện lực Gò Công Tây', 'ĐLGCT', 'Giám đốc', 'Công ty Điện lực Tiền Giang'],
  ['nhcs', 'Phòng giao dịch Ngân hàng Chính sách xã hội huyện', 'NHCS', 'Giám đốc', 'Chi nhánh tỉnh Tiền Giang'],
];

export const outsideAgencies: readonly AgencySeed[] = [
  province,
  ...offices.map(
    ([key, name, abbreviation, head], i): AgencySeed => ({
      ...base,
      key,
      code: `H58.${String(i + 1).padStart(2, '0')}`,
      name: name === 'Thanh tra tỉnh' ? 'Thanh tra tỉnh Tiền Giang' : `${name} ${PROVINCE}`,
      printedName: [upper(name)],
      superiorName: upper(province.name),
      superior: 'tinh',
      abbreviation,
      place: 'Tiền Giang',
      headTitle: upper(head),
      deputyTitle: head.startsWith('Chánh') ? `Phó ${head}` : `Phó ${head}`,
    }),
  ),
  ...neighbours.map(
    ([key, of, place], i): AgencySeed => ({
      ...base,
      key,
      code: `H58.${102 + i}`,
      name: `Ủy ban nhân dân ${of}`,
      printedName: ['ỦY BAN NHÂN DÂN', upper(of)],
      superiorName: null,
      superior: 'tinh',
      abbreviation: 'UBND',
      place,
      collective: true,
      headTitle: 'CHỦ TỊCH',
      deputyTitle: 'Phó Chủ tịch',
    }),
  ),
  ...local.map(
    ([key, name, abbreviation, head, superior], i): AgencySeed => ({
      ...base,
      key,
      code: `G${String(i + 10)}.58.101`,
      name: name.endsWith('huyện') ? `${name} Gò Công Tây` : name,
      printedName: [upper(name.endsWith('huyện') ? `${name} Gò Công Tây` : name)],
      superiorName: upper(superior),
      superior: null,
      abbreviation,
      place: 'Gò Công Tây',
      headTitle: upper(head),
      deputyTitle: `Phó ${head}`,
      sealMm: 34,
    }),
  ),
];

import { createHash } from 'node:crypto';
import type { directory } from '@vanthu/contracts';

/**
 * A commune of today under two-tier government, its neighbour, and three agencies outside. Names of persons and communes are invented.
 * Ids follow from names, so that loading twice changes nothing.
 */

type Organisation = directory.OrganisationData;
type Level = Organisation['positions'][number]['level'];
type Role = Organisation['positions'][number]['roles'][number];

/** A UUID that follows from a word (version 8: RFC 9562 §5.8). */
export function idOf(word: string): string {
  const hex = createHash('sha256').update(`vanthu-demo:${word}`).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** First day of the new communes: district level ended on 30 June 2025. */
export const FOUNDED = '2025-07-01';

interface Someone {
  readonly username: string;
  readonly fullName: string;
  readonly agency: string;
  readonly unit: string | null;
  readonly title: string;
  readonly level: Level;
  readonly roles: readonly Role[];
  /** Holds a personal certificate. */
  readonly signs?: boolean;
  /** Capacity and the document that gives it. */
  readonly authority?: readonly [
    capacity: 'TM' | 'TM_KT' | 'TL' | 'direct' | 'KT',
    kinds: string[] | null,
    source: string,
  ][];
  /** People outside this installation do not sign in. */
  readonly outside?: boolean;
}

const LEADER: Role[] = ['signer', 'director', 'leadership'];

export const people: readonly Someone[] = [
  {
    username: 'chutich',
    fullName: 'Nguyễn Thành Long',
    agency: 'chau-minh',
    unit: null,
    title: 'Chủ tịch',
    level: 'head',
    roles: LEADER,
    signs: true,
    authority: [['TM', null, 'Quy chế làm việc 01/QĐ-UBND ngày 02/7/2025']],
  },
  {
    username: 'phochutich',
    fullName: 'Trần Thị Mai Hương',
    agency: 'chau-minh',
    unit: null,
    title: 'Phó Chủ tịch',
    level: 'deputy',
    roles: LEADER,
    signs: true,
    authority: [['TM_KT', null, 'Quyết định phân công 12/QĐ-UBND ngày 10/7/2025, lĩnh vực văn hóa - xã hội']],
  },
  {
    username: 'chanhvanphong',
    fullName: 'Phạm Minh Đức',
    agency: 'chau-minh',
    unit: 'van-phong',
    title: 'Chánh Văn phòng',
    level: 'unit-head',
    roles: ['unit-head', 'form-checker', 'signer'],
    signs: true,
    authority: [['TL', ['cong-van'], 'Quy chế công tác văn thư 15/QĐ-UBND ngày 14/7/2025, Điều 9']],
  },
  {
    username: 'vanthu',
    fullName: 'Võ Thị Kim Ngân',
    agency: 'chau-minh',
    unit: 'van-phong',
    title: 'Văn thư',
    level: 'staff',
    roles: ['clerk'],
  },
  {
    username: 'vanthu2',
    fullName: 'Đặng Hoàng Phúc',
    agency: 'chau-minh',
    unit: 'van-phong',
    title: 'Văn thư',
    level: 'staff',
    roles: ['clerk'],
  },
  {
    username: 'thuky',
    fullName: 'Lâm Thị Bảo Trân',
    agency: 'chau-minh',
    unit: 'van-phong',
    title: 'Thư ký Chủ tịch',
    level: 'staff',
    roles: ['secretary'],
  },
  {
    username: 'tpkinhte',
    fullName: 'Huỳnh Văn Sáu',
    agency: 'chau-minh',
    unit: 'kinh-te',
    title: 'Trưởng phòng Kinh tế',
    level: 'unit-head',
    roles: ['unit-head'],
  },
  {
    username: 'cvkinhte',
    fullName: 'Ngô Thanh Tùng',
    agency: 'chau-minh',
    unit: 'kinh-te',
    title: 'Chuyên viên',
    level: 'staff',
    roles: ['official'],
  },
  {
    username: 'tpvanhoa',
    fullName: 'Bùi Thị Ngọc Lan',
    agency: 'chau-minh',
    unit: 'van-hoa',
    title: 'Trưởng phòng Văn hóa - Xã hội',
    level: 'unit-head',
    roles: ['unit-head'],
  },
  {
    username: 'cvvanhoa',
    fullName: 'Lê Thị Hoa',
    agency: 'chau-minh',
    unit: 'van-hoa',
    title: 'Chuyên viên',
    level: 'staff',
    roles: ['official'],
  },
  {
    username: 'quantri',
    fullName: 'Trịnh Công Minh',
    agency: 'chau-minh',
    unit: 'van-phong',
    title: 'Quản trị hệ thống',
    level: 'staff',
    roles: ['administrator'],
  },
  {
    username: 'tt.chutich',
    fullName: 'Đoàn Văn Hậu',
    agency: 'tan-thuan',
    unit: null,
    title: 'Chủ tịch',
    level: 'head',
    roles: LEADER,
    signs: true,
    authority: [['TM', null, 'Quy chế làm việc 02/QĐ-UBND ngày 03/7/2025']],
  },
  {
    username: 'tt.vanthu',
    fullName: 'Mai Thị Cẩm Tú',
    agency: 'tan-thuan',
    unit: 'tt-van-phong',
    title: 'Văn thư',
    level: 'staff',
    roles: ['clerk'],
  },
  {
    username: 'tt.chanhvanphong',
    fullName: 'Lương Quốc Khánh',
    agency: 'tan-thuan',
    unit: 'tt-van-phong',
    title: 'Chánh Văn phòng',
    level: 'unit-head',
    roles: ['unit-head', 'form-checker'],
  },
  {
    username: 'tt.chuyenvien',
    fullName: 'Hồ Ngọc Diễm',
    agency: 'tan-thuan',
    unit: 'tt-van-phong',
    title: 'Chuyên viên',
    level: 'staff',
    roles: ['official'],
  },
  {
    username: 'ngoai.snv',
    fullName: 'Phan Văn Thịnh',
    agency: 'so-noi-vu',
    unit: null,
    title: 'Giám đốc',
    level: 'head',
    roles: ['signer'],
    signs: true,
    outside: true,
    authority: [['direct', null, 'Chức năng, nhiệm vụ của Sở']],
  },
  {
    username: 'ngoai.stc',
    fullName: 'Tạ Thị Bích Thủy',
    agency: 'so-tai-chinh',
    unit: null,
    title: 'Phó Giám đốc',
    level: 'deputy',
    roles: ['signer'],
    signs: true,
    outside: true,
    authority: [['KT', null, 'Quyết định phân công của Giám đốc Sở']],
  },
];

interface AgencySeed {
  readonly key: string;
  readonly code: string;
  readonly name: string;
  readonly printedName: string[];
  readonly superiorName: string | null;
  readonly abbreviation: string;
  readonly place: string;
  readonly collective: boolean;
  readonly headTitle: string;
  readonly hosted: boolean;
  readonly sealMm: number;
}

const PROVINCE = 'Ủy ban nhân dân tỉnh Đồng Tháp';

export const agencies: readonly AgencySeed[] = [
  {
    key: 'chau-minh',
    code: 'H99.61',
    name: 'Ủy ban nhân dân xã Châu Minh',
    printedName: ['ỦY BAN NHÂN DÂN', 'XÃ CHÂU MINH'],
    superiorName: null,
    abbreviation: 'UBND',
    place: 'Châu Minh',
    collective: true,
    headTitle: 'CHỦ TỊCH',
    hosted: true,
    sealMm: 36,
  },
  {
    key: 'tan-thuan',
    code: 'H99.62',
    name: 'Ủy ban nhân dân xã Tân Thuận',
    printedName: ['ỦY BAN NHÂN DÂN', 'XÃ TÂN THUẬN'],
    superiorName: null,
    abbreviation: 'UBND',
    place: 'Tân Thuận',
    collective: true,
    headTitle: 'CHỦ TỊCH',
    hosted: true,
    sealMm: 36,
  },
  {
    key: 'tinh',
    code: 'H99',
    name: PROVINCE,
    printedName: ['ỦY BAN NHÂN DÂN', 'TỈNH ĐỒNG THÁP'],
    superiorName: null,
    abbreviation: 'UBND',
    place: 'Đồng Tháp',
    collective: true,
    headTitle: 'CHỦ TỊCH',
    hosted: false,
    sealMm: 38,
  },
  {
    key: 'so-noi-vu',
    code: 'H99.03',
    name: 'Sở Nội vụ tỉnh Đồng Tháp',
    printedName: ['SỞ NỘI VỤ'],
    superiorName: 'ỦY BAN NHÂN DÂN TỈNH ĐỒNG THÁP',
    abbreviation: 'SNV',
    place: 'Đồng Tháp',
    collective: false,
    headTitle: 'GIÁM ĐỐC',
    hosted: false,
    sealMm: 36,
  },
  {
    key: 'so-tai-chinh',
    code: 'H99.04',
    name: 'Sở Tài chính tỉnh Đồng Tháp',
    printedName: ['SỞ TÀI CHÍNH'],
    superiorName: 'ỦY BAN NHÂN DÂN TỈNH ĐỒNG THÁP',
    abbreviation: 'STC',
    place: 'Đồng Tháp',
    collective: false,
    headTitle: 'GIÁM ĐỐC',
    hosted: false,
    sealMm: 36,
  },
];

const units = [
  { key: 'van-phong', agency: 'chau-minh', name: 'Văn phòng HĐND và UBND', abbreviation: 'VP' },
  { key: 'kinh-te', agency: 'chau-minh', name: 'Phòng Kinh tế', abbreviation: 'KT' },
  { key: 'van-hoa', agency: 'chau-minh', name: 'Phòng Văn hóa - Xã hội', abbreviation: 'VHXH' },
  { key: 'tt-van-phong', agency: 'tan-thuan', name: 'Văn phòng HĐND và UBND', abbreviation: 'VP' },
] as const;

export const agencyId = (key: string): string => idOf(`agency:${key}`);
export const unitId = (key: string): string => idOf(`unit:${key}`);
export const personId = (username: string): string => idOf(`person:${username}`);
export const positionId = (username: string): string => idOf(`position:${username}`);

/** Everything as `directory` wants it. People outside get no password and cannot sign in. */
export function organisationData(password: string): Organisation {
  return {
    agencies: agencies.map(({ key, ...agency }) => ({
      ...agency,
      id: agencyId(key),
      superiorId: key === 'tinh' ? null : agencyId('tinh'),
      collectiveName: agency.collective ? 'ỦY BAN NHÂN DÂN' : null,
      validFrom: key === 'tinh' || !agency.hosted ? '2025-07-01' : FOUNDED,
      validTo: null,
      successorId: null,
    })),
    units: units.map(({ key, agency, name, abbreviation }) => ({
      id: unitId(key),
      agencyId: agencyId(agency),
      name,
      abbreviation,
    })),
    people: people.map((someone) => ({
      id: personId(someone.username),
      fullName: someone.fullName,
      username: someone.username,
      ...(someone.outside ? {} : { password }),
    })),
    positions: people.map((someone) => ({
      id: positionId(someone.username),
      personId: personId(someone.username),
      agencyId: agencyId(someone.agency),
      unitId: someone.unit === null ? null : unitId(someone.unit),
      title: someone.title,
      level: someone.level,
      roles: [...someone.roles],
      validFrom: FOUNDED,
      validTo: null,
    })),
    authorities: people.flatMap((someone) =>
      (someone.authority ?? []).map(([capacity, kinds, sourceDocument]) => ({
        id: idOf(`authority:${someone.username}:${capacity}`),
        positionId: positionId(someone.username),
        capacity,
        kinds,
        fields: null,
        validFrom: FOUNDED,
        validTo: null,
        sourceDocument,
      })),
    ),
  };
}

/**
 * Huyện Gò Công Tây in the winter of 2022: the People's Committee, its departments, twelve of the thirteen communes and towns
 * (which one is left out is a choice of this data), and agencies outside that write to them. Names of agencies are real, names of
 * persons never. District level ended on 30 June 2025; the successors are from memory.
 */
export interface AgencySeed {
  readonly key: string;
  readonly code: string;
  readonly name: string;
  /** Box 2, line by line. */
  readonly printedName: readonly string[];
  readonly superiorName: string | null;
  readonly superior: string | null;
  readonly abbreviation: string;
  readonly place: string;
  readonly collective: boolean;
  readonly headTitle: string;
  readonly deputyTitle: string;
  readonly sealMm: number;
  readonly hosted: boolean;
  readonly validFrom: string;
  readonly validTo: string | null;
  readonly successor: string | null;
}

export const COMMITTEE = 'huyen';
const DISTRICT = 'huyện Gò Công Tây';
const closed = { validFrom: '2011-01-01', validTo: '2025-06-30' } as const;
const upper = (text: string) => text.toLocaleUpperCase('vi');

const committee = (
  key: string,
  code: string,
  of: string,
  more: Partial<AgencySeed> & Pick<AgencySeed, 'place' | 'superior' | 'successor'>,
): AgencySeed => ({
  key,
  code,
  name: `Ủy ban nhân dân ${of}`,
  printedName: ['ỦY BAN NHÂN DÂN', upper(of)],
  superiorName: null,
  abbreviation: 'UBND',
  collective: true,
  headTitle: 'CHỦ TỊCH',
  deputyTitle: 'Phó Chủ tịch',
  sealMm: 36,
  hosted: true,
  ...closed,
  ...more,
});

export interface DepartmentSeed {
  readonly key: string;
  readonly name: string;
  readonly abbreviation: string;
  readonly headTitle: string;
  readonly deputyTitle: string;
}

const department = (key: string, of: string, abbreviation: string): DepartmentSeed => ({
  key,
  name: `Phòng ${of}`,
  abbreviation,
  headTitle: `Trưởng phòng ${of}`,
  deputyTitle: `Phó Trưởng phòng ${of}`,
});

/** Units of the Committee that draft for it, and agencies with seal and registers of their own. */
export const departments: readonly DepartmentSeed[] = [
  {
    key: 'vp',
    name: 'Văn phòng Hội đồng nhân dân và Ủy ban nhân dân',
    abbreviation: 'VP',
    headTitle: 'Chánh Văn phòng',
    deputyTitle: 'Phó Chánh Văn phòng',
  },
  department('nv', 'Nội vụ', 'PNV'),
  department('tp', 'Tư pháp', 'PTP'),
  department('tckh', 'Tài chính - Kế hoạch', 'PTCKH'),
  department('tnmt', 'Tài nguyên và Môi trường', 'PTNMT'),
  department('ldtbxh', 'Lao động - Thương binh và Xã hội', 'PLĐTBXH'),
  department('vhtt', 'Văn hóa và Thông tin', 'PVHTT'),
  department('gddt', 'Giáo dục và Đào tạo', 'PGDĐT'),
  department('yt', 'Y tế', 'PYT'),
  {
    key: 'ttr',
    name: 'Thanh tra huyện',
    abbreviation: 'TTr',
    headTitle: 'Chánh Thanh tra',
    deputyTitle: 'Phó Chánh Thanh tra',
  },
  department('ktht', 'Kinh tế và Hạ tầng', 'PKTHT'),
  department('nnptnt', 'Nông nghiệp và Phát triển nông thôn', 'PNNPTNT'),
];

const communeSeeds: readonly (readonly [key: string, of: string, place: string, successor: string])[] = [
  ['vinh-binh', 'thị trấn Vĩnh Bình', 'Vĩnh Bình', 'xa-vinh-binh'],
  ['binh-nhi', 'xã Bình Nhì', 'Bình Nhì', 'xa-dong-son'],
  ['binh-phu', 'xã Bình Phú', 'Bình Phú', 'xa-phu-thanh'],
  ['binh-tan', 'xã Bình Tân', 'Bình Tân', 'xa-long-binh'],
  ['dong-son', 'xã Đồng Sơn', 'Đồng Sơn', 'xa-dong-son'],
  ['dong-thanh', 'xã Đồng Thạnh', 'Đồng Thạnh', 'xa-dong-son'],
  ['long-binh', 'xã Long Bình', 'Long Bình', 'xa-long-binh'],
  ['long-vinh', 'xã Long Vĩnh', 'Long Vĩnh', 'xa-vinh-huu'],
  ['thanh-cong', 'xã Thành Công', 'Thành Công', 'xa-phu-thanh'],
  ['thanh-nhut', 'xã Thạnh Nhựt', 'Thạnh Nhựt', 'xa-vinh-binh'],
  ['thanh-tri', 'xã Thạnh Trị', 'Thạnh Trị', 'xa-vinh-binh'],
  ['vinh-huu', 'xã Vĩnh Hựu', 'Vĩnh Hựu', 'xa-vinh-huu'],
];

const successorSeeds = [
  ['xa-vinh-binh', 'xã Vĩnh Bình', 'Vĩnh Bình'],
  ['xa-dong-son', 'xã Đồng Sơn', 'Đồng Sơn'],
  ['xa-phu-thanh', 'xã Phú Thành', 'Phú Thành'],
  ['xa-long-binh', 'xã Long Bình', 'Long Bình'],
  ['xa-vinh-huu', 'xã Vĩnh Hựu', 'Vĩnh Hựu'],
] as const;

const districtCommittee = committee(COMMITTEE, 'H58.101', DISTRICT, {
  place: 'Gò Công Tây',
  superior: 'tinh',
  successor: 'xa-vinh-binh',
});

const departmentAgencies = departments.map(
  (one, i): AgencySeed => ({
    key: one.key,
    code: `H58.101.${String(i + 1).padStart(2, '0')}`,
    name: one.key === 'ttr' ? 'Thanh tra huyện Gò Công Tây' : `${one.name} ${DISTRICT}`,
    printedName: one.key === 'vp' ? ['VĂN PHÒNG', 'HĐND VÀ UBND'] : [upper(one.name)],
    superiorName: upper(districtCommittee.name),
    superior: COMMITTEE,
    abbreviation: one.abbreviation,
    place: 'Gò Công Tây',
    collective: false,
    headTitle: upper(one.headTitle.replace(/^(Trưởng phòng).*/u, '$1')),
    deputyTitle: one.deputyTitle.replace(/^(Phó Trưởng phòng).*/u, '$1'),
    sealMm: 34,
    hosted: true,
    ...closed,
    successor: 'xa-vinh-binh',
  }),
);

const communes = communeSeeds.map(([key, of, place, successor], i) =>
  committee(key, `H58.101.${20 + i}`, of, { place, successor, superior: COMMITTEE, sealMm: 34 }),
);

const successors = successorSeeds.map(([key, of, place], i) =>
  committee(key, `H58.${201 + i}`, of, {
    place,
    superior: null,
    successor: null,
    hosted: false,
    validFrom: '2025-07-01',
    validTo: null,
  }),
);

/** Those whose registers hold the quarter: the Committee, its departments, the communes. */
export const hostedAgencies: readonly AgencySeed[] = [districtCommittee, ...departmentAgencies, ...communes];
export const communeKeys: readonly string[] = communes.map((one) => one.key);
export const successorAgencies: readonly AgencySeed[] = successors;

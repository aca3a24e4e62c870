import type { Seeded } from '../seeded.js';

/** Invented names of persons: common family, middle and given names of the region, put together by the seed. */
const families = [
  'Nguyễn',
  'Trần',
  'Lê',
  'Phạm',
  'Huỳnh',
  'Phan',
  'Võ',
  'Đặng',
  'Bùi',
  'Đỗ',
  'Hồ',
  'Ngô',
  'Dương',
  'Lý',
  'Trương',
  'Đinh',
  'Lâm',
  'Mai',
  'Cao',
  'Lương',
  'Tô',
  'Châu',
  'Thái',
  'Đoàn',
];
const men = [
  ['Văn', 'Hữu', 'Minh', 'Quốc', 'Thanh', 'Công', 'Hoàng', 'Đức', 'Tấn', 'Phước'],
  [
    'An',
    'Bình',
    'Cường',
    'Dũng',
    'Đạt',
    'Hải',
    'Hiếu',
    'Hòa',
    'Hùng',
    'Khải',
    'Lâm',
    'Long',
    'Nam',
    'Nghĩa',
    'Phong',
    'Phúc',
    'Quang',
    'Sơn',
    'Tâm',
    'Thành',
    'Thịnh',
    'Tiến',
    'Trí',
    'Tùng',
    'Vinh',
  ],
] as const;
const women = [
  ['Thị', 'Thị Kim', 'Thị Ngọc', 'Thị Mỹ', 'Thị Thu', 'Ngọc', 'Thị Cẩm', 'Thị Bích'],
  [
    'Anh',
    'Chi',
    'Diễm',
    'Dung',
    'Hà',
    'Hạnh',
    'Hoa',
    'Hồng',
    'Hương',
    'Lan',
    'Liên',
    'Linh',
    'Mai',
    'Ngân',
    'Nga',
    'Oanh',
    'Phượng',
    'Quyên',
    'Thảo',
    'Thủy',
    'Trang',
    'Trinh',
    'Tuyền',
    'Vân',
    'Yến',
  ],
] as const;

/** Names that do not repeat. */
export function* inventedNames(seeded: Seeded): Generator<string, never> {
  const given = new Set<string>();
  for (;;) {
    const [middles, firsts] = seeded.chance(0.55) ? men : women;
    const name = `${seeded.pick(families)} ${seeded.pick(middles)} ${seeded.pick(firsts)}`;
    if (given.has(name)) continue;
    given.add(name);
    yield name;
  }
}

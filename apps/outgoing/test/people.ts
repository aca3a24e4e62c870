import type { Actor, directory, OutputOf } from '@vanthu/contracts';
import { sampleActor } from '@vanthu/testing';

let next = 0;
/** Ids that read well in a failure: `…-0007`. */
export const id = (): string => `00000000-0000-4000-8000-${String(++next).padStart(12, '0')}`;

export type Agency = OutputOf<typeof directory.GetAgency>;

const agencyId = id();
export const culture = { id: id(), agencyId, name: 'Phòng Văn hóa - Xã hội', abbreviation: 'VHXH' };
export const office = { id: id(), agencyId, name: 'Văn phòng HĐND và UBND', abbreviation: 'VP' };

/** UBND xã Châu Minh, as the directory knows it. */
export const commune: Agency = {
  id: agencyId,
  code: 'H58.99',
  name: 'Ủy ban nhân dân xã Châu Minh',
  printedName: ['ỦY BAN NHÂN DÂN', 'XÃ CHÂU MINH'],
  superiorName: 'Ủy ban nhân dân tỉnh Đồng Tháp',
  superiorId: null,
  abbreviation: 'UBND',
  place: 'Châu Minh',
  collective: true,
  collectiveName: 'ỦY BAN NHÂN DÂN',
  headTitle: 'CHỦ TỊCH',
  sealMm: 36,
  validFrom: '2025-01-01',
  validTo: null,
  successorId: null,
  hosted: true,
  units: [culture, office],
};

const member = (given: Partial<Actor>): Actor =>
  sampleActor({ personId: id(), positionId: id(), agencyId, unitId: culture.id, ...given });

/** People of the commune, each in one position. */
export const people = {
  drafter: member({ personName: 'Lê Thị Hoa', positionTitle: 'Chuyên viên', roles: ['official'] }),
  otherDrafter: member({ personName: 'Võ Văn Năm', positionTitle: 'Chuyên viên', roles: ['official'] }),
  head: member({
    personName: 'Phạm Văn Dũng',
    positionTitle: 'Trưởng phòng',
    roles: ['unit-head', 'official'],
    headOf: [culture.id],
  }),
  officeHead: member({
    personName: 'Ngô Văn Sáu',
    positionTitle: 'Chánh Văn phòng',
    unitId: office.id,
    roles: ['unit-head', 'form-checker'],
    headOf: [office.id],
  }),
  signer: member({
    personName: 'Trần Văn Bình',
    positionTitle: 'Phó Chủ tịch',
    unitId: null,
    roles: ['signer', 'director'],
  }),
  chair: member({
    personName: 'Nguyễn Văn An',
    positionTitle: 'Chủ tịch',
    unitId: null,
    roles: ['signer', 'director'],
  }),
  clerk: member({ personName: 'Nguyễn Văn Tư', positionTitle: 'Văn thư', unitId: office.id, roles: ['clerk'] }),
  otherClerk: member({ personName: 'Đỗ Thị Bảy', positionTitle: 'Văn thư', unitId: office.id, roles: ['clerk'] }),
  leadership: member({ personName: 'Lý Thị Tám', positionTitle: 'Bí thư', unitId: null, roles: ['leadership'] }),
  administrator: member({ personName: 'Quản Trị', positionTitle: 'Quản trị', unitId: null, roles: ['administrator'] }),
} as const;

/** A clerk and a leader of another agency: nothing here is theirs. */
export const stranger = sampleActor({
  personId: id(),
  agencyId: id(),
  roles: ['clerk', 'leadership', 'form-checker', 'signer'],
});

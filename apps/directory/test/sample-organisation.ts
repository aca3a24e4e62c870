import type { directory } from '@vanthu/contracts';

type Data = directory.OrganisationData;
type Record<K extends keyof Data> = Data[K][number];

let next = 0;
/** Ids that read well in a failure: `…-0007`. */
const id = () => `00000000-0000-4000-8000-${String(++next).padStart(12, '0')}`;

const agency = (
  given: Partial<Record<'agencies'>> & Pick<Record<'agencies'>, 'code' | 'name'>,
): Record<'agencies'> => ({
  id: id(),
  printedName: [given.name.toLocaleUpperCase('vi')],
  superiorName: null,
  superiorId: null,
  abbreviation: 'UBND',
  place: 'Vĩnh Bình',
  collective: false,
  collectiveName: null,
  headTitle: 'Giám đốc',
  sealMm: 36,
  validFrom: '2025-07-01',
  validTo: null,
  successorId: null,
  hosted: true,
  ...given,
});

const person = (fullName: string, username: string, password?: string): Record<'people'> => ({
  id: id(),
  fullName,
  username,
  ...(password === undefined ? {} : { password }),
});

const position = (
  holder: Record<'people'>,
  at: Record<'agencies'>,
  given: Partial<Record<'positions'>> & Pick<Record<'positions'>, 'title' | 'level' | 'roles'>,
): Record<'positions'> => ({
  id: id(),
  personId: holder.id,
  agencyId: at.id,
  unitId: null,
  validFrom: '2025-07-01',
  validTo: null,
  ...given,
});

const authority = (
  of: Record<'positions'>,
  given: Partial<Record<'authorities'>> & Pick<Record<'authorities'>, 'capacity'>,
): Record<'authorities'> => ({
  id: id(),
  positionId: of.id,
  kinds: null,
  fields: null,
  validFrom: '2025-07-01',
  validTo: null,
  sourceDocument: 'Quyết định số 15/QĐ-UBND ngày 03/7/2025',
  ...given,
});

/** A commune (collective body) with a department under it, a single-head office, and a district that closed on 30 June 2025. */
export function sampleOrganisation() {
  const district = agency({
    code: 'H53.38',
    name: 'Ủy ban nhân dân huyện Gò Công Tây',
    collective: true,
    collectiveName: 'Ủy ban nhân dân',
    headTitle: 'Chủ tịch',
    validFrom: '2020-01-01',
    validTo: '2025-06-30',
  });
  const commune = agency({
    code: 'H53.38.01',
    name: 'Ủy ban nhân dân xã Vĩnh Bình',
    collective: true,
    collectiveName: 'Ủy ban nhân dân',
    headTitle: 'Chủ tịch',
  });
  const centre = agency({
    code: 'H53.38.01.02',
    name: 'Trung tâm Phục vụ hành chính công xã Vĩnh Bình',
    abbreviation: 'TTPVHCC',
    superiorId: commune.id,
    superiorName: commune.name,
  });
  const office = { id: id(), agencyId: commune.id, name: 'Văn phòng HĐND và UBND', abbreviation: 'VP' };

  const people = {
    chair: person('Nguyễn Văn An', 'an.nguyen', 'mat-khau-an'),
    deputy: person('Trần Thị Bình', 'binh.tran', 'mat-khau-binh'),
    inCharge: person('Lê Văn Cường', 'cuong.le'),
    officeHead: person('Phạm Thị Dung', 'dung.pham'),
    officeDeputy: person('Đỗ Văn Em', 'em.do'),
    clerk: person('Võ Thị Giang', 'giang.vo', 'mat-khau-giang'),
    centreHead: person('Bùi Văn Hải', 'hai.bui'),
    admin: person('Quản trị viên', 'quantri', 'mat-khau-quan-tri'),
    oldChair: person('Hồ Văn Ích', 'ich.ho'),
  };
  const positions = {
    chair: position(people.chair, commune, { title: 'Chủ tịch', level: 'head', roles: ['signer', 'director'] }),
    deputy: position(people.deputy, commune, { title: 'Phó Chủ tịch', level: 'deputy', roles: ['signer', 'director'] }),
    officeHead: position(people.officeHead, commune, {
      title: 'Chánh Văn phòng',
      level: 'unit-head',
      roles: ['unit-head', 'signer'],
      unitId: office.id,
    }),
    officeDeputy: position(people.officeDeputy, commune, {
      title: 'Phó Chánh Văn phòng',
      level: 'unit-deputy',
      roles: ['official', 'signer'],
      unitId: office.id,
    }),
    clerk: position(people.clerk, commune, {
      title: 'Văn thư',
      level: 'staff',
      roles: ['clerk'],
      unitId: office.id,
    }),
    centreHead: position(people.centreHead, centre, { title: 'Giám đốc', level: 'head', roles: ['signer'] }),
    centreInCharge: position(people.inCharge, centre, {
      title: 'Phó Giám đốc',
      level: 'deputy-in-charge',
      roles: ['signer'],
    }),
    admin: position(people.admin, commune, { title: 'Quản trị hệ thống', level: 'staff', roles: ['administrator'] }),
    oldChair: position(people.oldChair, district, {
      title: 'Chủ tịch',
      level: 'head',
      roles: ['signer'],
      validFrom: '2021-01-01',
    }),
  };
  const authorities = {
    deputy: authority(positions.deputy, { capacity: 'KT', fields: ['Văn hóa - Xã hội'] }),
    officeHead: authority(positions.officeHead, {
      capacity: 'TL',
      kinds: ['giay-moi', 'cong-van'],
      sourceDocument: 'Quy chế làm việc số 01/QC-UBND',
    }),
    authorised: authority(positions.officeHead, {
      capacity: 'TUQ',
      kinds: ['giay-gioi-thieu'],
      validFrom: '2026-01-01',
      validTo: '2026-03-31',
      sourceDocument: 'Giấy ủy quyền số 02/GUQ-UBND ngày 31/12/2025',
    }),
  };
  const data: Data = {
    agencies: [district, commune, centre],
    units: [office],
    people: Object.values(people),
    positions: Object.values(positions),
    authorities: Object.values(authorities),
  };
  return { district, commune, centre, office, people, positions, authorities, data };
}

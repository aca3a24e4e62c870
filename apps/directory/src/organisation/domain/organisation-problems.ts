import type { directory } from '@vanthu/contracts';
import { checkDelegation, isKind } from '@vanthu/decree30';
import { holdsOn, type Period, startsWithin } from './period.js';

type Data = directory.OrganisationData;
type Position = Data['positions'][number];

/** Everything that the installation would hold after the load, by id. */
export interface Organisation {
  readonly agencies: ReadonlyMap<string, Data['agencies'][number]>;
  readonly units: ReadonlyMap<string, Data['units'][number]>;
  readonly people: ReadonlyMap<string, { id: string; username: string }>;
  readonly positions: ReadonlyMap<string, Position>;
}

/** Everything in the data that contradicts itself or what is already there, in Vietnamese, in the order of the data. */
export function organisationProblems(data: Data, after: Organisation): string[] {
  return [
    ...repeated('cơ quan', data.agencies),
    ...repeated('đơn vị', data.units),
    ...repeated('người', data.people),
    ...repeated('chức vụ', data.positions),
    ...repeated('thẩm quyền', data.authorities),
    ...sameValue('mã cơ quan', [...after.agencies.values()], (agency) => agency.code),
    ...sameValue('tên đăng nhập', [...after.people.values()], (person) => person.username),
    ...data.agencies.flatMap((agency) => agencyProblems(agency, after)),
    ...data.units
      .filter((unit) => !after.agencies.has(unit.agencyId))
      .map((unit) => `đơn vị “${unit.name}” thuộc cơ quan chưa có`),
    ...data.positions.flatMap((position) => positionProblems(position, after)),
    ...twoHeads(data, after),
    ...data.authorities.flatMap((authority) => authorityProblems(authority, after)),
  ];
}

function agencyProblems(agency: Data['agencies'][number], { agencies }: Organisation): string[] {
  const problems = periodProblems(`cơ quan “${agency.name}”`, agency);
  for (const [what, id] of [
    ['cấp trên', agency.superiorId],
    ['kế thừa', agency.successorId],
  ] as const) {
    if (id !== null && !agencies.has(id)) problems.push(`cơ quan ${what} của “${agency.name}” chưa có`);
    if (id === agency.id) problems.push(`“${agency.name}” không thể là cơ quan ${what} của chính mình`);
  }
  if (agency.collective && agency.collectiveName === null)
    problems.push(`“${agency.name}” thiếu tên tập thể để ký TM.`);
  if (inCircle(agency.id, (id) => agencies.get(id)?.superiorId ?? null)) {
    problems.push(`quan hệ cấp trên của “${agency.name}” đi vòng`);
  }
  return problems;
}

function inCircle(start: string, next: (id: string) => string | null): boolean {
  const seen = new Set<string>();
  for (let id: string | null = start; id !== null; id = next(id)) {
    if (seen.has(id)) return id === start;
    seen.add(id);
  }
  return false;
}

function positionProblems(position: Position, after: Organisation): string[] {
  const of = `chức vụ “${position.title}”`;
  const problems = periodProblems(of, position);
  const agency = after.agencies.get(position.agencyId);
  if (!after.people.has(position.personId)) problems.push(`${of} của người chưa có`);
  if (!agency) problems.push(`${of} thuộc cơ quan chưa có`);
  else if (!startsWithin(position, agency))
    problems.push(`${of} bắt đầu ngoài thời gian hoạt động của “${agency.name}”`);
  if (position.unitId !== null) {
    const unit = after.units.get(position.unitId);
    if (!unit) problems.push(`${of} thuộc đơn vị chưa có`);
    else if (unit.agencyId !== position.agencyId) problems.push(`${of} thuộc đơn vị của cơ quan khác`);
  } else if (position.level === 'unit-head' || position.level === 'unit-deputy') {
    problems.push(`${of} đứng đầu đơn vị nhưng không ghi đơn vị`);
  }
  return problems;
}

/** An agency, and a unit, has one head on one day; the acting head takes the place of the head. */
function twoHeads(data: Data, after: Organisation): string[] {
  const seat = (position: Position): string | null => {
    if (position.level === 'head' || position.level === 'acting-head') return position.agencyId;
    return position.level === 'unit-head' ? position.unitId : null;
  };
  const bySeat = new Map<string, Position[]>();
  for (const position of after.positions.values()) {
    const at = seat(position);
    if (at !== null) bySeat.set(at, [...(bySeat.get(at) ?? []), position]);
  }
  return data.positions.flatMap((position) => {
    const others = bySeat.get(seat(position) ?? '') ?? [];
    const clash = others.find((other) => other.id < position.id && overlap(other, position));
    return clash ? [`“${position.title}” và “${clash.title}” cùng đứng đầu trong một thời gian`] : [];
  });
}

const overlap = (a: Period, b: Period) => holdsOn(a, b.validFrom) || holdsOn(b, a.validFrom);

function authorityProblems(authority: Data['authorities'][number], after: Organisation): string[] {
  const of = `thẩm quyền theo “${authority.sourceDocument}”`;
  const problems = periodProblems(of, authority);
  if (!after.positions.has(authority.positionId)) problems.push(`${of} của chức vụ chưa có`);
  for (const kind of authority.kinds ?? []) {
    if (!isKind(kind)) problems.push(`${of}: không có loại văn bản “${kind}” (Điều 7)`);
  }
  // Art. 13.4: TL. for some kinds, laid down in the regulation.
  if (authority.capacity === 'TL' && authority.kinds === null) {
    problems.push(`${of}: ký TL. phải liệt kê loại văn bản (R-SIG-07)`);
  }
  if (authority.capacity === 'TUQ') problems.push(...authorisationProblems(of, authority));
  return problems;
}

/** Art. 13.3: in writing, limited in time and content, given by the head; whoever holds one passes it to nobody. */
function authorisationProblems(of: string, authority: Data['authorities'][number]): string[] {
  const problems: string[] = [];
  if (authority.validTo === null || (authority.kinds === null && authority.fields === null)) {
    problems.push(`${of}: ủy quyền phải giới hạn thời gian và nội dung (R-SIG-04)`);
  }
  const delegated = authority.grantedUnder ? checkDelegation(authority.grantedUnder) : null;
  if (delegated) problems.push(`${of}: ${delegated.messageVi} (${delegated.rule})`);
  return problems;
}

const periodProblems = (of: string, period: Period): string[] =>
  period.validTo !== null && period.validTo < period.validFrom ? [`${of} kết thúc trước khi bắt đầu`] : [];

function repeated(what: string, records: readonly { id: string }[]): string[] {
  return sameValue(`mã ${what}`, records, (record) => record.id);
}

function sameValue<T>(what: string, records: readonly T[], value: (record: T) => string): string[] {
  const seen = new Set<string>();
  const twice = new Set<string>();
  for (const record of records) {
    if (seen.has(value(record))) twice.add(value(record));
    seen.add(value(record));
  }
  return [...twice].map((one) => `${what} “${one}” bị trùng`);
}

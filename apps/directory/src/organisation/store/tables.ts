import { directory } from '@vanthu/contracts';
import { fold } from '../domain/fold.js';
import { RecordTable } from './record-table.js';

const days = ['valid_from', 'valid_to'];
/** Led by a space, so that a pattern can ask for the beginning of a word. */
const searchable = (text: string) => ` ${fold(text)}`;

export const agencies = new RecordTable({
  name: 'agency',
  schema: directory.AgencyRecord,
  days,
  columns: {
    id: 'id',
    code: 'code',
    name: 'name',
    printedName: 'printed_name',
    superiorName: 'superior_name',
    superiorId: 'superior_id',
    abbreviation: 'abbreviation',
    place: 'place',
    collective: 'collective',
    collectiveName: 'collective_name',
    headTitle: 'head_title',
    sealMm: 'seal_mm',
    validFrom: 'valid_from',
    validTo: 'valid_to',
    successorId: 'successor_id',
    hosted: 'hosted',
  },
  derived: { name_folded: (agency) => searchable(`${agency.name} ${agency.abbreviation} ${agency.code}`) },
});

export const units = new RecordTable({
  name: 'unit',
  schema: directory.UnitRecord,
  columns: { id: 'id', agencyId: 'agency_id', name: 'name', abbreviation: 'abbreviation' },
});

/** Without the password hash: that column has a store of its own. */
export const people = new RecordTable({
  name: 'person',
  schema: directory.PersonRecord,
  columns: { id: 'id', fullName: 'full_name', username: 'username' },
  derived: { name_folded: (person) => searchable(person.fullName) },
});

export const positions = new RecordTable({
  name: 'position',
  schema: directory.PositionRecord,
  days,
  columns: {
    id: 'id',
    personId: 'person_id',
    agencyId: 'agency_id',
    unitId: 'unit_id',
    title: 'title',
    level: 'level',
    roles: 'roles',
    validFrom: 'valid_from',
    validTo: 'valid_to',
  },
});

export const authorities = new RecordTable({
  name: 'authority',
  schema: directory.AuthorityRecord,
  days,
  columns: {
    id: 'id',
    positionId: 'position_id',
    capacity: 'capacity',
    kinds: 'kinds',
    fields: 'fields',
    validFrom: 'valid_from',
    validTo: 'valid_to',
    sourceDocument: 'source_document',
    grantedUnder: 'granted_under',
  },
});

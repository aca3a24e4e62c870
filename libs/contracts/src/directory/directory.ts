import { z } from 'zod';
import { command, event, query } from '../core/contract.js';
import { Actor, Capacity, CivilDate, Instant, Line, Role, Sha256, Uuid } from '../core/vocabulary.js';

/** Agencies, units, people, positions, authority, enrolment: who may do what, in what capacity, on which day. */

export const AgencyRecord = z
  .object({
    id: Uuid,
    /** Identifier code, at most 35 characters (Decision 20/2020). */
    code: z.string().regex(/^[0-9A-Z.]{1,35}$/),
    name: Line(200),
    /** The name as printed in box 2, line by line, capitals. */
    printedName: z.array(Line(100)).min(1).max(3),
    superiorName: Line(200).nullable(),
    superiorId: Uuid.nullable(),
    /** Abbreviation used in symbols, for example `UBND`. */
    abbreviation: Line(20),
    /** Place name of the date line. */
    place: Line(100),
    /** Collective body: documents are signed TM. (Decree 30 Art. 13.1-2). */
    collective: z.boolean(),
    /** Name of the collective as printed after TM., capitals. */
    collectiveName: Line(200).nullable(),
    /** Title of the head, capitals, for example `CHỦ TỊCH`. */
    headTitle: Line(100),
    sealMm: z.number().min(20).max(60),
    validFrom: CivilDate,
    validTo: CivilDate.nullable(),
    successorId: Uuid.nullable(),
    /** Served by this installation: documents go straight into its reception. */
    hosted: z.boolean(),
  })
  .meta({ id: 'Agency' });
export type AgencyRecord = z.infer<typeof AgencyRecord>;

export const UnitRecord = z
  .object({ id: Uuid, agencyId: Uuid, name: Line(200), abbreviation: Line(20) })
  .meta({ id: 'Unit' });

export const PositionLevel = z.enum([
  'head',
  'deputy',
  'acting-head',
  'deputy-in-charge',
  'unit-head',
  'unit-deputy',
  'staff',
]);

export const PositionRecord = z
  .object({
    id: Uuid,
    personId: Uuid,
    agencyId: Uuid,
    unitId: Uuid.nullable(),
    title: Line(100),
    level: PositionLevel,
    roles: z.array(Role),
    validFrom: CivilDate,
    validTo: CivilDate.nullable(),
  })
  .meta({ id: 'Position' });

export const PersonRecord = z
  .object({ id: Uuid, fullName: Line(100), username: z.string().regex(/^[a-z0-9._-]{2,40}$/) })
  .meta({ id: 'Person' });

export const AuthorityRecord = z
  .object({
    id: Uuid,
    positionId: Uuid,
    capacity: Capacity,
    /** Kinds of document covered; null: all. */
    kinds: z.array(z.string()).nullable(),
    /** Fields of work covered; null: all. */
    fields: z.array(z.string()).nullable(),
    validFrom: CivilDate,
    validTo: CivilDate.nullable(),
    /** Number, symbol and date of the document that gives the authority. */
    sourceDocument: Line(300),
    /** Capacity in which the giver held it. Absent: the giver's own power. An authorisation (TUQ) is passed on to nobody (Art. 13.3). */
    grantedUnder: Capacity.nullable().optional(),
  })
  .meta({ id: 'Authority' });

export const OrganisationData = z.object({
  agencies: z.array(AgencyRecord),
  units: z.array(UnitRecord),
  people: z.array(PersonRecord.extend({ password: z.string().min(8).max(200).optional() })),
  positions: z.array(PositionRecord),
  authorities: z.array(AuthorityRecord),
});
export type OrganisationData = z.infer<typeof OrganisationData>;

/** Loads or changes agencies, units, people, positions and authority. Repeating it changes nothing. */
export const LoadOrganisation = command({
  service: 'directory',
  name: 'load-organisation',
  right: 'directory.administer',
  services: ['cli'],
  http: { method: 'POST', path: '/directory/organisation', summary: 'Nạp cơ quan, đơn vị, người, chức vụ, thẩm quyền' },
  secret: ['people'],
  input: OrganisationData,
  output: z.object({ agencies: z.number().int(), people: z.number().int(), positions: z.number().int() }),
});

export const Enrolment = z
  .object({
    id: Uuid,
    certificateSha256: Sha256,
    owner: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('person'), personId: Uuid }),
      z.object({ kind: z.literal('organisation'), agencyId: Uuid }),
    ]),
    subject: Line(500),
    validFrom: Instant,
    validTo: Instant,
    /** Proof on which the enrolment rests. */
    proof: Line(300),
  })
  .meta({ id: 'Enrolment' });
export type Enrolment = z.infer<typeof Enrolment>;

/** Says which certificate belongs to which person or agency, from when to when. */
export const EnrolCertificate = command({
  service: 'directory',
  name: 'enrol-certificate',
  right: 'directory.administer',
  services: ['cli'],
  http: { method: 'POST', path: '/directory/enrolments', summary: 'Gắn chứng thư với người hoặc cơ quan' },
  input: z.object({
    certificateDer: z.base64().max(20_000),
    owner: Enrolment.shape.owner,
    validFrom: Instant.optional(),
    validTo: Instant.optional(),
    proof: Line(300),
  }),
  output: Enrolment,
});

export const WithdrawEnrolment = command({
  service: 'directory',
  name: 'withdraw-enrolment',
  right: 'directory.administer',
  services: ['cli'],
  http: { method: 'POST', path: '/directory/enrolments/{enrolmentId}/withdraw', summary: 'Thôi gắn chứng thư' },
  input: z.object({ enrolmentId: Uuid, reason: Line(300) }),
  output: Enrolment,
});

/** Whose certificates these are at an instant. Unknown ones are absent from the answer ("chưa phân loại"). */
export const FindEnrolments = query({
  service: 'directory',
  name: 'find-enrolments',
  services: ['signing', 'outgoing'],
  input: z.object({
    certificates: z.array(Sha256).max(100).optional(),
    owner: Enrolment.shape.owner.optional(),
    at: Instant,
  }),
  output: z.object({
    enrolments: z.array(Enrolment.extend({ ownerName: z.string(), agencyId: Uuid.nullable() })),
  }),
});

/** Checks a name and password (argon2id). Slow on purpose; the answer does not say which of the two was wrong. */
export const VerifyCredentials = query({
  service: 'directory',
  name: 'verify-credentials',
  services: ['gateway'],
  secret: ['password'],
  input: z.object({ username: z.string().max(100), password: z.string().max(200) }),
  output: z.object({ personId: Uuid }),
});

export const PositionChoice = z
  .object({
    positionId: Uuid,
    title: z.string(),
    agencyId: Uuid,
    agencyName: z.string(),
    unitId: Uuid.nullable(),
    unitName: z.string().nullable(),
    roles: z.array(Role),
  })
  .meta({ id: 'PositionChoice' });

/** The person, and the positions held on a day. */
export const GetPerson = query({
  service: 'directory',
  name: 'get-person',
  services: ['gateway'],
  input: z.object({ personId: Uuid, on: CivilDate }),
  output: z.object({ personId: Uuid, fullName: z.string(), positions: z.array(PositionChoice) }),
});

/** Resolves the actor of a request: refused when the position is not the person's on that day, or its agency is closed. */
export const ResolveActor = query({
  service: 'directory',
  name: 'resolve-actor',
  services: ['gateway'],
  input: z.object({
    personId: Uuid,
    positionId: Uuid,
    on: CivilDate,
    /** `act`: refused when the agency is closed. `read`: its records stay readable (R-SYS-07). */
    purpose: z.enum(['act', 'read']).default('act'),
  }),
  output: Actor,
});

export const AuthorityAnswer = z
  .object({
    capacity: Capacity,
    /** As printed in box 7a, for example `TM. ỦY BAN NHÂN DÂN`, `KT. CHỦ TỊCH`, `PHÓ CHỦ TỊCH`. */
    lines: z.array(z.string()),
    signerName: z.string(),
    signerTitle: z.string(),
    authorityId: Uuid.nullable(),
    sourceDocument: z.string().nullable(),
  })
  .meta({ id: 'AuthorityAnswer' });
export type AuthorityAnswer = z.infer<typeof AuthorityAnswer>;

/** May this position sign this kind of document on this day, and with what capacity lines (Art. 13)? Refused with the rule that forbids. */
export const CheckAuthority = query({
  service: 'directory',
  name: 'check-authority',
  right: 'directory.read',
  services: ['outgoing', 'signing', 'stats'],
  http: { method: 'GET', path: '/directory/authority', summary: 'Thẩm quyền ký của một chức vụ' },
  input: z.object({
    positionId: Uuid,
    agencyId: Uuid,
    kind: z.string().max(40),
    /** Field of work of the document, for authority limited to fields. `null`: it has none. Absent: fields are not judged. */
    field: z.string().max(100).nullable().optional(),
    /** Absent: the best that the position has. */
    capacity: Capacity.optional(),
    /** In a collective body: the matter is the head's own competence, signed without TM. (Art. 13.1-2). */
    headDecidesAlone: z.union([z.boolean(), z.stringbool()]).optional(),
    on: CivilDate,
  }),
  output: AuthorityAnswer.extend({ personId: Uuid, unitId: Uuid.nullable() }),
});

export const GetAgency = query({
  service: 'directory',
  name: 'get-agency',
  right: 'directory.read',
  services: ['outgoing', 'incoming', 'routing', 'signing', 'stats', 'gateway'],
  http: { method: 'GET', path: '/directory/agencies/{agencyId}', summary: 'Một cơ quan với các đơn vị' },
  input: z.object({ agencyId: Uuid }),
  output: AgencyRecord.extend({ units: z.array(UnitRecord) }),
});

export const FindAgencies = query({
  service: 'directory',
  name: 'find-agencies',
  right: 'directory.read',
  services: ['outgoing', 'incoming', 'stats', 'cli'],
  http: { method: 'GET', path: '/directory/agencies', summary: 'Tìm cơ quan theo tên hoặc mã, không cần dấu' },
  input: z.object({
    text: z.string().max(100).default(''),
    ids: z.array(Uuid).max(500).optional(),
    /** Those directly under this agency; `top`: those under none. */
    under: z.union([Uuid, z.literal('top')]).optional(),
    limit: z.coerce.number().int().min(1).max(500).default(20),
  }),
  output: z.object({
    agencies: z.array(
      AgencyRecord.pick({ id: true, code: true, name: true, hosted: true, superiorId: true, validTo: true }),
    ),
  }),
});

export const PersonInPosition = z
  .object({
    personId: Uuid,
    fullName: z.string(),
    positionId: Uuid,
    title: z.string(),
    level: PositionLevel,
    roles: z.array(Role),
    unitId: Uuid.nullable(),
    unitName: z.string().nullable(),
  })
  .meta({ id: 'PersonInPosition' });

/** People of an agency with their positions on a day; `role` and `unitId` narrow. */
export const FindPeople = query({
  service: 'directory',
  name: 'find-people',
  right: 'directory.read',
  services: ['outgoing', 'incoming', 'routing', 'cli', 'stats'],
  http: { method: 'GET', path: '/directory/people', summary: 'Người và chức vụ trong một cơ quan' },
  input: z.object({
    agencyId: Uuid,
    role: Role.optional(),
    unitId: Uuid.optional(),
    text: z.string().max(100).default(''),
    on: CivilDate.optional(),
    limit: z.coerce.number().int().min(1).max(500).default(100),
  }),
  output: z.object({ people: z.array(PersonInPosition) }),
});

export const AgencyLoaded = event({ service: 'directory', aggregate: 'agency', name: 'loaded', payload: AgencyRecord });
export const UnitLoaded = event({ service: 'directory', aggregate: 'unit', name: 'loaded', payload: UnitRecord });
/** A position, who holds it, and whether the holder can sign in. Said when any of it has changed. */
export const PositionLoaded = event({
  service: 'directory',
  aggregate: 'position',
  name: 'loaded',
  payload: PositionRecord.extend({ personName: Line(100), hasAccount: z.boolean() }),
});
export const CertificateEnrolled = event({
  service: 'directory',
  aggregate: 'enrolment',
  name: 'enrolled',
  payload: Enrolment,
});
export const EnrolmentWithdrawn = event({
  service: 'directory',
  aggregate: 'enrolment',
  name: 'withdrawn',
  payload: Enrolment,
});

/** Somebody is away, and who stands in meanwhile: with dates, never passed on (Art. 13.3 by analogy). */
export const AbsenceRecord = z
  .object({
    id: Uuid,
    agencyId: Uuid,
    positionId: Uuid,
    personId: Uuid,
    personName: z.string(),
    positionTitle: z.string(),
    /** First and last day. */
    from: CivilDate,
    to: CivilDate,
    deputyPositionId: Uuid,
    deputyPersonId: Uuid,
    deputyName: z.string(),
    deputyTitle: z.string(),
    /** The document or the reason. */
    basis: Line(300),
  })
  .meta({ id: 'Absence' });
export type AbsenceRecord = z.infer<typeof AbsenceRecord>;

/** The deputy must be able to do what the absent one does: a director's is a director, a head's is a head (R-IN-10). */
export const RecordAbsence = command({
  service: 'directory',
  name: 'record-absence',
  right: 'directory.record-absence',
  http: { method: 'POST', path: '/directory/absences', summary: 'Ghi vắng mặt và người làm thay' },
  input: z.object({ positionId: Uuid, from: CivilDate, to: CivilDate, deputyPositionId: Uuid, basis: Line(300) }),
  output: AbsenceRecord,
});
/** Back earlier: from today on nobody stands in. */
export const EndAbsence = command({
  service: 'directory',
  name: 'end-absence',
  right: 'directory.record-absence',
  http: { method: 'POST', path: '/directory/absences/{absenceId}/end', summary: 'Kết thúc vắng mặt' },
  input: z.object({ absenceId: Uuid }),
  output: AbsenceRecord,
});
/** Those of the asker's agency that are not over on the day. */
export const FindAbsences = query({
  service: 'directory',
  name: 'find-absences',
  right: 'directory.read',
  http: { method: 'GET', path: '/directory/absences', summary: 'Ai vắng mặt, ai làm thay' },
  input: z.object({ on: CivilDate.optional() }),
  output: z.object({ absences: z.array(AbsenceRecord) }),
});

/** Which days an agency works, and when its morning ends (R-GEN-06; Decision 28/2018 Art. 6.2). */
export const CalendarRecord = z
  .object({
    agencyId: Uuid,
    from: CivilDate,
    to: CivilDate,
    holidays: z.array(CivilDate).max(400),
    makeUpDays: z.array(CivilDate).max(100),
    morningEnds: z.string().regex(/^(1[0-3]):[0-5]\d$/),
    /** The decision or notice. */
    basis: Line(300),
  })
  .meta({ id: 'WorkingCalendar' });
export type CalendarRecord = z.infer<typeof CalendarRecord>;

/** Replaces the calendar of an agency. Deadlines set before keep their day. */
export const SetCalendar = command({
  service: 'directory',
  name: 'set-calendar',
  right: 'directory.administer',
  services: ['cli'],
  http: { method: 'PUT', path: '/directory/agencies/{agencyId}/calendar', summary: 'Đặt lịch làm việc của cơ quan' },
  input: z.object(CalendarRecord.shape),
  output: CalendarRecord,
});
/** The agency's own, else that of state agencies. */
export const GetCalendar = query({
  service: 'directory',
  name: 'get-calendar',
  right: 'directory.read',
  http: { method: 'GET', path: '/directory/agencies/{agencyId}/calendar', summary: 'Lịch làm việc của cơ quan' },
  input: z.object({ agencyId: Uuid }),
  output: CalendarRecord,
});

export const AbsenceRecorded = event({
  service: 'directory',
  aggregate: 'absence',
  name: 'recorded',
  payload: AbsenceRecord,
});
export const AbsenceEnded = event({
  service: 'directory',
  aggregate: 'absence',
  name: 'ended',
  payload: AbsenceRecord,
});
export const CalendarSet = event({ service: 'directory', aggregate: 'calendar', name: 'set', payload: CalendarRecord });

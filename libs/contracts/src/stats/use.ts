import { z } from 'zod';
import { query } from '../core/contract.js';
import { Instant, PageQuery, pageOf, Uuid } from '../core/vocabulary.js';
import { coveredPeriod } from './stats.js';

/**
 * Who works in the system: people who did something in it, out of people with an account in a position on one of the days, of
 * which those after today do not count. Whoever has several positions counts once in each part, and once in the whole.
 */
export const Use = z
  .object({
    accounts: z.number().int(),
    worked: z.number().int(),
    /** With an account, without an act. */
    idle: z.number().int(),
    /** Two decimals, half up; null when nobody has an account. */
    percentWorked: z.string().nullable(),
  })
  .meta({ id: 'Use' });
export type Use = z.infer<typeof Use>;

/** More people worked in it than have an account: what the directory has told is not complete. */
const Contradiction = z.object({
  /** Null: in no unit, or the whole of the agency or of all. */
  unitId: Uuid.nullable(),
  agencyId: Uuid.nullable(),
  name: z.string(),
  accounts: z.number().int(),
  worked: z.number().int(),
  reasonVi: z.string(),
});

/** A part in which more people have worked than have accounts is named with the reason, and has no figures; the others have theirs. */
export const GetUse = query({
  service: 'stats',
  name: 'get-use',
  right: 'stats.read',
  services: ['cli'],
  http: { method: 'GET', path: '/stats/use', summary: 'Bao nhiêu người có tài khoản đã làm việc trên hệ thống' },
  input: z.object(coveredPeriod),
  output: z.object({
    /** Null: the whole contradicts itself. */
    total: Use.nullable(),
    byAgency: z.array(z.object({ agencyId: Uuid, agencyName: z.string(), use: Use })),
    /** Units of the agency that was asked for; not those of agencies below it. */
    byUnit: z.array(z.object({ unitId: Uuid.nullable(), unitName: z.string(), use: Use })),
    /** Parts without figures. */
    contradictions: z.array(Contradiction),
    asOf: Instant,
  }),
});

/** The people behind one of these figures, by name. */
export const UseGroup = z.enum(['accounts', 'worked', 'idle']).meta({ id: 'UseGroup' });
export const FindPeopleOfUse = query({
  service: 'stats',
  name: 'find-people-of-use',
  right: 'stats.read',
  services: ['cli'],
  http: { method: 'GET', path: '/stats/use/people', summary: 'Ai đã, ai chưa làm việc trên hệ thống trong kỳ' },
  input: PageQuery.extend({
    ...coveredPeriod,
    group: UseGroup,
    /** `none`: positions in no unit. */
    unitId: z.union([Uuid, z.literal('none')]).optional(),
  }),
  output: pageOf(
    z.object({
      personId: Uuid,
      personName: z.string(),
      positionTitle: z.string(),
      agencyName: z.string(),
      /** Empty: in no unit. */
      unitName: z.string(),
    }),
  ),
});

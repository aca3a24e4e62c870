import { z } from 'zod';

/** Words that every message shares. A schema with an `id` becomes a named component of the OpenAPI document. */

export const Uuid = z.uuid();
export const Sha256 = z.string().regex(/^[0-9a-f]{64}$/);
/** A day of the calendar in Asia/Ho_Chi_Minh, `YYYY-MM-DD`. */
export const CivilDate = z.iso.date();
/** A point in time, UTC, ISO 8601 with `Z`. */
export const Instant = z.iso.datetime();
/** One line of text for people: trimmed, composed (NFC), without control characters. */
export const Line = (max: number) =>
  z
    .string()
    .transform((text) => text.normalize('NFC').trim())
    .pipe(
      z
        .string()
        .min(1)
        .max(max)
        // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is refused
        .regex(/^[^\u0000-\u001f\u007f]*$/),
    );
/** Text for people that may have several lines. */
export const Paragraph = (max: number) =>
  z
    .string()
    .transform((text) => text.normalize('NFC').trim())
    .pipe(
      z
        .string()
        .min(1)
        .max(max)
        // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is refused
        .regex(/^[^\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]*$/),
    );

export const Urgency = z.enum(['normal', 'urgent', 'very-urgent', 'express']).meta({ id: 'Urgency' });
export type Urgency = z.infer<typeof Urgency>;

/** Decree 30, Art. 13 and Annex I II.7.b. `direct` is the head of an agency under single-head rule. */
export const Capacity = z.enum(['direct', 'TM', 'TM_KT', 'KT', 'Q', 'TL', 'TL_KT', 'TUQ']).meta({ id: 'Capacity' });
export type Capacity = z.infer<typeof Capacity>;

export const Service = z.enum([
  'gateway',
  'directory',
  'outgoing',
  'incoming',
  'routing',
  'signing',
  'records',
  'stats',
  'exchange',
  'cli',
]);
export type Service = z.infer<typeof Service>;

/** What a position may be charged with. Rights are given to roles in `rights.ts`. */
export const Role = z
  .enum([
    'clerk',
    'official',
    'unit-head',
    'form-checker',
    'signer',
    'director',
    'secretary',
    'leadership',
    'administrator',
  ])
  .meta({ id: 'Role' });
export type Role = z.infer<typeof Role>;

/** Who asks: the person, in the position chosen for this act. Facts, resolved by `directory` on the day. */
export const Actor = z
  .object({
    personId: Uuid,
    personName: z.string(),
    positionId: Uuid,
    positionTitle: z.string(),
    agencyId: Uuid,
    unitId: Uuid.nullable(),
    roles: z.array(Role),
    /** Units whose head this position is. */
    headOf: z.array(Uuid),
    /** Whose named deputy this position is today; those who are absent. Absent: nobody's. */
    standsInFor: z
      .array(
        z.object({
          personId: Uuid,
          personName: z.string(),
          positionId: Uuid,
          positionTitle: z.string(),
          headOf: z.array(Uuid),
          /** The document or the reason on which the absence rests, with its days. */
          authority: z.string(),
        }),
      )
      .optional(),
    /** The other system that acts for this person, who answers for it. Absent: the person sits there. */
    machine: z.object({ accountId: Uuid, name: z.string() }).optional(),
  })
  .meta({ id: 'Actor' });
export type Actor = z.infer<typeof Actor>;

/**
 * Readers of a document, as strings that can be matched: `person:<id>`, `clerks:<agencyId>`, `head:<unitId>`,
 * `leadership:<agencyId>`. The owner of the document decides them; they travel on events so that search and stats can filter.
 */
export const Principal = z.string().regex(/^(person|clerks|head|leadership):[0-9a-f-]{36}$/);
export type Principal = z.infer<typeof Principal>;

export function principalsOf(actor: Actor): Principal[] {
  const own: Principal[] = [`person:${actor.personId}`];
  if (actor.roles.includes('clerk')) own.push(`clerks:${actor.agencyId}`);
  if (actor.roles.includes('leadership')) own.push(`leadership:${actor.agencyId}`);
  for (const unitId of actor.headOf) own.push(`head:${unitId}`);
  return own;
}

/**
 * What an actor reads of incoming documents and their way as the named deputy of those who are absent today, beside
 * `principalsOf`. It counts for documents of the actor's own agency alone: the absent one may have a position in another too.
 * Only the services of incoming documents use it: a deputy does not read the absent one's drafts.
 */
export const absentPrincipals = (actor: Actor): Principal[] =>
  (actor.standsInFor ?? []).flatMap(({ personId, headOf }): Principal[] => [
    `person:${personId}`,
    ...headOf.map((unitId): Principal => `head:${unitId}`),
  ]);

/** A page of a list: newest or most urgent first, as each list says. `cursor` is opaque. */
export const PageQuery = z.object({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(200).optional(),
});
export const pageOf = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item), nextCursor: z.string().nullable(), total: z.number().int().nonnegative() });

/**
 * What lists of documents are searched by, outgoing and incoming alike (Annex VI III.6). `text`: whole words of any field and of
 * the document's text; with diacritics just so, without them however written; `125/QĐ` finds numbers and symbols that begin so.
 */
export const searched = {
  text: z.string().max(200).default(''),
  kind: z.string().max(40).optional(),
  urgency: Urgency.optional(),
  /** Of the document; of an incoming one the number of arrival. */
  number: z.coerce.number().int().positive().max(2_000_000_000).optional(),
  /** First and last day: of the document; of an incoming one of its arrival. */
  from: CivilDate.optional(),
  to: CivilDate.optional(),
};

import { type Actor, absentPrincipals, type incoming, principalsOf } from '@vanthu/contracts';
import { type CivilDate, civilDate, civilDateOf } from '@vanthu/decree30';
import type { z } from 'zod';
import type { IncomingState } from './incoming-state.js';
import type { Advice } from './reception-policy.js';
import type { Situation, TaskShadow } from './waiting.js';

type Fields = incoming.IncomingFields;
export type IncomingSource = z.infer<typeof incoming.IncomingSource>;
type Detail = incoming.IncomingDetail;

/** A document that has come to an agency: one reception, at most one number. */
export interface IncomingDocument {
  readonly id: string;
  readonly agencyId: string;
  readonly state: IncomingState;
  readonly version: number;
  readonly source: IncomingSource;
  readonly outgoingDocumentId: string | null;
  readonly fields: Fields;
  readonly file: { readonly sha256: string; readonly bytes: number; readonly name: string; readonly mediaType: string };
  readonly arrivedAt: string;
  /** Before registering the day of reception, after it "ngày đến" of the register. */
  readonly arrivedOn: string;
  readonly arrivalNumber: number | null;
  readonly advice: Advice | null;
  readonly decisionReason: string | null;
  readonly returned: Detail['returned'];
  readonly submittedToPositionId: string | null;
  readonly submittedToName: string | null;
  readonly direction: Detail['direction'];
  readonly tasks: readonly TaskShadow[];
  readonly deadline: string | null;
  /** The working day after whose end the next step is late. */
  readonly dueOn: string | null;
  readonly answer: Detail['answer'];
  readonly readers: readonly string[];
  readonly changedAt: string;
}

export const situationOf = (document: IncomingDocument): Situation => document;

/** The day on which the agency had it: registering it later does not move it, a line of the book on paper may tell of an earlier one. */
export function receivedOn({ arrivedAt, arrivedOn }: Pick<IncomingDocument, 'arrivedAt' | 'arrivedOn'>): CivilDate {
  const day = civilDateOf(new Date(arrivedAt));
  return arrivedOn < day ? civilDate(arrivedOn) : day;
}

export const isOverdue = (document: IncomingDocument, today: string): boolean =>
  document.dueOn !== null && !['completed', 'returned', 'recalled'].includes(document.state) && today > document.dueOn;

/** As oneself, and in the own agency as the deputy of the absent. */
export function mayRead(document: IncomingDocument, actor: Actor): boolean {
  const reads = (principals: readonly string[]) => document.readers.some((reader) => principals.includes(reader));
  return reads(principalsOf(actor)) || (document.agencyId === actor.agencyId && reads(absentPrincipals(actor)));
}

/** The reception that a file or a delivery begins. */
export function arrivedDocument(from: {
  id: string;
  agencyId: string;
  source: IncomingSource;
  outgoingDocumentId: string | null;
  fields: Fields;
  file: IncomingDocument['file'];
  arrivedAt: string;
  arrivedOn: string;
  now: string;
}): IncomingDocument {
  const { now, ...given } = from;
  return {
    ...given,
    state: 'arrived',
    version: 1,
    arrivalNumber: null,
    advice: null,
    decisionReason: null,
    returned: null,
    submittedToPositionId: null,
    submittedToName: null,
    direction: null,
    tasks: [],
    deadline: null,
    dueOn: null,
    answer: null,
    readers: [`clerks:${from.agencyId}`],
    changedAt: now,
  };
}

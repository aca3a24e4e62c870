import { z } from 'zod';
import { command, query } from '../core/contract.js';
import { Paragraph, Uuid } from '../core/vocabulary.js';
import { RoutingRef } from './routing.js';

/** Who reads one document and its way (Annex VI part I III.3; R-SYS-01). */

const path = '/routing/documents/{documentId}/readers';
const Reader = z.object({
  principal: z.string(),
  name: z.string(),
  /** Whether by the way itself: whoever holds or held a part, the clerks, the leader. These cannot be taken away. */
  byWay: z.boolean(),
});

export const FindReaders = query({
  service: 'routing',
  name: 'find-readers',
  right: 'routing.direct',
  http: { method: 'GET', path, summary: 'Ai được xem văn bản này' },
  input: z.object({ documentId: Uuid }),
  output: z.object({ readers: z.array(Reader) }),
});

/**
 * Lets people of the agency read it, or no longer. Refused with what would change until it is sent again with `confirmed`.
 */
export const SetReaders = command({
  service: 'routing',
  name: 'set-readers',
  right: 'routing.direct',
  http: { method: 'POST', path, summary: 'Thay đổi quyền xem một văn bản' },
  input: z.object({
    documentId: Uuid,
    grant: z.array(Uuid).max(50).default([]),
    withdraw: z.array(Uuid).max(50).default([]),
    reason: Paragraph(500),
    confirmed: z.boolean().default(false),
  }),
  output: RoutingRef,
});

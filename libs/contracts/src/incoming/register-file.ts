import { z } from 'zod';
import { query } from '../core/contract.js';
import { CivilDate, Uuid } from '../core/vocabulary.js';

/**
 * The register of incoming documents of a period, with its cover, to be printed, signed for and bound (Art. 22.3.b; R-IN-06,
 * R-SYS-06). The file passes through the gateway and is kept nowhere.
 */
export const WriteIncomingRegister = query({
  service: 'incoming',
  name: 'write-register',
  right: 'incoming.register',
  services: ['gateway'],
  input: z.object({
    from: CivilDate,
    to: CivilDate,
    format: z.enum(['pdf', 'xlsx', 'csv']),
    /** Quyển số. */
    volume: z.string().max(20).default('01'),
  }),
  output: z.object({ passingId: Uuid, bytes: z.number().int(), name: z.string(), mediaType: z.string() }),
});

/**
 * How the documents that arrived in a period were settled: by unit, and each one (Annex VI part V; R-SYS-06). The file passes
 * through the gateway and is kept nowhere.
 */
export const WriteHandlingReport = query({
  service: 'incoming',
  name: 'write-handling-report',
  right: 'incoming.register',
  services: ['gateway'],
  input: z.object({
    from: CivilDate,
    to: CivilDate,
    format: z.enum(['pdf', 'xlsx']),
    /** Quyển số. */
    volume: z.string().max(20).default('01'),
  }),
  output: z.object({ passingId: Uuid, bytes: z.number().int(), name: z.string(), mediaType: z.string() }),
});

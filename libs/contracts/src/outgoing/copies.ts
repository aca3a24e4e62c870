import { z } from 'zod';
import { command, event, query } from '../core/contract.js';
import { CivilDate, Line, Uuid } from '../core/vocabulary.js';

/** Sao y, sao lục, trích sao on paper: one series of numbers a year for all, signed by whom the head has charged (Art. 25-27). */

export const CopyForm = z.enum(['sao-y', 'sao-luc', 'trich-sao']).meta({ id: 'CopyForm' });
export const CopySource = z.enum(['original', 'main-copy', 'certified-copy']).meta({ id: 'CopySource' });

const copied = {
  /** As printed on what is copied: `128/STC-NS`. */
  numberAndSymbol: Line(60),
  documentDate: CivilDate,
  issuer: Line(200),
  kindAndAbstract: Line(600),
};

export const DocumentCopy = z
  .object({
    id: Uuid,
    /** `05/SY-UBND`: of the joint series of copies (R-CPY-04). */
    copyNumber: z.string(),
    copiedOn: CivilDate,
    form: CopyForm,
    ...copied,
    signerName: z.string(),
    signerTitle: z.string(),
    copies: z.number().int(),
    recipients: z.string(),
  })
  .meta({ id: 'DocumentCopy' });

/** By decision of the head: who signs copies, from when to when (Art. 27.1; R-CPY-05). */
export const ChargeCopySigner = command({
  service: 'outgoing',
  name: 'charge-copy-signer',
  right: 'directory.administer',
  services: ['cli'],
  http: { method: 'POST', path: '/outgoing/copy-signers', summary: 'Giao người ký bản sao' },
  input: z.object({
    agencyId: Uuid,
    positionId: Uuid,
    from: CivilDate,
    to: CivilDate.nullable().default(null),
    decision: Line(300),
  }),
  output: z.object({ agencyId: Uuid, positionId: Uuid }),
});

/** A copy on paper gets its number and its line; it is printed or copied, signed and wet-sealed outside the system. */
export const RegisterCopy = command({
  service: 'outgoing',
  name: 'register-copy',
  right: 'outgoing.paper',
  http: { method: 'POST', path: '/outgoing/copies', summary: 'Cấp số bản sao' },
  input: z.object({
    form: CopyForm,
    source: CopySource,
    from: z.enum(['paper', 'electronic']),
    to: z.enum(['paper', 'electronic']),
    ...copied,
    signerPositionId: Uuid,
    copies: z.number().int().min(1).max(999),
    recipients: Line(1000),
  }),
  output: z.object({ id: Uuid, copyNumber: z.string(), copiedOn: CivilDate }),
});

export const FindCopies = query({
  service: 'outgoing',
  name: 'find-copies',
  right: 'outgoing.register',
  http: { method: 'GET', path: '/outgoing/copies', summary: 'Sổ bản sao của năm' },
  input: z.object({ year: z.coerce.number().int().min(2000).max(2100) }),
  output: z.object({
    copies: z.array(DocumentCopy),
    /** Who may sign copies today. */
    signers: z.array(z.object({ positionId: Uuid, name: z.string(), title: z.string() })),
  }),
});

/** Aggregate id = agency id. */
export const CopySignerCharged = event({
  service: 'outgoing',
  aggregate: 'copy-signer',
  name: 'charged',
  payload: z.object({
    agencyId: Uuid,
    positionId: Uuid,
    from: CivilDate,
    to: CivilDate.nullable(),
    decision: z.string(),
  }),
});
/** Aggregate id = id of the copy. */
export const CopyRegistered = event({
  service: 'outgoing',
  aggregate: 'copy',
  name: 'registered',
  payload: DocumentCopy.extend({ agencyId: Uuid }),
});

import { z } from 'zod';
import { command, event, query } from './contract.js';
import { type RefusalTable, refuser } from './refusal.js';
import type { Right } from './rights.js';
import { CivilDate, Instant, Principal, Sha256, Uuid } from './vocabulary.js';

/** Closing a month or a year of a register: the book as a PDF, signed by the organisation, that nothing changes any more. */

export const ClosedRegister = z
  .object({
    id: Uuid,
    from: CivilDate,
    to: CivilDate,
    /** Quyển số. */
    volume: z.string(),
    closedAt: Instant,
    closedBy: z.string(),
    /** The book as it was closed; null: it has still to be written, by closing again. */
    file: z
      .object({
        lines: z.number().int(),
        /** Of lines in books closed before. */
        lateFacts: z.number().int(),
        sha256: Sha256,
        bytes: z.number().int(),
        /** What the key is opened for. */
        manifestHash: Sha256,
      })
      .nullable(),
    seal: z.object({
      state: z.enum(['none', 'waiting', 'needs-activation', 'refused', 'failed', 'signed']),
      reasonVi: z.string().nullable(),
      signedAt: Instant.nullable(),
    }),
  })
  .meta({ id: 'ClosedRegister' });
export type ClosedRegister = z.infer<typeof ClosedRegister>;

export const ClosedRegisterFile = z.object({ name: z.string(), sha256: Sha256, bytes: z.number().int() });
export type ClosedRegisterFile = z.infer<typeof ClosedRegisterFile>;

/** What is hashed and opened for: this file as the book of this closing. `signing` hashes the same text before it lets a key sign. */
export const closedRegisterText = (closedId: string, { name, sha256, bytes }: ClosedRegisterFile): string =>
  JSON.stringify(['vanthu-closed-register-1', closedId, name, sha256, bytes]);

export const closingRefusals = {
  'REGISTER.PERIOD': { status: 422, vi: 'Sổ được chốt theo tháng (từ ngày 01 đến cuối tháng) hoặc theo năm.' },
  'REGISTER.NOT_OVER': { status: 409, vi: 'Kỳ này chưa kết thúc; chốt sổ từ ngày sau ngày cuối kỳ.' },
  'REGISTER.UNFINISHED': {
    status: 409,
    vi: 'Chưa chốt được sổ: {count} việc còn dở ({which}). Đóng dấu, phát hành hoặc hủy số trước khi chốt.',
  },
  'REGISTER.CLOSED': {
    status: 409,
    vi: 'Sổ từ ngày {from} đến ngày {to} đã chốt; không dòng nào trong kỳ được thêm, sửa, hủy. Việc phát sinh ghi vào kỳ sau.',
  },
  'REGISTER.TOO_LONG': {
    status: 422,
    vi: 'Kỳ này có {lines} dòng, quá {most} dòng của một quyển; hãy chốt từng tháng.',
  },
  'REGISTER.OTHER_FILE': { status: 409, vi: 'Sổ bạn đang xem không phải là sổ đã chốt. Hãy tải lại.' },
  'REGISTER.SIGNED': { status: 409, vi: 'Sổ này đã được cơ quan ký số.' },
} as const satisfies RefusalTable;
export const refuseClosing = refuser(closingRefusals);

interface Books<S extends 'outgoing' | 'incoming'> {
  readonly service: S;
  /** Who closes and seals. */
  readonly closes: Right;
  readonly reads: Right;
}

/** The same requests and events for each register, answered by the service that owns it. */
export const closedRegisterContracts = <S extends 'outgoing' | 'incoming'>({ service, closes, reads }: Books<S>) => {
  const path = `/${service}/register/closed`;
  const of = { closedId: Uuid, agencyId: Uuid };
  return {
    /** A month or a year that is over. From now on its lines stand; asked again while its book is not written, it is written. */
    CloseRegister: command({
      service,
      name: 'close-register',
      right: closes,
      // A book of a year takes a while to be laid out.
      http: { method: 'POST', path, summary: 'Chốt sổ đăng ký của một tháng, một năm', timeoutMs: 60_000 },
      input: z.object({ from: CivilDate, to: CivilDate, volume: z.string().max(20).default('01') }),
      output: ClosedRegister,
    }),
    /** Orders the organisation's signature on the closed book; ordered again, it goes on with the new activation. */
    SealClosedRegister: command({
      service,
      name: 'seal-closed-register',
      right: closes,
      http: { method: 'POST', path: `${path}/{closedId}/seal`, summary: 'Cơ quan ký số sổ đã chốt' },
      input: z.object({ closedId: Uuid, manifestHash: Sha256, activationId: Uuid }),
      output: ClosedRegister,
    }),
    FindClosedRegisters: query({
      service,
      name: 'find-closed-registers',
      right: reads,
      http: { method: 'GET', path, summary: 'Các kỳ đã chốt sổ trong năm' },
      input: z.object({ year: z.coerce.number().int().min(2000).max(2100) }),
      output: z.object({ registers: z.array(ClosedRegister) }),
    }),
    /** For a person: the gateway streams the bytes. Signed, when it is. Each view is recorded (R-SYS-02). */
    OpenClosedRegister: query({
      service,
      name: 'open-closed-register',
      right: reads,
      services: ['gateway'],
      input: z.object({ closedId: Uuid, act: z.enum(['view', 'download', 'print']) }),
      output: ClosedRegisterFile.extend({ mediaType: z.string() }),
    }),
    /** Aggregate id = closing. */
    RegisterClosed: event({
      service,
      aggregate: 'closed-register',
      name: 'closed',
      payload: z.object({ ...of, from: CivilDate, to: CivilDate, volume: z.string() }),
    }),
    /** The order to `signing`: once per closing and file; a repetition gets the stored result. */
    RegisterSealRequested: event({
      service,
      aggregate: 'closed-register',
      name: 'seal-requested',
      payload: z.object({
        ...of,
        agencyName: z.string(),
        jobId: Uuid,
        manifestHash: Sha256,
        file: ClosedRegisterFile,
        activationId: Uuid,
        readers: z.array(Principal),
      }),
    }),
    RegisterSealed: event({
      service,
      aggregate: 'closed-register',
      name: 'sealed',
      payload: z.object({ ...of, sha256: Sha256, signedAt: Instant }),
    }),
  };
};
export type ClosedRegisterContracts = ReturnType<typeof closedRegisterContracts>;

import { z } from 'zod';
import { command, query } from '../core/contract.js';
import { Actor, CivilDate, Instant, Line, Paragraph, Sha256, Uuid } from '../core/vocabulary.js';

/**
 * Other systems of an agency (one-stop shop, portal) that ask for documents. Each acts through one account with one key, for one
 * official who answers for it; every act names both.
 */

/** What a key looks like. It is made where the administrator sits and shown once; the system knows its SHA-256 alone. */
export const machineKey = /^vtk_[A-Za-z0-9_-]{43}$/;

export const MachineAccount = z
  .object({
    id: Uuid,
    agencyId: Uuid,
    name: Line(100),
    responsiblePersonId: Uuid,
    responsiblePositionId: Uuid,
    responsibleName: z.string(),
    responsibleTitle: z.string(),
    /** The decision on which the account rests. */
    decision: Line(300),
    createdAt: Instant,
    revokedAt: Instant.nullable(),
    revokedReason: z.string().nullable(),
  })
  .meta({ id: 'MachineAccount' });
export type MachineAccount = z.infer<typeof MachineAccount>;

export const FindMachineAccounts = query({
  service: 'directory',
  name: 'find-machine-accounts',
  right: 'directory.administer',
  http: { method: 'GET', path: '/directory/machine-accounts', summary: 'Các tài khoản của hệ thống khác' },
  input: z.object({}),
  output: z.object({ accounts: z.array(MachineAccount) }),
});

export const CreateMachineAccount = command({
  service: 'directory',
  name: 'create-machine-account',
  right: 'directory.administer',
  http: { method: 'POST', path: '/directory/machine-accounts', summary: 'Mở tài khoản cho một hệ thống khác' },
  input: z.object({
    name: Line(100),
    /** Held today by the official who answers for what the system asks; it decides the agency and the unit. */
    responsiblePositionId: Uuid,
    keySha256: Sha256,
    decision: Line(300),
  }),
  output: MachineAccount,
});

/** The key opens nothing from this moment; what was asked with it stands. */
export const RevokeMachineAccount = command({
  service: 'directory',
  name: 'revoke-machine-account',
  right: 'directory.administer',
  http: {
    method: 'POST',
    path: '/directory/machine-accounts/{accountId}/revoke',
    summary: 'Thu hồi tài khoản của một hệ thống khác',
  },
  input: z.object({ accountId: Uuid, reason: Paragraph(300) }),
  output: MachineAccount,
});

/** Who a key acts as on a day: the official who answers for it, marked with the account. */
export const ResolveMachine = query({
  service: 'directory',
  name: 'resolve-machine',
  services: ['gateway'],
  input: z.object({ keySha256: Sha256, on: CivilDate, purpose: z.enum(['act', 'read']).default('act') }),
  output: Actor,
});

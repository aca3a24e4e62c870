import { z } from 'zod';
import { command, event, query } from '../core/contract.js';
import { CivilDate, Instant, Line, Sha256, Uuid } from '../core/vocabulary.js';
import { Enrolment } from './directory.js';

/** Devices with an agency's secret key: who keeps them, to whom they are lent and on what paper (Art. 32.1–2; R-ORG-02, R-ORG-03). */

const Paper = z.object({ numberAndSymbol: Line(100), date: CivilDate });

export const SealLending = z
  .object({
    id: Uuid,
    borrowerPersonId: Uuid,
    borrowerName: z.string(),
    /** The written permission of the competent person. */
    permission: Paper.extend({ signedBy: Line(200) }),
    /** Minutes of handing over. */
    minutes: Paper,
    from: Instant,
    until: Instant,
    returnedAt: Instant.nullable(),
    returnMinutes: Paper.nullable(),
  })
  .meta({ id: 'SealLending' });

export const SealDevice = z
  .object({
    id: Uuid,
    agencyId: Uuid,
    /** Of the agency's certificate whose key it holds. */
    certificateSha256: Sha256,
    label: Line(200),
    keeperPersonId: Uuid,
    keeperName: z.string(),
    assignedAt: Instant,
    /** The decision that assigns it. */
    decision: Line(300),
    lendings: z.array(SealLending),
  })
  .meta({ id: 'SealDevice' });
export type SealDevice = z.infer<typeof SealDevice>;

/** Gives a device into the keeping of one clerk; with it the one before is relieved of it. */
export const AssignSealDevice = command({
  service: 'directory',
  name: 'assign-seal-device',
  right: 'directory.administer',
  services: ['cli'],
  http: {
    method: 'POST',
    path: '/directory/seal-devices',
    summary: 'Giao thiết bị lưu khóa bí mật của cơ quan cho văn thư',
  },
  input: z.object({
    agencyId: Uuid,
    certificateSha256: Sha256,
    label: Line(200),
    keeperPersonId: Uuid,
    decision: Line(300),
  }),
  output: SealDevice,
});

/** Only its keeper lends it, to a clerk of the agency, with written permission and minutes, and not for ever. */
export const LendSealDevice = command({
  service: 'directory',
  name: 'lend-seal-device',
  right: 'directory.keep-seal',
  http: {
    method: 'POST',
    path: '/directory/seal-devices/{deviceId}/lend',
    summary: 'Giao thiết bị cho người khác, có văn bản cho phép và biên bản',
  },
  input: z.object({
    deviceId: Uuid,
    borrowerPersonId: Uuid,
    permission: SealLending.shape.permission,
    minutes: SealLending.shape.minutes,
    until: Instant,
  }),
  output: SealDevice,
});

export const ReturnSealDevice = command({
  service: 'directory',
  name: 'return-seal-device',
  right: 'directory.keep-seal',
  http: {
    method: 'POST',
    path: '/directory/seal-devices/{deviceId}/return',
    summary: 'Nhận lại thiết bị, có biên bản',
  },
  input: z.object({ deviceId: Uuid, minutes: SealLending.shape.minutes }),
  output: SealDevice,
});

/** Those of the asker's agency. */
export const FindSealDevices = query({
  service: 'directory',
  name: 'find-seal-devices',
  right: 'directory.read',
  http: { method: 'GET', path: '/directory/seal-devices', summary: 'Thiết bị lưu khóa bí mật của cơ quan' },
  input: z.object({}),
  output: z.object({ devices: z.array(SealDevice) }),
});

/** Whether the person has the device of this certificate in hand now. Where none is registered, the PIN alone decides. */
export const CheckSealDevice = query({
  service: 'directory',
  name: 'check-seal-device',
  services: ['signing'],
  input: z.object({ certificateSha256: Sha256, personId: Uuid, at: Instant }),
  output: z.object({ isInHand: z.boolean(), holderName: z.string().nullable(), basis: z.string().nullable() }),
});

export const SealDeviceAssigned = event({
  service: 'directory',
  aggregate: 'seal-device',
  name: 'assigned',
  payload: SealDevice,
});
export const SealDeviceLent = event({
  service: 'directory',
  aggregate: 'seal-device',
  name: 'lent',
  payload: SealDevice,
});
export const SealDeviceReturned = event({
  service: 'directory',
  aggregate: 'seal-device',
  name: 'returned',
  payload: SealDevice,
});

/** Days before the end of a certificate at which that is announced. */
export const expiryDays = [60, 30, 7] as const;

export const EnrolledCertificate = Enrolment.extend({
  ownerName: z.string(),
  daysLeft: z.number().int(),
  /** The same owner has another that goes on after it. */
  isRenewed: z.boolean(),
}).meta({ id: 'EnrolledCertificate' });
export type EnrolledCertificate = z.infer<typeof EnrolledCertificate>;

/** Certificates of the asker's agency and its people, those that end first at the top. */
export const FindCertificates = query({
  service: 'directory',
  name: 'find-certificates',
  right: 'directory.read',
  http: { method: 'GET', path: '/directory/certificates', summary: 'Chứng thư của cơ quan và của người trong cơ quan' },
  input: z.object({}),
  output: z.object({ certificates: z.array(EnrolledCertificate) }),
});

/** Announces each certificate once at 60, 30 and 7 days; runs by itself each hour, and when it is asked for. */
export const AnnounceExpiries = command({
  service: 'directory',
  name: 'announce-expiries',
  right: 'directory.administer',
  services: ['cli'],
  http: { method: 'POST', path: '/directory/certificates/announce', summary: 'Báo các chứng thư sắp hết hạn' },
  input: z.object({}),
  output: z.object({ announced: z.number().int() }),
});

export const CertificateExpiring = event({
  service: 'directory',
  aggregate: 'enrolment',
  name: 'expiring',
  payload: Enrolment.extend({ ownerName: z.string(), agencyId: Uuid.nullable(), days: z.number().int() }),
});

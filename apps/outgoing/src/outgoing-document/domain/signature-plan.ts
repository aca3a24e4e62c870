import type { Capacity } from '@vanthu/contracts';
import type { PlannedSignature } from './outgoing-document.js';

export interface Signatory {
  readonly positionId: string;
  readonly personId: string;
  readonly name: string;
  readonly capacity: Capacity;
  readonly lines: readonly string[];
}

/** First the competent person, then the organisation (Art. 14; R-ORG-01). Fields as `decree30` lays them out. */
export function signaturePlan(agency: { id: string; name: string }, signer: Signatory): PlannedSignature[] {
  return [
    {
      step: 1,
      kind: 'personal',
      field: 'ky_ca_nhan_1',
      positionId: signer.positionId,
      personId: signer.personId,
      agencyId: agency.id,
      name: signer.name,
      capacity: signer.capacity,
      capacityLines: [...signer.lines],
      signedAt: null,
    },
    {
      step: 2,
      kind: 'organisation',
      field: 'ky_co_quan_1',
      positionId: null,
      personId: null,
      agencyId: agency.id,
      name: agency.name,
      capacity: null,
      capacityLines: [],
      signedAt: null,
    },
  ];
}

/** The plan with this step done. */
export const withSigned = (plan: readonly PlannedSignature[], step: number, signedAt: string): PlannedSignature[] =>
  plan.map((entry) => (entry.step === step ? { ...entry, signedAt } : entry));

/** The plan of a version that nobody has signed. */
export const unsigned = (plan: readonly PlannedSignature[]): PlannedSignature[] =>
  plan.map((entry) => ({ ...entry, signedAt: null }));

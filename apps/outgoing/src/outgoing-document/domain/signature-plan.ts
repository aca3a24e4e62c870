import type { Capacity } from '@vanthu/contracts';
import type { PlannedSignature } from './outgoing-document.js';

export interface Signatory {
  readonly positionId: string;
  readonly personId: string;
  readonly name: string;
  readonly capacity: Capacity | null;
  readonly lines: readonly string[];
  readonly meetingRole?: PlannedSignature['meetingRole'];
}

/** The field of the main file, and of every separate one, that the organisation signs. */
export const sealField = 'ky_co_quan_1';

/**
 * First the competent persons in their order, then the organisation (Art. 14; R-ORG-01). Fields as `decree30` lays them out.
 * `places[i]`: which of the signature boxes of the page is the i-th signer's, from 1; default: in the order of signing.
 */
export function signaturePlan(
  agency: { id: string; name: string },
  signers: readonly Signatory[],
  places: readonly number[] = signers.map((_, index) => index + 1),
): PlannedSignature[] {
  const personal = signers.map((signer, index) => ({
    step: index + 1,
    kind: 'personal' as const,
    field: `ky_ca_nhan_${places[index]}`,
    positionId: signer.positionId,
    personId: signer.personId,
    agencyId: agency.id,
    name: signer.name,
    capacity: signer.capacity,
    capacityLines: [...signer.lines],
    ...(signer.meetingRole === undefined ? {} : { meetingRole: signer.meetingRole }),
    signedAt: null,
  }));
  const seal = {
    step: signers.length + 1,
    kind: 'organisation' as const,
    field: sealField,
    positionId: null,
    personId: null,
    agencyId: agency.id,
    name: agency.name,
    capacity: null,
    capacityLines: [],
    signedAt: null,
  };
  return [...personal, seal];
}

/** The plan with this step done. */
export const withSigned = (plan: readonly PlannedSignature[], step: number, signedAt: string): PlannedSignature[] =>
  plan.map((entry) => (entry.step === step ? { ...entry, signedAt } : entry));

/** The plan where a program elsewhere has signed this step in a field of its own. */
export const signedIn = (
  plan: readonly PlannedSignature[],
  step: number,
  signedField: string | undefined,
): readonly PlannedSignature[] =>
  signedField === undefined ? plan : plan.map((entry) => (entry.step === step ? { ...entry, signedField } : entry));

/** The plan of a version that nobody has signed here; what was brought with the file stays signed. */
export const unsigned = (plan: readonly PlannedSignature[]): PlannedSignature[] =>
  plan.map((entry) => {
    if (entry.isBrought) return entry;
    const { signedField: _, ...bare } = entry;
    return { ...bare, signedAt: null };
  });

/** The same people for another file: nothing is signed and no field has a place of its own. */
export const bare = (plan: readonly PlannedSignature[]): PlannedSignature[] =>
  plan.map(({ signedField: _, isBrought: __, place: ___, marks: ____, ...entry }) => ({
    ...entry,
    field: /^ky_(ca_nhan|co_quan)_\d+/u.exec(entry.field)?.[0] ?? entry.field,
    signedAt: null,
  }));

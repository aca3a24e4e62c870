import type { directory } from '@vanthu/contracts';
import type { z } from 'zod';

type Position = Pick<z.infer<typeof directory.PositionRecord>, 'agencyId' | 'personId' | 'unitId' | 'roles'>;

/** What a deputy must be able to do as well: nobody decides by standing in who could not decide before (R-IN-10). */
const mustShare = ['director', 'unit-head'] as const;

/** Same agency, another person, and the power to decide where the absent one has it. */
export function isFitDeputy(absent: Position, deputy: Position): boolean {
  if (deputy.agencyId !== absent.agencyId || deputy.personId === absent.personId) return false;
  if (deputy.roles.includes('administrator')) return false;
  const shared = mustShare.filter((role) => absent.roles.includes(role));
  // Whoever handles is replaced by somebody of the same unit, or by the head of one.
  if (shared.length === 0) return deputy.unitId === absent.unitId || deputy.roles.includes('unit-head');
  return shared.every((role) => deputy.roles.includes(role));
}

import { useTranslation } from 'react-i18next';
import type { Schemas } from '../../../shared/api/client';
import { useOwnAgency } from '../../../shared/api/directory';

type Direction = Schemas['FlowDirection'];
const ACTS = {
  incoming: ['submit', 'propose', 'opinion', 'direct', 'assign', 'handle'],
  outgoing: ['draft', 'opinion', 'check-content', 'check-form', 'present', 'sign', 'number'],
} as const satisfies Record<Direction, readonly Schemas['FlowAct'][]>;
const CAPACITIES = ['direct', 'TM', 'TM_KT', 'KT', 'Q', 'TL', 'TL_KT', 'TUQ'] as const;
const ROLES = [
  'clerk',
  'official',
  'unit-head',
  'form-checker',
  'signer',
  'director',
  'secretary',
  'leadership',
] as const;
const URGENCIES: readonly Schemas['Urgency'][] = ['normal', 'urgent', 'very-urgent', 'express'];

/** What one chooses from in a flow: acts, whoever may hold a step, kinds and urgencies. */
export function useFlowChoices(direction: Direction = 'incoming') {
  const { t } = useTranslation();
  const units = useOwnAgency().data?.units ?? [];
  const own = direction === 'incoming' ? { 'don-thu': t('flows.citizensLetter') } : {};
  const kinds = { ...t('incoming.kinds', { returnObjects: true }), ...own };
  return {
    acts: ACTS[direction].map((value) => ({ value, label: t(`flows.acts.${value}`) })),
    holders: [
      { value: 'assignee', label: t(`flows.assignees.${direction}`) },
      ...ROLES.map((role) => ({ value: `role:${role}`, label: t(`flows.roles.${role}`) })),
      ...units.map(({ abbreviation, name }) => ({ value: `unit:${abbreviation}`, label: t('flows.headOf', { name }) })),
    ],
    units: units.map(({ abbreviation, name }) => ({ value: abbreviation, label: name })),
    kinds: Object.entries(kinds).map(([value, label]) => ({ value, label: String(label) })),
    capacities: CAPACITIES.map((value) => ({ value, label: t(`flows.capacities.${value}`) })),
    urgencies: URGENCIES.map((value) => ({ value, label: t(`urgency.${value}`) })),
  };
}

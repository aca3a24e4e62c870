import { useTranslation } from 'react-i18next';
import type { Schemas } from '../../../shared/api/client';
import { useOwnAgency } from '../../../shared/api/directory';

const ACTS = ['submit', 'propose', 'opinion', 'direct', 'assign', 'handle'] as const;
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
export function useFlowChoices() {
  const { t } = useTranslation();
  const units = useOwnAgency().data?.units ?? [];
  const kinds = { ...t('incoming.kinds', { returnObjects: true }), 'don-thu': t('flows.citizensLetter') };
  return {
    acts: ACTS.map((value) => ({ value, label: t(`flows.acts.${value}`) })),
    holders: [
      { value: 'assignee', label: t('flows.assignee') },
      ...ROLES.map((role) => ({ value: `role:${role}`, label: t(`flows.roles.${role}`) })),
      ...units.map(({ abbreviation, name }) => ({ value: `unit:${abbreviation}`, label: t('flows.headOf', { name }) })),
    ],
    units: units.map(({ abbreviation, name }) => ({ value: abbreviation, label: name })),
    kinds: Object.entries(kinds).map(([value, label]) => ({ value, label: String(label) })),
    urgencies: URGENCIES.map((value) => ({ value, label: t(`urgency.${value}`) })),
  };
}

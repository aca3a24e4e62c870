import { useTranslation } from 'react-i18next';
import type { Schemas } from '../../../shared/api/client';
import { formatInstant } from '../../../shared/format/format';

/** The planned signatures in their order: who, in what capacity, done or still to come. */
export function PlanList({ plan }: { plan: Schemas['PlannedSignature'][] }) {
  const { t } = useTranslation();
  return (
    <ol style={{ margin: '8px 0 0', paddingLeft: 18 }}>
      {plan.map((entry) => (
        <li key={entry.step}>
          {entry.kind === 'personal' ? t('signing.person') : t('signing.organisation')}: {entry.name}
          {entry.capacityLines.length > 0 && (
            <div style={{ color: 'var(--quiet)' }}>{entry.capacityLines.join(' / ')}</div>
          )}
          <div style={{ color: 'var(--quiet)', fontSize: 12.5 }}>
            {entry.signedAt ? formatInstant(entry.signedAt) : t('outgoing.plannedSignature')}
          </div>
        </li>
      ))}
    </ol>
  );
}

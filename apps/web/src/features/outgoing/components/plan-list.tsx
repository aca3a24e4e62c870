import { useTranslation } from 'react-i18next';
import type { Schemas } from '../../../shared/api/client';

/** The planned signatures that are still to come, in their order: who, and in what capacity. */
export function PlanList({ plan, road }: { plan: Schemas['PlannedSignature'][]; road: Schemas['SigningRoad'] }) {
  const { t } = useTranslation();
  const open = plan.filter((entry) => entry.signedAt === null);
  if (open.length === 0) return null;
  return (
    <>
      <div className="vt-quiet">{t('signing.stillToCome')}</div>
      <ol style={{ margin: '2px 0 0', paddingLeft: 20 }} start={open[0]?.step}>
        {open.map((entry) => (
          <li key={entry.step}>
            {entry.kind === 'organisation'
              ? t('signing.organisation')
              : road === 'ink'
                ? t('outgoing.ink.onPaper')
                : t('signing.person')}
            : {entry.name}
            {entry.capacityLines.length > 0 && <div className="vt-small">{entry.capacityLines.join(' / ')}</div>}
          </li>
        ))}
      </ol>
    </>
  );
}

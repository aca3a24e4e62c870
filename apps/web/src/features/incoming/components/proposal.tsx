import { useTranslation } from 'react-i18next';
import { formatDate } from '../../../shared/format/format';
import type { DirectionInput } from '../api/incoming';

/** What the office proposes, in one line over the document. */
export function Proposal({ proposal }: { proposal: DirectionInput }) {
  const { t } = useTranslation();
  return (
    <p style={{ margin: 0, flexBasis: '100%', order: 1 }}>
      <strong style={{ color: 'var(--signature)' }}>{t('incoming.direction.proposal')}</strong>{' '}
      {t('incoming.direction.proposed', {
        lead: proposal.lead.name,
        cooperators: proposal.cooperators.map((one) => one.name).join(', ') || t('common.none'),
        deadline: formatDate(proposal.deadline),
      })}{' '}
      {proposal.text}
    </p>
  );
}

import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { formatDate } from '../../../shared/format/format';
import type { DirectionInput } from '../api/incoming';

/** What the office proposes; agreeing to it is one gesture. */
export function Proposal({
  proposal,
  busy,
  onAgree,
}: {
  proposal: DirectionInput;
  busy: boolean;
  onAgree: () => void;
}) {
  const { t } = useTranslation();
  return (
    <div className="vt-verdict" style={{ color: 'var(--signature)', margin: 0, flex: '1 1 420px' }}>
      <strong>{t('incoming.direction.proposal')}</strong>
      <span>
        {t('incoming.direction.proposed', {
          lead: proposal.lead.name,
          cooperators: proposal.cooperators.map((one) => one.name).join(', ') || t('common.none'),
          deadline: formatDate(proposal.deadline),
        })}{' '}
        {proposal.text}
      </span>
      <div style={{ marginTop: 4 }}>
        <Button type="primary" loading={busy} onClick={onAgree}>
          {t('incoming.direction.agree')}
        </Button>
      </div>
    </div>
  );
}

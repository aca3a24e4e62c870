import { Button, Card, Checkbox, Tag } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { formatInstant } from '../../../shared/format/format';
import { Requires } from '../../../shared/session/session';
import { PageTitle } from '../../../shared/ui/page-title';
import { Empty, Loading, Problem } from '../../../shared/ui/states';
import { type Slip, useSlips } from './slips';
import { SubmitSlipDialog } from './submit-slip-dialog';

/** Slips on which one has drafts, or has to decide. */
export default function SlipsPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [open, setOpen] = useState(true);
  const [writing, setWriting] = useState(false);
  const slips = useSlips(open);
  return (
    <section aria-labelledby="page-title">
      <div className="vt-bar">
        <PageTitle text={t('slips.title')} />
        <Link to="/van-ban-di">{t('menu.outgoing')}</Link>
        <Checkbox checked={open} onChange={(event) => setOpen(event.target.checked)}>
          {t('slips.onlyOpen')}
        </Checkbox>
        <Requires right="outgoing.draft">
          <Button type="primary" onClick={() => setWriting(true)}>
            {t('slips.submit')}
          </Button>
        </Requires>
      </div>
      {slips.isPending && <Loading />}
      {slips.isError && <Problem error={slips.error} onRetry={() => slips.refetch()} />}
      {slips.data?.slips.length === 0 && <Empty text={t('slips.none')} />}
      {slips.data?.slips.map((slip) => (
        <SlipCard key={slip.id} slip={slip} />
      ))}
      <SubmitSlipDialog
        open={writing}
        onClose={() => setWriting(false)}
        onSubmitted={(id) => navigate(`/van-ban-di/phieu-trinh/${id}`)}
      />
    </section>
  );
}

function SlipCard({ slip }: { slip: Slip }) {
  const { t } = useTranslation();
  return (
    <Card size="small" style={{ marginBottom: 10 }}>
      <Link to={`/van-ban-di/phieu-trinh/${slip.id}`} style={{ overflowWrap: 'anywhere' }}>
        {slip.title}
      </Link>{' '}
      <Tag>{slip.open === 0 ? t('slips.decided') : t('slips.open', { count: slip.open })}</Tag>
      <div className="vt-small">
        {t('slips.by', { who: slip.submittedBy, at: formatInstant(slip.submittedAt), signer: slip.signerName })}
      </div>
      <ol style={{ margin: '4px 0 0', paddingLeft: 20 }}>
        {slip.drafts.map((draft) => (
          <li key={draft.documentId} style={{ overflowWrap: 'anywhere' }}>
            {draft.kindName}: {draft.abstract}
          </li>
        ))}
      </ol>
    </Card>
  );
}

import { Alert, Button, Card, Space } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { formatInstant } from '../../../shared/format/format';
import { Requires } from '../../../shared/session/session';
import type { OutgoingDetail } from '../api/outgoing';
import { type AfterIssue, printAddress, useAfterIssue } from './after-issue';
import { FileDialog, MendDialog, RecallDialog } from './after-issue-dialogs';
import { PaperIssue } from './paper-issue';

type Delivery = AfterIssue['deliveries'][number];
type Asking = 'recall' | 'mend' | 'file' | null;

/** Where it has arrived, what became of it, what mends it, and what may still be done with it. */
export function AfterIssueCard({ document }: { document: OutgoingDetail }) {
  const { t } = useTranslation();
  const after = useAfterIssue(document.id);
  const [asking, setAsking] = useState<Asking>(null);
  if (!after.data) return null;
  const { deliveries, recall, links, acts } = after.data;
  const issued = document.state === 'issued';
  if (!issued && links.length === 0 && !acts.includes('mend')) return null;
  const close = () => setAsking(null);
  return (
    <Card size="small" title={t('afterIssue.card')}>
      {recall && <RecallState recall={recall} />}
      {issued && <Deliveries deliveries={deliveries} />}
      <Links links={links} />
      <Space wrap style={{ marginTop: 8 }}>
        {acts.includes('recall') && (
          <Button size="small" danger onClick={() => setAsking('recall')}>
            {t('afterIssue.recall')}
          </Button>
        )}
        {acts.includes('mend') && (
          <Button size="small" onClick={() => setAsking('mend')}>
            {t('afterIssue.mend')}
          </Button>
        )}
        {issued && (
          <Requires right="outgoing.draft">
            <Button size="small" onClick={() => setAsking('file')}>
              {t('afterIssue.file')}
            </Button>
          </Requires>
        )}
        {issued && (
          <Button size="small" href={printAddress(document.id, 'reading')} target="_blank">
            {t('afterIssue.paper.reading')}
          </Button>
        )}
      </Space>
      {issued && (
        <Requires right="outgoing.paper">
          <PaperIssue documentId={document.id} />
        </Requires>
      )}
      <RecallDialog documentId={document.id} open={asking === 'recall'} onClose={close} />
      <MendDialog documentId={document.id} open={asking === 'mend'} onClose={close} />
      <FileDialog documentId={document.id} open={asking === 'file'} onClose={close} />
    </Card>
  );
}

function RecallState({ recall }: { recall: NonNullable<AfterIssue['recall']> }) {
  const { t } = useTranslation();
  const { order, reason, orderedAt, open } = recall;
  return (
    <Alert
      type="warning"
      showIcon
      style={{ marginBottom: 8 }}
      title={
        <>
          {t('afterIssue.recalled', { at: formatInstant(orderedAt), order, reason })}{' '}
          {open > 0 ? t('afterIssue.open', { count: open }) : t('afterIssue.allDone')}
        </>
      }
    />
  );
}

function Deliveries({ deliveries }: { deliveries: readonly Delivery[] }) {
  const { t } = useTranslation();
  if (deliveries.length === 0) return <p className="vt-quiet">{t('afterIssue.noDelivery')}</p>;
  return (
    <ul style={{ margin: 0, paddingLeft: 18 }}>
      {deliveries.map((one) => (
        <li key={one.agencyId}>
          {one.name}: <DeliveryState delivery={one} />
        </li>
      ))}
    </ul>
  );
}

/** How far it has come there, and since when. */
function DeliveryState({ delivery }: { delivery: Delivery }) {
  const { t } = useTranslation();
  const { state, arrivedAt, registeredAt, returnedAt, cancelledAt, returnReason } = delivery;
  const instants = {
    sent: null,
    arrived: arrivedAt,
    registered: registeredAt,
    returned: returnedAt,
    recalled: cancelledAt,
  };
  const instant = instants[state];
  const at = instant === null ? '' : formatInstant(instant);
  return (
    <span className={state === 'returned' ? 'vt-late' : 'vt-quiet'}>
      {t(`afterIssue.deliveries.${state}`, { at, why: returnReason ?? '' })}
    </span>
  );
}

function Links({ links }: { links: AfterIssue['links'] }) {
  const { t } = useTranslation();
  if (links.length === 0) return null;
  return (
    <ul style={{ margin: '8px 0 0', paddingLeft: 18 }}>
      {links.map((link) => (
        <li key={link.documentId}>
          {t(`afterIssue.links.${link.other}.${link.kind}`)}{' '}
          <Link to={`/van-ban-di/${link.documentId}`}>
            {link.numberAndSymbol ?? link.kindName} · {link.abstract}
          </Link>
          {!link.inForce && <span className="vt-quiet"> ({t('afterIssue.onIssue')})</span>}
        </li>
      ))}
    </ul>
  );
}

import { useQuery } from '@tanstack/react-query';
import { Button, Card, Space } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { formatAbstract } from '../../../shared/format/format';
import { PdfView } from '../../../shared/pdf/pdf-view';
import { ActDialog } from '../../../shared/ui/act-dialog';
import { Facts } from '../../../shared/ui/facts';
import { Loading, Problem } from '../../../shared/ui/states';
import { TimelineList } from '../../../shared/ui/timeline';
import { type OutgoingDetail, useOutgoingDocument } from '../api/outgoing';
import { useOutgoingAct } from '../api/outgoing-acts';
import { Questions } from '../components/act-questions';
import type { Decision } from './pile';
import { SignaturePage } from './signature-page';

/** Fetched once for both views of it: each fetching is recorded as a reading. */
const useFileBytes = (address: string) =>
  useQuery({
    queryKey: ['outgoing', 'file', address],
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 60_000,
    queryFn: async () => {
      const response = await fetch(address);
      if (!response.ok) throw new Error(`HTTP ${response.status}`);
      return response.arrayBuffer();
    },
  });

interface ToSignProps {
  documentId: string;
  onDecide: (decision: Decision) => void;
  isReturning: boolean;
  setReturning: (isReturning: boolean) => void;
}

/** One document of the pile: its pages, and beside them what a signer asks before agreeing. */
export function ToSignDocument({ documentId, ...rest }: ToSignProps) {
  const document = useOutgoingDocument(documentId);
  if (document.isPending) return <Loading />;
  if (document.isError) return <Problem error={document.error} onRetry={() => document.refetch()} />;
  return <Shown document={document.data} {...rest} />;
}

function Shown({
  document,
  onDecide,
  isReturning,
  setReturning,
}: Omit<ToSignProps, 'documentId'> & { document: OutgoingDetail }) {
  const { t } = useTranslation();
  const act = useOutgoingAct(document);
  const address = `/api/outgoing/documents/${document.id}/file?act=view&lan=${document.manifest.hash.slice(0, 12)}`;
  const file = useFileBytes(address);
  const signature = document.plan.find((entry) => entry.kind === 'personal' && entry.signedAt === null);
  const main = document.manifest.files.find(({ role }) => role === 'main');
  const title = formatAbstract(document.kind, document.abstract);
  return (
    <>
      {file.isPending && <Loading />}
      {file.isError && <Problem error={file.error} onRetry={() => file.refetch()} />}
      {file.data && <PdfView source={file.data} name={main?.name ?? document.abstract} />}
      <aside className="vt-aside">
        <Space wrap>
          <Button type="primary" onClick={() => onDecide('agreed')}>
            {t('toSign.agree')}
          </Button>
          <Button onClick={() => onDecide('left')}>{t('toSign.leave')}</Button>
          <Button onClick={() => setReturning(true)}>{t('toSign.return')}</Button>
        </Space>
        <p className="vt-small" style={{ margin: 0 }}>
          {t('toSign.keys')}
        </p>
        <strong>{title}</strong>
        {file.data && signature && (
          <SignaturePage source={file.data} field={signature.field} label={t('toSign.place')} />
        )}
        <Facts
          title={t('outgoing.facts')}
          facts={[
            [t('outgoing.capacity'), signature?.capacityLines.join(' / ')],
            [t('outgoing.columns.kind'), document.kindName],
            [t('outgoing.drafter'), document.drafterName],
            [t('outgoing.recipients'), document.recipients.map(({ name }) => name).join('; ')],
            [t('toSign.attachments'), document.attachments.map((one) => one.title).join('; ')],
          ]}
        />
        <Card size="small" title={t('toSign.checks')}>
          <TimelineList entries={document.timeline} />
        </Card>
        <Link to={`/van-ban-di/${document.id}`}>{t('toSign.open')}</Link>
      </aside>
      <ActDialog<{ reason: string }>
        open={isReturning}
        title={t('outgoing.acts.return')}
        lead={<strong>{title}</strong>}
        busy={act.isPending}
        error={act.error}
        onSubmit={({ reason }) => act.mutate({ act: 'return', reason }, { onSuccess: () => setReturning(false) })}
        onCancel={() => setReturning(false)}
      >
        <Questions document={document} act="return" />
      </ActDialog>
    </>
  );
}

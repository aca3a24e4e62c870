import { Alert, Card } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { formatDate, formatInstant } from '../../../shared/format/format';
import { PdfView } from '../../../shared/ui/pdf-view';
import { Loading, Problem } from '../../../shared/ui/states';
import { Deadline, UrgencyTag } from '../../../shared/ui/tags';
import { TimelineList } from '../../../shared/ui/timeline';
import { Verdict } from '../../../shared/ui/verdict';
import { type IncomingDetail, useIncomingDocument, useRouted } from '../api/incoming';
import { IncomingActs } from '../components/incoming-acts';

export default function IncomingDocumentPage() {
  const { documentId = '' } = useParams();
  const document = useIncomingDocument(documentId);
  if (document.isPending) return <Loading />;
  if (document.isError) return <Problem error={document.error} onRetry={() => document.refetch()} />;
  return <DocumentView document={document.data} />;
}

function DocumentView({ document }: { document: IncomingDetail }) {
  const { t } = useTranslation();
  const routed = useRouted(document);
  const file = `/api/incoming/documents/${document.id}/file`;
  const entries = [...document.timeline, ...(routed.data?.timeline ?? [])].sort((a, b) => a.at.localeCompare(b.at));
  return (
    <article>
      <header style={{ marginBottom: 10 }}>
        <Link to="/van-ban-den">{t('common.back')}</Link>
        <h1 style={{ fontSize: 20, margin: '4px 0' }}>
          <span className="vt-number">{document.fields.numberAndSymbol}</span> · {document.fields.abstract}
        </h1>
        <div style={{ display: 'flex', gap: 10, alignItems: 'center', flexWrap: 'wrap' }}>
          <UrgencyTag urgency={document.fields.urgency} />
          <strong data-testid="state">{t(`incoming.states.${document.state}`)}</strong>
          {document.arrivalNumber !== null && <span data-testid="arrival-number">Số đến {document.arrivalNumber}</span>}
          {document.waitingFor && <span style={{ color: 'var(--quiet)' }}>{document.waitingFor}</span>}
          <Deadline date={document.deadline} overdue={document.overdue} />
        </div>
      </header>
      {document.duplicates.map((duplicate) => (
        <Alert
          key={duplicate.documentId}
          type="warning"
          showIcon
          style={{ marginBottom: 8 }}
          title={
            <Link
              to={`/van-ban-den/${duplicate.documentId}`}
            >{`${duplicate.whyVi} (${formatDate(duplicate.arrivedOn)})`}</Link>
          }
        />
      ))}
      <IncomingActs document={document} routed={routed.data} />
      <div className="vt-desk">
        <PdfView address={`${file}?act=view`} downloadAddress={`${file}?act=download`} name={document.file.name} />
        <aside style={{ display: 'grid', gap: 12 }}>
          <Card size="small" title={t('outgoing.signatures')}>
            {document.check ? (
              <>
                <p style={{ marginTop: 0 }}>{document.check.adviceVi}</p>
                <Verdict judgement={document.check.judgement} />
              </>
            ) : (
              <Loading />
            )}
          </Card>
          <Card size="small" title={t('outgoing.facts')}>
            <dl className="vt-facts">
              <dt>{t('incoming.columns.sender')}</dt>
              <dd>{document.fields.senderName}</dd>
              <dt>Ngày văn bản</dt>
              <dd>{formatDate(document.fields.documentDate)}</dd>
              <dt>Người ký</dt>
              <dd>{document.fields.signerName ?? '–'}</dd>
              <dt>Đến lúc</dt>
              <dd>{formatInstant(document.arrivedAt)}</dd>
              {document.direction && (
                <>
                  <dt>Bút phê</dt>
                  <dd>
                    {document.direction.text} ({document.direction.directedBy})
                  </dd>
                  <dt>Chủ trì</dt>
                  <dd>{document.direction.leadName}</dd>
                  <dt>Phối hợp</dt>
                  <dd>{document.direction.cooperatorNames.join(', ') || '–'}</dd>
                </>
              )}
              {document.answer && (
                <>
                  <dt>Kết quả</dt>
                  <dd>{document.answer.numberAndSymbol ?? document.answer.reason}</dd>
                </>
              )}
              {document.returned && (
                <>
                  <dt>Đã trả lại</dt>
                  <dd>{document.returned.text}</dd>
                </>
              )}
            </dl>
          </Card>
          <Card size="small" title={t('outgoing.timeline')}>
            <TimelineList entries={entries} />
          </Card>
        </aside>
      </div>
    </article>
  );
}

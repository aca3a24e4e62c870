import { Card } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { formatDate, formatInstant } from '../../../shared/format/format';
import { PdfView } from '../../../shared/ui/pdf-view';
import { Loading, Problem } from '../../../shared/ui/states';
import { UrgencyTag } from '../../../shared/ui/tags';
import { TimelineList } from '../../../shared/ui/timeline';
import { Verdict } from '../../../shared/ui/verdict';
import { type OutgoingDetail, useEvidence, useOutgoingDocument } from '../api/outgoing';
import { ActBar } from '../components/act-bar';
import { PlanList } from '../components/plan-list';

export default function OutgoingDocumentPage() {
  const { documentId = '' } = useParams();
  const document = useOutgoingDocument(documentId);
  if (document.isPending) return <Loading />;
  if (document.isError) return <Problem error={document.error} onRetry={() => document.refetch()} />;
  return <DocumentView document={document.data} />;
}

function DocumentView({ document }: { document: OutgoingDetail }) {
  const { t } = useTranslation();
  const main = document.manifest.files.find((file) => file.role === 'main');
  const evidence = useEvidence(document.id, `${document.state}-${main?.sha256}`);
  // The address changes with the state, so that a page signed a moment ago is not shown from before.
  const file = `/api/outgoing/documents/${document.id}/file`;
  return (
    <article>
      <header style={{ marginBottom: 10 }}>
        <Link to="/van-ban-di">{t('common.back')}</Link>
        <h1 style={{ fontSize: 20, margin: '4px 0' }}>
          <span className="vt-number">
            {document.numberAndSymbol ?? `${document.kindName} (${t('outgoing.noNumber')})`}
          </span>
          {' · '}
          {document.abstract}
        </h1>
        <div style={{ display: 'flex', gap: 10, alignItems: 'center', flexWrap: 'wrap' }}>
          <UrgencyTag urgency={document.urgency} />
          <strong data-testid="state">{t(`outgoing.states.${document.state}`)}</strong>
          {document.waitingFor && <span style={{ color: 'var(--quiet)' }}>{document.waitingFor}</span>}
        </div>
      </header>
      <ActBar document={document} />
      <div className="vt-desk">
        <PdfView
          address={`${file}?act=view&lan=${document.version}-${document.state}`}
          downloadAddress={`${file}?act=download`}
          name={main?.name ?? document.abstract}
        />
        <aside style={{ display: 'grid', gap: 12 }}>
          <Card size="small" title={t('outgoing.signatures')}>
            {evidence.data?.judgement ? <Verdict judgement={evidence.data.judgement} /> : null}
            <PlanList plan={document.plan} />
          </Card>
          <Card size="small" title={t('outgoing.facts')}>
            <dl className="vt-facts">
              <dt>{t('outgoing.columns.kind')}</dt>
              <dd>{document.kindName}</dd>
              <dt>{t('outgoing.columns.date')}</dt>
              <dd>{document.documentDate ? formatDate(document.documentDate) : '–'}</dd>
              <dt>{t('outgoing.drafter')}</dt>
              <dd>{document.drafterName}</dd>
              <dt>{t('outgoing.columns.signer')}</dt>
              <dd>{document.signerName}</dd>
              {document.issuedAt && (
                <>
                  <dt>{t('outgoing.states.issued')}</dt>
                  <dd>{formatInstant(document.issuedAt)}</dd>
                </>
              )}
              {document.returnReason && (
                <>
                  <dt>{t('outgoing.returnReason')}</dt>
                  <dd>{document.returnReason}</dd>
                </>
              )}
              <dt>{t('outgoing.recipients')}</dt>
              <dd>{document.recipients.map((recipient) => recipient.name).join('; ') || '–'}</dd>
            </dl>
          </Card>
          <Card size="small" title={t('outgoing.timeline')}>
            <TimelineList entries={document.timeline} />
          </Card>
        </aside>
      </div>
    </article>
  );
}

import { Alert, Card } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { formatAbstract, formatDate, formatInstant } from '../../../shared/format/format';
import { PdfView } from '../../../shared/pdf/pdf-view';
import { DocumentHead, NoDocument } from '../../../shared/ui/document-head';
import { Facts } from '../../../shared/ui/facts';
import { Loading } from '../../../shared/ui/states';
import { Deadline, UrgencyTag } from '../../../shared/ui/tags';
import { TimelineList } from '../../../shared/ui/timeline';
import { Verdict } from '../../../shared/ui/verdict';
import { type IncomingDetail, useIncomingDocument, useRouted } from '../api/incoming';
import { DirectionFacts } from '../components/direction-facts';
import { IncomingActs } from '../components/incoming-acts';

export default function IncomingDocumentPage() {
  const { documentId = '' } = useParams();
  const document = useIncomingDocument(documentId);
  if (document.isPending) return <Loading />;
  if (document.isError)
    return <NoDocument listAddress="/van-ban-den" error={document.error} onRetry={document.refetch} />;
  return <DocumentView key={documentId} document={document.data} />;
}

function DocumentView({ document }: { document: IncomingDetail }) {
  const { t } = useTranslation();
  const routed = useRouted(document);
  const { fields } = document;
  const file = `/api/incoming/documents/${document.id}/file`;
  return (
    <article>
      <DocumentHead
        listAddress="/van-ban-den"
        title={`${fields.numberAndSymbol} · ${formatAbstract(fields.kind, fields.abstract)}`}
        state={t(`incoming.states.${document.state}`)}
        waitingFor={document.waitingFor}
        marks={<Marks document={document} />}
        acts={<IncomingActs document={document} routed={routed.data} />}
      />
      {document.duplicates.map((duplicate) => (
        <Alert
          key={duplicate.documentId}
          type="warning"
          showIcon
          style={{ marginBottom: 8 }}
          title={
            <Link to={`/van-ban-den/${duplicate.documentId}`}>
              {`${duplicate.whyVi} (${formatDate(duplicate.arrivedOn)})`}
            </Link>
          }
        />
      ))}
      <div className="vt-desk">
        <PdfView source={`${file}?act=view`} downloadAddress={`${file}?act=download`} name={document.file.name} />
        <aside className="vt-aside">
          <Card size="small" title={t('signing.card')}>
            {document.check ? (
              <>
                <p style={{ marginTop: 0 }}>{document.check.adviceVi}</p>
                <Verdict judgement={document.check.judgement} />
              </>
            ) : (
              <Loading text={t('signing.checking')} />
            )}
          </Card>
          {routed.data && <DirectionFacts routed={routed.data} />}
          <DocumentFacts document={document} />
          <Card size="small" title={t('outgoing.timeline')}>
            <TimelineList entries={[...document.timeline, ...(routed.data?.timeline ?? [])]} />
          </Card>
        </aside>
      </div>
    </article>
  );
}

function Marks({ document }: { document: IncomingDetail }) {
  const { t } = useTranslation();
  return (
    <>
      <UrgencyTag urgency={document.fields.urgency} />
      {document.arrivalNumber !== null && (
        <span className="vt-number" data-testid="arrival-number">
          {t('incoming.arrivalNumber', { number: document.arrivalNumber })}
        </span>
      )}
      <Deadline date={document.deadline} overdue={document.overdue} />
    </>
  );
}

function DocumentFacts({ document }: { document: IncomingDetail }) {
  const { t } = useTranslation();
  const { fields, answer, returned } = document;
  return (
    <Facts
      title={t('outgoing.facts')}
      facts={[
        [t('incoming.returned'), returned?.text],
        [t('incoming.result'), answer && (answer.numberAndSymbol ?? answer.reason)],
        [t('incoming.columns.sender'), fields.senderName],
        [t('incoming.documentDate'), formatDate(fields.documentDate)],
        [t('incoming.signer'), fields.signerName],
        [t('incoming.arrivedAt'), formatInstant(document.arrivedAt)],
        [t('incoming.answerBy'), fields.answerBy && formatDate(fields.answerBy)],
        [t('incoming.decisionReason'), document.decisionReason],
      ]}
    />
  );
}

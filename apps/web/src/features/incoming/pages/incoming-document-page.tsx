import { Alert, Card } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { formatAbstract, formatDate, formatInstant } from '../../../shared/format/format';
import { DocumentHead, NoDocument } from '../../../shared/ui/document-head';
import { Facts } from '../../../shared/ui/facts';
import { Loading } from '../../../shared/ui/states';
import { Deadline, UrgencyTag } from '../../../shared/ui/tags';
import { TimelineList } from '../../../shared/ui/timeline';
import { Verdict } from '../../../shared/ui/verdict';
import { type IncomingDetail, useIncomingDocument, useRouted } from '../api/incoming';
import { CourseFacts } from '../components/course-facts';
import { DirectionFacts } from '../components/direction-facts';
import { IncomingActs } from '../components/incoming-acts';
import { KindChange } from '../components/kind-change';
import { DocumentPages, PaperFacts } from '../components/paper-view';
import { ReadersDialog } from '../components/readers-dialog';
import { RoutedActs } from '../components/routed-acts';

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
        acts={
          <div style={{ display: 'flex', flexWrap: 'wrap', gap: 8, alignItems: 'center' }}>
            <IncomingActs document={document} routed={routed.data} />
            {routed.data && <RoutedActs routed={routed.data} />}
            {routed.data?.acts.includes('set-readers') && <ReadersDialog documentId={document.id} />}
          </div>
        }
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
        {document.recalled ? (
          <Alert type="warning" showIcon title={t('incoming.recalledContent')} style={{ alignSelf: 'start' }} />
        ) : (
          <DocumentPages document={document} file={file} />
        )}
        <aside className="vt-aside">
          {document.paper ? (
            <PaperFacts paper={document.paper} />
          ) : (
            <Card size="small" title={t('signing.card')}>
              {document.check && document.state !== 'arrived' ? (
                <>
                  <p style={{ marginTop: 0 }}>{document.check.adviceVi}</p>
                  <Verdict judgement={document.check.judgement} />
                  <KindChange document={document} />
                </>
              ) : (
                <Loading text={t('signing.checking')} />
              )}
            </Card>
          )}
          {routed.data && <DirectionFacts routed={routed.data} />}
          {routed.data && <CourseFacts routed={routed.data} />}
          {routed.data && (
            <a href={`/api/routing/documents/${document.id}/slip`} target="_blank" rel="noreferrer">
              {t('tasks.inputs.slip')}
            </a>
          )}
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
  const { fields, answer, returned, recalled, attachments } = document;
  const files = attachments.length > 0 && !recalled ? <Attachments document={document} /> : null;
  return (
    <Facts
      title={t('outgoing.facts')}
      facts={[
        [t('incoming.recalled'), recalled && `${formatInstant(recalled.at)}: ${recalled.order}. ${recalled.reason}`],
        [t('incoming.returned'), returned?.text],
        [t('outgoing.attachments.card'), files],
        [t('incoming.result'), answer && (answer.numberAndSymbol ?? answer.reason)],
        [t('incoming.columns.sender'), fields.senderName],
        [t('incoming.documentDate'), formatDate(fields.documentDate)],
        [t('incoming.signer'), fields.signerName],
        [t('incoming.arrivedAt'), formatInstant(document.arrivedAt)],
        [t('incoming.answerBy'), fields.answerBy && formatDate(fields.answerBy)],
        [
          t('incoming.handling.meeting'),
          fields.meeting && `${formatInstant(fields.meeting.startsAt)}, ${fields.meeting.place}`,
        ],
        [t('incoming.handling.about'), fields.letterAbout && t(`incoming.handling.abouts.${fields.letterAbout}`)],
        [t('incoming.handling.letterDueOn'), document.letterDueOn && formatDate(document.letterDueOn)],
        [t('incoming.decisionReason'), document.decisionReason],
      ]}
    />
  );
}

/** Separate files that came with it. */
function Attachments({ document }: { document: IncomingDetail }) {
  return (
    <ol style={{ margin: 0, paddingLeft: 18 }}>
      {document.attachments.map(({ sha256, title, name }) => (
        <li key={sha256}>
          <a href={`/api/incoming/documents/${document.id}/file?act=download&sha256=${sha256}`} download={name}>
            {title}
          </a>
        </li>
      ))}
    </ol>
  );
}

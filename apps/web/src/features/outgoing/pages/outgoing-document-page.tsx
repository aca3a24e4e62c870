import { Card } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { formatAbstract, formatDate, formatInstant } from '../../../shared/format/format';
import { PdfView } from '../../../shared/pdf/pdf-view';
import { DocumentHead, NoDocument } from '../../../shared/ui/document-head';
import { Facts } from '../../../shared/ui/facts';
import { Loading } from '../../../shared/ui/states';
import { UrgencyTag } from '../../../shared/ui/tags';
import { TimelineList } from '../../../shared/ui/timeline';
import { Verdict } from '../../../shared/ui/verdict';
import { AfterIssueCard } from '../after-issue/after-issue-card';
import { type OutgoingDetail, useEvidence, useOutgoingDocument } from '../api/outgoing';
import { ActBar } from '../components/act-bar';
import { AttachmentList } from '../components/attachment-list';
import { FlowCard } from '../components/flow-card';
import { HandoutCard } from '../components/handout-card';
import { PlanList } from '../components/plan-list';
import { ReviewCard } from '../drafting/review-card';
import { useWrittenView } from '../drafting/written-view';

export default function OutgoingDocumentPage() {
  const { documentId = '' } = useParams();
  const document = useOutgoingDocument(documentId);
  if (document.isPending) return <Loading />;
  if (document.isError)
    return <NoDocument listAddress="/van-ban-di" error={document.error} onRetry={document.refetch} />;
  return <DocumentView key={documentId} document={document.data} />;
}

function DocumentView({ document }: { document: OutgoingDetail }) {
  const { t } = useTranslation();
  const main = document.manifest.files.find((file) => file.role === 'main');
  const file = `/api/outgoing/documents/${document.id}/file`;
  const revision = revisionOf(document);
  const written = useWrittenView(document);
  const abstract = formatAbstract(document.kind, document.abstract);
  const number = document.numberAndSymbol ?? `${document.kindName} (${t('outgoing.noNumber')})`;
  return (
    <article>
      <DocumentHead
        listAddress="/van-ban-di"
        title={`${number} · ${abstract}`}
        state={t(`outgoing.states.${document.state}`)}
        waitingFor={document.waitingFor}
        marks={<UrgencyTag urgency={document.urgency} />}
        acts={<ActBar document={document} />}
      />
      <div className="vt-desk">
        {/* Another revision is another address; the same one is not fetched again when something else changes. */}
        <PdfView
          source={`${file}?act=view&lan=${revision}`}
          downloadAddress={`${file}?act=download`}
          name={main?.name ?? document.abstract}
          boxes={written.boxes}
          overlay={written.overlay}
        />
        <aside className="vt-aside">
          {written.card}
          <FlowCard document={document} />
          <Signatures document={document} revision={revision} />
          <HandoutCard document={document} />
          <AttachmentList document={document} />
          {document.tookPart && <ReviewCard document={document} />}
          <AfterIssueCard document={document} />
          <Facts
            title={t('outgoing.facts')}
            facts={[
              [t('outgoing.returnReason'), document.returnReason],
              [t('outgoing.columns.kind'), document.kindName],
              [t('outgoing.columns.date'), document.documentDate && formatDate(document.documentDate)],
              [t('outgoing.drafter'), document.drafterName],
              [t('outgoing.columns.signer'), document.signerName],
              [
                t('outgoing.ink.paper'),
                document.ink &&
                  t('outgoing.ink.recorded', {
                    date: formatDate(document.ink.signedOn),
                    who: document.ink.recordedBy,
                  }),
              ],
              [t('outgoing.issuedAt'), document.issuedAt && formatInstant(document.issuedAt)],
              [t('outgoing.recipients'), document.recipients.map((recipient) => recipient.name).join('; ')],
            ]}
          />
          <Card size="small" title={t('outgoing.timeline')}>
            <TimelineList entries={document.timeline} />
          </Card>
        </aside>
      </div>
    </article>
  );
}

/** The manifest stays as it was drafted; each signature of the plan is a further revision of its file. */
const revisionOf = ({ manifest, plan }: OutgoingDetail): string =>
  `${manifest.hash.slice(0, 12)}-${plan.filter((entry) => entry.signedAt !== null).length}`;

/** Signatures that are there with their verdicts, and those that are still to come. */
function Signatures({ document, revision }: { document: OutgoingDetail; revision: string }) {
  const { t } = useTranslation();
  // Ink leaves nothing in a file that could be judged.
  const digital = document.plan.filter((entry) => document.road === 'digital' || entry.kind === 'organisation');
  const signed = digital.some((entry) => entry.signedAt !== null);
  const evidence = useEvidence(document.id, revision);
  const judgement = evidence.data?.judgement;
  return (
    <Card size="small" title={t('signing.card')}>
      {signed && judgement && (
        <Verdict
          judgement={judgement}
          capacityIn={(field) =>
            document.plan.find((entry) => (entry.signedField ?? entry.field) === field)?.capacityLines ?? []
          }
        />
      )}
      {signed && !judgement && <Loading text={t('signing.checking')} />}
      <PlanList plan={document.plan} road={document.road} />
      {signed && <Link to={`/van-ban-di/${document.id}/chu-ky`}>{t('evidence.open')}</Link>}
    </Card>
  );
}

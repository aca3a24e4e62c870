import { Card } from 'antd';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { formatAbstract, formatDate, formatInstant } from '../../../shared/format/format';
import { PdfView } from '../../../shared/pdf/pdf-view';
import { DocumentHead } from '../../../shared/ui/document-head';
import { Facts } from '../../../shared/ui/facts';
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
  return <DocumentView key={documentId} document={document.data} />;
}

function DocumentView({ document }: { document: OutgoingDetail }) {
  const { t } = useTranslation();
  const main = document.manifest.files.find((file) => file.role === 'main');
  const file = `/api/outgoing/documents/${document.id}/file`;
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
        {/* By its hash: another revision is another address, and the same one is not fetched again. */}
        <PdfView
          source={`${file}?act=view&sha256=${main?.sha256 ?? ''}`}
          downloadAddress={`${file}?act=download`}
          name={main?.name ?? document.abstract}
        />
        <aside className="vt-aside">
          <Signatures document={document} sha256={main?.sha256} />
          <Facts
            title={t('outgoing.facts')}
            facts={[
              [t('outgoing.returnReason'), document.returnReason],
              [t('outgoing.columns.kind'), document.kindName],
              [t('outgoing.columns.date'), document.documentDate && formatDate(document.documentDate)],
              [t('outgoing.drafter'), document.drafterName],
              [t('outgoing.columns.signer'), document.signerName],
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

/** Signatures that are there with their verdicts, and those that are still to come. */
function Signatures({ document, sha256 }: { document: OutgoingDetail; sha256: string | undefined }) {
  const { t } = useTranslation();
  const signed = document.plan.some((entry) => entry.signedAt !== null);
  const evidence = useEvidence(document.id, sha256);
  const judgement = evidence.data?.judgement;
  return (
    <Card size="small" title={t('signing.card')}>
      {signed && judgement && (
        <Verdict
          judgement={judgement}
          capacityIn={(field) => document.plan.find((entry) => entry.field === field)?.capacityLines ?? []}
        />
      )}
      {signed && !judgement && <Loading text={t('signing.checking')} />}
      <PlanList plan={document.plan} />
    </Card>
  );
}

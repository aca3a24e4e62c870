import { Card } from 'antd';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { DirectionFacts } from '../features/incoming/components/direction-facts';
import { RoutedActs } from '../features/incoming/components/routed-acts';
import { useWorkItem } from '../features/tasks/api/plans';
import { ProofFiles } from '../features/tasks/components/proof-files';
import { WorkActs } from '../features/tasks/components/work-acts';
import { formatDate } from '../shared/format/format';
import { DocumentHead, NoDocument } from '../shared/ui/document-head';
import { Facts } from '../shared/ui/facts';
import { Loading } from '../shared/ui/states';
import { Deadline } from '../shared/ui/tags';
import { TimelineList } from '../shared/ui/timeline';

/** One task of a plan or of a meeting's conclusions, with the acts that it shares with documents. */
export default function WorkPage() {
  const { t } = useTranslation();
  const { documentId = '' } = useParams();
  const found = useWorkItem(documentId);
  if (found.isPending) return <Loading />;
  if (found.isError) return <NoDocument listAddress="/viec/ke-hoach" error={found.error} onRetry={found.refetch} />;
  const work = found.data;
  const address = (sha256: string, act: 'view' | 'download') =>
    `/api/routing/documents/${documentId}/proof?act=${act}&sha256=${sha256}`;
  return (
    <article>
      <DocumentHead
        listAddress="/viec/ke-hoach"
        title={t('plans.task', { number: work.arrivalNumber, content: work.abstract })}
        state={t(`tasks.states.${work.state}`)}
        waitingFor={work.waitingFor}
        marks={<Deadline date={work.deadline} overdue={work.overdue} />}
        acts={
          <div style={{ display: 'flex', flexWrap: 'wrap', gap: 8, alignItems: 'center' }}>
            <WorkActs work={work} />
            <RoutedActs routed={work} />
          </div>
        }
      />
      <div className="vt-desk">
        <div className="vt-aside">
          <Facts
            title={t('plans.facts')}
            facts={[
              [t('plans.plan'), `${work.direction?.directedBy ?? work.numberAndSymbol}: ${work.senderName}`],
              [t('plans.content'), work.abstract],
              [t('plans.leader'), work.submittedToName],
              [t('plans.deadline'), work.deadline && formatDate(work.deadline)],
              [t('plans.proof'), work.proofWanted && t(`plans.proofs.${work.proofWanted}`)],
              [t('incoming.result'), work.result && (work.result.numberAndSymbol ?? work.result.reason)],
            ]}
          />
          <ProofFiles proofs={work.proofs} address={address} />
          <DirectionFacts routed={work} />
        </div>
        <aside className="vt-aside">
          <Card size="small" title={t('outgoing.timeline')}>
            <TimelineList entries={work.timeline} />
          </Card>
        </aside>
      </div>
    </article>
  );
}

import { Alert, App, Button, Space } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { fetchSealKey } from '../../../shared/api/seal-pin';
import { formatAbstract } from '../../../shared/format/format';
import { ActDialog } from '../../../shared/ui/act-dialog';
import { Problem } from '../../../shared/ui/states';
import type { OutgoingAct, OutgoingDetail } from '../api/outgoing';
import { type ActInput, useOutgoingAct } from '../api/outgoing-acts';
import { Questions } from './act-questions';

const NEEDS_PIN: readonly OutgoingAct[] = ['sign', 'allot-number', 'seal', 'retry-seal'];
const ASKS: readonly OutgoingAct[] = [...NEEDS_PIN, 'return', 'record-ink-signature', 'add-scan'];
const ORDER: readonly OutgoingAct[] = [
  'sign',
  'record-ink-signature',
  'allot-number',
  'seal',
  'add-scan',
  'retry-seal',
  'issue',
  'check-content',
  'check-form',
  'submit',
  'edit',
  'return',
];
type Answers = Omit<ActInput, 'act'>;

/** Only what is possible now is offered, the main act first; what needs a PIN or a reason asks for it. */
export function ActBar({ document }: { document: OutgoingDetail }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const act = useOutgoingAct(document);
  const [asking, setAsking] = useState<OutgoingAct | null>(null);
  const expectOutcome = useOutcome(document);
  // While the dialog closes it still says what it was about.
  const asked = useRef<OutgoingAct>('sign');
  if (asking) asked.current = asking;

  const run = (wanted: OutgoingAct, answers: Answers = {}) => {
    expectOutcome();
    act.mutate({ act: wanted, ...answers }, { onSuccess: () => setAsking(null) });
  };
  const start = (wanted: OutgoingAct) => {
    act.reset();
    if (NEEDS_PIN.includes(wanted)) void fetchSealKey().catch(() => {});
    if (wanted === 'edit') navigate(`/van-ban-di/${document.id}/sua`);
    else if (ASKS.includes(wanted) && !isPaperNumber(document, wanted)) setAsking(wanted);
    else run(wanted);
  };
  const ordered = [...document.acts].sort((a, b) => ORDER.indexOf(a) - ORDER.indexOf(b));
  return (
    <>
      {document.job?.state === 'waiting' && <Alert type="info" showIcon role="status" title={t('signing.waiting')} />}
      {document.job?.reasonVi && <Alert type="warning" showIcon role="alert" title={document.job.reasonVi} />}
      {act.error && asking === null && <Problem error={act.error} />}
      <Space wrap>
        {ordered.map((wanted, i) => (
          <Button
            key={wanted}
            type={i === 0 && wanted !== 'return' ? 'primary' : 'default'}
            loading={act.isPending && act.variables?.act === wanted}
            onClick={() => start(wanted)}
          >
            {t(`outgoing.acts.${nameOf(document, wanted)}`)}
          </Button>
        ))}
        {document.road === 'ink' && document.state === 'form-checked' && (
          <Button href={`/api/outgoing/documents/${document.id}/file?act=print`} target="_blank">
            {t('outgoing.ink.print')}
          </Button>
        )}
      </Space>
      <ActDialog<Answers>
        open={asking !== null}
        title={t(`outgoing.acts.${nameOf(document, asked.current)}`)}
        lead={<About document={document} act={asked.current} />}
        busy={act.isPending}
        error={act.error}
        onSubmit={(answers) => asking && run(asking, answers)}
        onCancel={() => setAsking(null)}
      >
        <Questions document={document} act={asked.current} />
      </ActDialog>
    </>
  );
}

/** On paper the number is given without a key: the wet seal follows. */
const isPaperNumber = ({ road }: OutgoingDetail, act: OutgoingAct): boolean => act === 'allot-number' && road === 'ink';
const nameOf = (document: OutgoingDetail, act: OutgoingAct) =>
  isPaperNumber(document, act) ? ('allot-paper-number' as const) : act;

/** What is about to be signed or sent back, and in what capacity, as it will be printed. */
function About({ document, act }: { document: OutgoingDetail; act: OutgoingAct }) {
  const { t } = useTranslation();
  const signature = document.plan.find((entry) => entry.kind === 'personal' && entry.signedAt === null);
  return (
    <div style={{ marginBottom: 12 }}>
      <strong>{formatAbstract(document.kind, document.abstract)}</strong>
      {act === 'sign' && signature && (
        <div>
          <span className="vt-quiet">{t('outgoing.capacity')}:</span> {signature.capacityLines.join(' / ')}
        </div>
      )}
    </div>
  );
}

/** Says that an act is done when the document says so: a signature that was only ordered is not "done". */
function useOutcome(document: OutgoingDetail): () => void {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const before = useRef<string | null>(null);
  const signing = document.job?.state === 'waiting' || (document.state === 'numbered' && document.road === 'digital');
  useEffect(() => {
    if (before.current === null || signing || before.current === document.state) return;
    before.current = null;
    message.success(t(`outgoing.outcome.${document.state}`));
  }, [document.state, signing, message, t]);
  return () => {
    before.current = document.state;
  };
}

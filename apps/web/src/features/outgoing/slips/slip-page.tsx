import { Alert, Button, Card, Tag } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import type { WayAnswers } from '../../../shared/api/handouts';
import { fetchSealKey } from '../../../shared/api/seal-pin';
import { formatInstant } from '../../../shared/format/format';
import { PdfView } from '../../../shared/pdf/pdf-view';
import { ActDialog } from '../../../shared/ui/act-dialog';
import { NoDocument } from '../../../shared/ui/document-head';
import { Facts } from '../../../shared/ui/facts';
import { PageTitle } from '../../../shared/ui/page-title';
import { Loading, Problem } from '../../../shared/ui/states';
import { WayInput } from '../components/way-input';
import { ChoiceInput } from './choice-input';
import { type Choice, type Decided, type Slip, type SlipDraft, useDecideSlip, useSlip } from './slips';

export default function SlipPage() {
  const { slipId = '' } = useParams();
  const slip = useSlip(slipId);
  if (slip.isPending) return <Loading />;
  if (slip.isError)
    return <NoDocument listAddress="/van-ban-di/phieu-trinh" error={slip.error} onRetry={slip.refetch} />;
  return <SlipView key={slipId} slip={slip.data} />;
}

/** The drafts of a slip side by side with the pages of the chosen one; decided together, or one now and one later. */
function SlipView({ slip }: { slip: Slip }) {
  const { t } = useTranslation();
  const [shown, setShown] = useState(slip.drafts[0]?.documentId);
  const [choices, setChoices] = useState<Readonly<Record<string, Choice>>>({});
  const decide = useDecideSlip(slip.id);
  const [isAsking, setAsking] = useState(false);
  const current = slip.drafts.find(({ documentId }) => documentId === shown) ?? slip.drafts[0];
  const mine = slip.drafts.filter(({ isMine }) => isMine);
  const decided = mine.flatMap((draft): Decided[] => {
    const choice = choices[keyOf(draft)];
    return choice && choice.decision !== 'left' ? [{ draft, choice }] : [];
  });
  const lacksReason = decided.some(({ choice }) => choice.decision === 'returned' && !choice.reason.trim());
  const needsKey = decided.some(({ choice }) => choice.decision === 'approved');
  const send = (answers: WayAnswers) =>
    decide.mutate(
      { decided, answers },
      {
        onSuccess: () => {
          setAsking(false);
          setChoices({});
        },
      },
    );
  const ask = () => {
    decide.reset();
    if (!needsKey) return send({});
    void fetchSealKey().catch(() => {});
    setAsking(true);
  };
  const chooseAll = () => setChoices(Object.fromEntries(mine.map((one) => [keyOf(one), { decision: 'approved' }])));
  return (
    <article>
      <div className="vt-bar">
        <PageTitle text={slip.title} />
        <Link to="/van-ban-di/phieu-trinh">{t('slips.title')}</Link>
        {mine.length > 0 && (
          <>
            <Button onClick={chooseAll}>{t('slips.agreeAll')}</Button>
            <Button
              type="primary"
              disabled={decided.length === 0 || lacksReason}
              loading={decide.isPending}
              onClick={ask}
            >
              {t('slips.decide', { count: decided.length })}
            </Button>
          </>
        )}
      </div>
      {decide.error && !isAsking && <Problem error={decide.error} />}
      <div className="vt-desk">
        {current && (
          <PdfView
            key={keyOf(current)}
            source={`/api/outgoing/documents/${current.documentId}/file?act=view&lan=${current.state}-${current.manifestHash.slice(0, 12)}`}
            name={`${current.kindName}: ${current.abstract}`}
          />
        )}
        <aside className="vt-aside">
          <Alert
            type={slip.open === 0 ? 'success' : 'info'}
            showIcon
            role="status"
            title={slip.open === 0 ? t('slips.decided') : t('slips.open', { count: slip.open })}
          />
          <Facts
            title={t('slips.facts')}
            facts={[
              [t('slips.explanation'), slip.explanation],
              [t('slips.submittedBy'), slip.submittedBy],
              [t('slips.submittedAt'), formatInstant(slip.submittedAt)],
              [t('outgoing.columns.signer'), slip.signerName],
            ]}
          />
          {slip.drafts.map((draft, index) => (
            <Card
              key={draft.documentId}
              size="small"
              title={`${index + 1}. ${draft.kindName}`}
              extra={
                <Button
                  size="small"
                  aria-pressed={draft === current}
                  disabled={draft === current}
                  onClick={() => setShown(draft.documentId)}
                >
                  {t('slips.show', { number: index + 1 })}
                </Button>
              }
            >
              <Link to={`/van-ban-di/${draft.documentId}`} style={{ overflowWrap: 'anywhere' }}>
                {draft.abstract}
              </Link>
              <Decision draft={draft} />
              {draft.isMine && (
                <ChoiceInput
                  name={t('slips.choiceOf', { number: index + 1 })}
                  choice={choices[keyOf(draft)] ?? { decision: 'left' }}
                  onChoose={(choice) => setChoices((all) => ({ ...all, [keyOf(draft)]: choice }))}
                />
              )}
            </Card>
          ))}
        </aside>
      </div>
      <ActDialog<WayAnswers>
        open={isAsking}
        title={t('slips.decide', { count: decided.length })}
        busy={decide.isPending}
        error={decide.error}
        onSubmit={send}
        onCancel={() => setAsking(false)}
      >
        <WayInput purpose="personal" />
      </ActDialog>
    </article>
  );
}

/** A changed draft is another version: what was chosen for the one before counts no longer. */
const keyOf = ({ documentId, manifestHash }: SlipDraft): string => `${documentId} ${manifestHash}`;

function Decision({ draft }: { draft: SlipDraft }) {
  const { t } = useTranslation();
  if (draft.decision === null)
    return (
      <>
        <div className="vt-small">{draft.waitingFor}</div>
        {draft.notSignedVi !== null && (
          <Alert type="warning" showIcon role="alert" title={t('slips.notSigned', { why: draft.notSignedVi })} />
        )}
      </>
    );
  return (
    <div>
      <Tag>{t(`slips.decisions.${draft.decision}`)}</Tag>
      <span className="vt-small">
        {draft.decidedBy} · {draft.decidedAt && formatInstant(draft.decidedAt)}
      </span>
      {draft.reason && <div style={{ whiteSpace: 'pre-line', overflowWrap: 'anywhere' }}>{draft.reason}</div>}
    </div>
  );
}

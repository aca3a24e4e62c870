import { Button, Form, Input, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatDate, formatInstant } from '../../../shared/format/format';
import { ActDialog } from '../../../shared/ui/act-dialog';
import { useRules } from '../../../shared/ui/rules';
import { type Opinion, useReviewAct } from './review';

const STANCES = ['agrees', 'agrees-with-remarks', 'disagrees'] as const;
type Answer = { stance: (typeof STANCES)[number]; text: string };

/** What other units were asked, until when, and what they think. */
export function Opinions({ documentId, opinions }: { documentId: string; opinions: readonly Opinion[] }) {
  const { t } = useTranslation();
  const act = useReviewAct(documentId);
  const { required, chosen } = useRules();
  const [answering, setAnswering] = useState<Opinion | null>(null);
  if (opinions.length === 0) return null;
  return (
    <>
      <ul style={{ margin: '0 0 8px', paddingLeft: 18 }}>
        {opinions.map((one) => (
          <li key={one.id}>
            <b>{one.unitName}</b>: <State opinion={one} />
            <div className="vt-small">
              {one.question} ({one.askedBy}, {formatInstant(one.askedAt)})
            </div>
            {one.answer && (
              <div style={{ whiteSpace: 'pre-line', overflowWrap: 'anywhere' }}>
                {one.answer.text} <span className="vt-small">{one.answer.by}</span>
              </div>
            )}
            {one.isMine && (
              <Button size="small" type="primary" onClick={() => setAnswering(one)}>
                {t('drafting.answer')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      <ActDialog<Answer>
        open={answering !== null}
        title={t('drafting.answer')}
        lead={<p>{answering?.question}</p>}
        busy={act.isPending}
        error={act.error}
        initial={{ stance: 'agrees' }}
        onSubmit={(answer) =>
          answering &&
          act.mutate({ act: 'answer', opinionId: answering.id, ...answer }, { onSuccess: () => setAnswering(null) })
        }
        onCancel={() => setAnswering(null)}
      >
        <Form.Item name="stance" label={t('drafting.stance')} rules={[chosen]}>
          <Select options={STANCES.map((value) => ({ value, label: t(`drafting.stances.${value}`) }))} />
        </Form.Item>
        <Form.Item name="text" label={t('drafting.opinion')} rules={[required]}>
          <Input.TextArea rows={5} maxLength={5000} showCount />
        </Form.Item>
      </ActDialog>
    </>
  );
}

function State({ opinion: { answer, dueOn, isOverdue } }: { opinion: Opinion }) {
  const { t } = useTranslation();
  if (answer) {
    const late = answer.isLate ? ` (${t('drafting.late')})` : '';
    return <>{`${t(`drafting.stances.${answer.stance}`)}${late}`}</>;
  }
  return <>{t(isOverdue ? 'drafting.overdue' : 'drafting.waiting', { date: formatDate(dueOn) })}</>;
}

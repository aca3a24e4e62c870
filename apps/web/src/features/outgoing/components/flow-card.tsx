import { Card, Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import { formatDate } from '../../../shared/format/format';
import type { OutgoingDetail, OutgoingSummary } from '../api/outgoing';

type Step = NonNullable<OutgoingSummary['step']>;

/** By when the step is to be done; late is said in words, not in colour alone. */
export function StepDay({ step }: { step: Step }) {
  const { t } = useTranslation();
  if (step.dueOn === null) return null;
  const day = t('outgoing.flow.due', { date: formatDate(step.dueOn) });
  return step.isLate ? <Tag color="error">{t('outgoing.flow.late', { day })}</Tag> : <span>{day}</span>;
}

/** Where a draft stands on its flow, who holds it and by when, and what follows. */
export function FlowCard({ document }: { document: OutgoingDetail }) {
  const { t } = useTranslation();
  const { step, flowSteps } = document;
  if (step === null || flowSteps.length === 0) return null;
  const version =
    step.flowVersion === 0 ? t('tasks.course.shipped') : t('tasks.course.version', { version: step.flowVersion });
  return (
    <Card size="small" title={t('outgoing.flow.title')}>
      <p className="vt-small" style={{ margin: '0 0 6px' }}>
        {step.flowName} ({version})
      </p>
      <ol style={{ margin: 0, paddingInlineStart: 20 }}>
        {flowSteps.map(({ id, name, standing }) => (
          <li key={id} aria-current={standing === 'now' ? 'step' : undefined} style={{ marginBottom: 4 }}>
            {standing === 'now' ? <strong>{name}</strong> : name}{' '}
            {standing === 'done' && <span className="vt-small">{t('outgoing.flow.done')}</span>}
            {standing === 'now' && (
              <div className="vt-small">
                <div>{document.waitingFor}</div>
                <StepDay step={step} />
                {step.parts.map((part) => (
                  <div key={part.name}>
                    {part.name}: {part.saidBy ?? t('outgoing.flow.silent')}
                  </div>
                ))}
              </div>
            )}
          </li>
        ))}
      </ol>
    </Card>
  );
}

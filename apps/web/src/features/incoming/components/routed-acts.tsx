import { App, Button, DatePicker, Form, Input, Radio, Select } from 'antd';
import dayjs from 'dayjs';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '../../../shared/api/client';
import { useOwnAgency } from '../../../shared/api/directory';
import { formatDate } from '../../../shared/format/format';
import { useSession } from '../../../shared/session/session';
import { ActDialog } from '../../../shared/ui/act-dialog';
import { useRules } from '../../../shared/ui/rules';
import { Problem } from '../../../shared/ui/states';
import { type RoutedDocument, useIncomingMutation } from '../api/incoming';
import * as requests from '../api/routed-acts';
import { type DirectionForm, DirectionInputs, directionForm, directionOf } from './direction-inputs';

interface Answers extends DirectionForm {
  taskId: string;
  unitId: string;
  agreed: boolean;
}

/** Back, sideways, progress and more time: what is possible now beside the next step. */
export function RoutedActs({ routed }: { routed: RoutedDocument }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const agency = useOwnAgency();
  const [asking, setAsking] = useState<requests.RoutedAct | null>(null);
  const [asked, setAsked] = useState<requests.RoutedAct>('report');
  const own = useOwn(routed);
  const act = useIncomingMutation(({ kind, answers }: { kind: requests.RoutedAct; answers: Answers }) =>
    send(kind, answers, { routed, own, units: agency.data?.units ?? [] }),
  );
  const possible = requests.ROUTED_ACTS.filter((kind) => routed.acts.includes(kind));
  const run = (kind: requests.RoutedAct, answers: Partial<Answers> = {}) =>
    act.mutate(
      { kind, answers: answers as Answers },
      {
        onSuccess: () => {
          setAsking(null);
          void message.success(t(`tasks.outcome.${kind}`));
        },
      },
    );
  const start = (kind: requests.RoutedAct) => {
    act.reset();
    if (kind === 'undo' || kind === 'take-over') return run(kind);
    setAsked(kind);
    setAsking(kind);
  };
  const waiting = requests.openTasks(routed).find((task) => task.extension !== null);
  return (
    <>
      {act.error && asking === null && <Problem error={act.error} />}
      {possible.map((kind) => (
        <Button
          key={kind}
          onClick={() => start(kind)}
          type={kind === 'undo' ? 'dashed' : 'default'}
          loading={act.isPending && act.variables?.kind === kind && asking === null}
        >
          {t(`tasks.acts.${kind}`)}
        </Button>
      ))}
      <ActDialog<Answers>
        open={asking !== null}
        title={t(`tasks.acts.${asked}`)}
        busy={act.isPending}
        error={act.error}
        initial={{
          agreed: true,
          ...(asked === 'advise' && proposes(routed) && routed.proposal ? directionForm(routed.proposal) : {}),
          ...(waiting ? { taskId: waiting.id } : {}),
          ...(asked === 'reassign' ? { taskId: requests.openTasks(routed)[0]?.id ?? '' } : {}),
        }}
        onSubmit={(answers) => asking && run(asking, answers)}
        onCancel={() => setAsking(null)}
      >
        <Inputs act={asked} routed={routed} own={own} units={agency.data?.units ?? []} />
      </ActDialog>
    </>
  );
}

interface InputsProps {
  act: requests.RoutedAct;
  routed: RoutedDocument;
  own: requests.RoutedTask | undefined;
  units: Schemas['Unit'][];
}

function Inputs({ act, routed, own, units }: InputsProps) {
  const { t } = useTranslation();
  const { chosen, required, atMost } = useRules();
  const open = requests.openTasks(routed);
  const words = (label: string, needed = true) => (
    <Form.Item name="text" label={label} rules={[...(needed ? [required] : []), atMost(1000)]}>
      <Input.TextArea autoSize={{ minRows: 3 }} />
    </Form.Item>
  );
  switch (act) {
    case 'advise':
      return proposes(routed) ? <DirectionInputs routed={routed} /> : words(t('tasks.inputs.opinion'));
    case 'report':
      return words(t('tasks.inputs.progress'));
    case 'send-back':
      return words(t('tasks.inputs.sendBack'));
    case 'ask-extension':
      return (
        <>
          <Form.Item name="deadline" label={t('tasks.inputs.newDeadline')} rules={[chosen]}>
            <DatePicker
              format="DD/MM/YYYY"
              style={{ width: '100%' }}
              minDate={dayjs(own?.latest ?? routed.deadline ?? undefined).add(1, 'day')}
            />
          </Form.Item>
          {words(t('tasks.inputs.extensionReason'))}
        </>
      );
    case 'reassign':
      return (
        <>
          <Form.Item name="taskId" label={t('tasks.inputs.task')} rules={[chosen]}>
            <Select
              options={open.map((task) => ({
                value: task.id,
                label: `${t(`tasks.part.${task.part}`)}: ${task.assignee.name}`,
              }))}
            />
          </Form.Item>
          <Form.Item name="unitId" label={t('tasks.inputs.newUnit')} rules={[chosen]}>
            <Select options={units.map((unit) => ({ value: unit.id, label: unit.name }))} />
          </Form.Item>
          {words(t('tasks.inputs.reassignReason'))}
        </>
      );
    case 'answer-extension': {
      const task = open.find((one) => one.extension !== null);
      return (
        <>
          <p style={{ marginTop: 0 }}>
            {task?.extension && `${task.assignee.name}, ${task.extension.askedBy}: ${task.extension.reason}`}
          </p>
          <Form.Item name="taskId" hidden>
            <Input />
          </Form.Item>
          <Form.Item name="agreed" label={t('tasks.inputs.agreed')}>
            <Radio.Group
              options={[
                { value: true, label: t('tasks.inputs.yes', { day: formatDate(task?.extension?.deadline ?? '') }) },
                { value: false, label: t('tasks.inputs.no') },
              ]}
            />
          </Form.Item>
          {words(t('tasks.inputs.note'), false)}
        </>
      );
    }
    default:
      return null;
  }
}

/** The office proposes a direction; others say what they think. */
const proposes = (routed: RoutedDocument): boolean => routed.course?.act === 'propose';

/** The task on which one reports: one's own before that of one's unit. */
function useOwn(routed: RoutedDocument): requests.RoutedTask | undefined {
  const session = useSession();
  const open = requests.openTasks(routed);
  return (
    open.find((task) => task.personId === session.personId) ??
    open.find((task) => task.assignee.kind === 'unit' && task.assignee.unitId === session.position.unitId) ??
    open[0]
  );
}

function send(
  kind: requests.RoutedAct,
  answers: Answers,
  { routed, own, units }: Pick<InputsProps, 'routed' | 'own' | 'units'>,
): Promise<unknown> {
  const taskId = own?.id ?? '';
  const text = answers.text ?? '';
  switch (kind) {
    case 'advise': {
      const proposal = proposes(routed) ? directionOf(answers, units) : null;
      return requests.advise(routed.documentId, text, proposal);
    }
    case 'report':
      return requests.report(taskId, text);
    case 'undo':
      return requests.undo(routed.documentId);
    case 'send-back':
      return requests.sendBack(routed.documentId, text);
    case 'reassign': {
      const name = units.find((unit) => unit.id === answers.unitId)?.name ?? '';
      return requests.reassign(answers.taskId, { kind: 'unit', unitId: answers.unitId, name }, text);
    }
    case 'take-over':
      return requests.takeOver(requests.openTasks(routed).find((task) => task.personId !== null)?.id ?? taskId);
    case 'ask-extension':
      return requests.askExtension(taskId, answers.deadline.format('YYYY-MM-DD'), text);
    case 'answer-extension':
      return requests.answerExtension(answers.taskId, answers.agreed, answers.text);
    default:
      return kind satisfies never;
  }
}

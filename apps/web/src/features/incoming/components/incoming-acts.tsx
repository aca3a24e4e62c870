import { App, Button, Form, Input, Modal, Select, Space } from 'antd';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useColleagues, useOwnAgency } from '../../../shared/api/directory';
import { useSession } from '../../../shared/session/session';
import { Problem } from '../../../shared/ui/states';
import * as requests from '../api/incoming';
import { type DirectionForm, DirectionInputs, directionOf } from './direction-inputs';
import { fromForm, type IncomingFieldsForm, IncomingFieldsInputs, toForm } from './incoming-fields';

interface Answers extends IncomingFieldsForm, DirectionForm {
  reason?: string;
  reasonCode: 'altered' | 'signature-broken' | 'wrong-address' | 'duplicate' | 'other';
  toPositionId: string;
  personId: string;
}

const RETURN_REASONS = [
  ['altered', 'Nội dung bị thay đổi sau khi ký'],
  ['signature-broken', 'Chữ ký số không hợp lệ'],
  ['wrong-address', 'Gửi nhầm nơi nhận'],
  ['duplicate', 'Văn bản gửi trùng'],
  ['other', 'Lý do khác'],
] as const;

/** The acts that are possible now, each asking only for what it needs. */
export function IncomingActs({
  document,
  routed,
}: {
  document: requests.IncomingDetail;
  routed: requests.RoutedDocument | undefined;
}) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const [asking, setAsking] = useState<requests.IncomingAct | null>(null);
  const agency = useOwnAgency();
  const task = useOwnTask(routed);
  const act = requests.useIncomingMutation(({ kind, answers }: { kind: requests.IncomingAct; answers: Answers }) => {
    const direction = () => directionOf(answers, agency.data?.units ?? []);
    switch (kind) {
      case 'check-again':
        return requests.checkAgain(document.id);
      case 'register':
        return requests.register(document.id, fromForm(answers), answers.reason);
      case 'return':
        return requests.returnToSender(document.id, answers.reasonCode, answers.reason ?? '');
      case 'submit':
        return requests.submit(document.id, answers.toPositionId, answers.lead ? direction() : null);
      case 'direct':
        return requests.direct(document.id, answers.lead ? direction() : undefined);
      case 'assign':
        return requests.assign(task?.id ?? '', answers.personId);
      case 'complete':
        return requests.complete(task?.id ?? '', answers.reason ?? '');
      default:
        return kind satisfies never;
    }
  });
  const run = (kind: requests.IncomingAct, answers: Answers) =>
    act.mutate(
      { kind, answers },
      {
        onSuccess: () => {
          setAsking(null);
          message.success(t('common.done'));
        },
      },
    );
  const start = (kind: requests.IncomingAct) => {
    act.reset();
    if (kind === 'check-again') run(kind, {} as Answers);
    else setAsking(kind);
  };
  const agree = asking === 'direct' && routed?.proposal;
  return (
    <>
      {act.error && asking === null && <Problem error={act.error} />}
      <Space style={{ marginBottom: 12 }} wrap>
        {document.acts.map((kind, i) => (
          <Button
            key={kind}
            type={i === 0 ? 'primary' : 'default'}
            onClick={() => start(kind)}
            loading={act.isPending && act.variables?.kind === kind}
          >
            {t(`incoming.acts.${kind}`)}
          </Button>
        ))}
      </Space>
      <Modal
        open={asking !== null}
        title={asking && t(`incoming.acts.${asking}`)}
        footer={null}
        destroyOnHidden
        onCancel={() => setAsking(null)}
      >
        {agree && (
          <div className="vt-verdict" style={{ color: 'var(--signature)' }}>
            <strong>Đề xuất của Văn phòng</strong>
            <span style={{ color: 'var(--ink)', display: 'block', marginBottom: 8 }}>{proposalText(agree)}</span>
            <Button type="primary" loading={act.isPending} onClick={() => run('direct', {} as Answers)}>
              Đồng ý theo đề xuất
            </Button>
          </div>
        )}
        {asking && (
          <Form<Answers>
            layout="vertical"
            requiredMark={false}
            initialValues={asking === 'register' ? toForm(document.fields) : {}}
            onFinish={(answers) => run(asking, answers)}
          >
            <Inputs
              kind={asking}
              document={document}
              unitId={task?.assignee.kind === 'unit' ? task.assignee.unitId : undefined}
            />
            {act.error && <Problem error={act.error} />}
            <Space style={{ marginTop: 12 }}>
              <Button type={agree ? 'default' : 'primary'} htmlType="submit" loading={act.isPending}>
                {t(`incoming.acts.${asking}`)}
              </Button>
              <Button onClick={() => setAsking(null)}>{t('common.cancel')}</Button>
            </Space>
          </Form>
        )}
      </Modal>
    </>
  );
}

function Inputs({
  kind,
  document,
  unitId,
}: {
  kind: requests.IncomingAct;
  document: requests.IncomingDetail;
  unitId: string | undefined;
}): ReactNode {
  const { t } = useTranslation();
  const directors = useColleagues('director');
  const members = useColleagues(undefined, unitId);
  const required = [{ required: true, message: t('session.required') }];
  const people = (list: typeof directors.data) =>
    list?.map((p) => ({ value: p.positionId, label: `${p.fullName}, ${p.title}` })) ?? [];
  const needsReason = document.advice === 'decide' || document.duplicates.length > 0;
  switch (kind) {
    case 'register':
      return (
        <>
          <IncomingFieldsInputs />
          {needsReason && <ReasonInput label="Lý do vẫn vào sổ" />}
        </>
      );
    case 'return':
      return (
        <>
          <Form.Item name="reasonCode" label={t('common.reason')} rules={required} initialValue="altered">
            <Select options={RETURN_REASONS.map(([value, label]) => ({ value, label }))} />
          </Form.Item>
          <ReasonInput label="Nội dung trả lời nơi gửi" initial={document.check?.adviceVi} />
        </>
      );
    case 'submit':
      return (
        <>
          <Form.Item name="toPositionId" label="Trình" rules={required}>
            <Select options={people(directors.data)} />
          </Form.Item>
          <DirectionInputs />
        </>
      );
    case 'direct':
      return <DirectionInputs />;
    case 'assign':
      return (
        <Form.Item name="personId" label="Chuyên viên" rules={required}>
          <Select
            options={members.data?.map((p) => ({ value: p.personId, label: `${p.fullName}, ${p.title}` })) ?? []}
          />
        </Form.Item>
      );
    case 'complete':
      return <ReasonInput label="Kết quả, hoặc lý do không có văn bản trả lời" />;
    default:
      return null;
  }
}

function ReasonInput({ label, initial }: { label: string; initial?: string | undefined }) {
  const { t } = useTranslation();
  return (
    <Form.Item
      name="reason"
      label={label}
      initialValue={initial}
      rules={[{ required: true, message: t('session.required') }]}
    >
      <Input.TextArea rows={3} maxLength={1000} />
    </Form.Item>
  );
}

/** The task on which the signed-in person may act: one's own, or that of the unit one heads. */
function useOwnTask(routed: requests.RoutedDocument | undefined) {
  const session = useSession();
  const mine = routed?.tasks.filter(
    (task) =>
      task.personId === session.personId ||
      (task.assignee.kind === 'unit' && task.assignee.unitId === session.position.unitId) ||
      (task.assignee.kind === 'person' && task.assignee.personId === session.personId),
  );
  return mine?.find((task) => task.state === 'given' || task.state === 'in-progress');
}

const proposalText = (proposal: requests.DirectionInput): string =>
  `Chủ trì: ${proposal.lead.name}${proposal.cooperators.length ? `; phối hợp: ${proposal.cooperators.map((c) => c.name).join(', ')}` : ''}; hạn ${proposal.deadline.split('-').reverse().join('/')}. ${proposal.text}`;

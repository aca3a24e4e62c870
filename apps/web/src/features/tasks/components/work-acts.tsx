import { App, Button, Form, Input, Select, Upload } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useColleagues } from '../../../shared/api/directory';
import { useSession } from '../../../shared/session/session';
import { ActDialog } from '../../../shared/ui/act-dialog';
import { useRules } from '../../../shared/ui/rules';
import { useWorkActs, type WorkItem } from '../api/plans';

type Act = 'assign' | 'complete';
interface Answers {
  personId: string;
  numberAndSymbol?: string;
}

/** Forward with work of a plan: the head names somebody, and whoever has it ends it with its proof. */
export function WorkActs({ work }: { work: WorkItem }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const { assign, prove } = useWorkActs();
  const [asking, setAsking] = useState<Act | null>(null);
  const [asked, setAsked] = useState<Act>('assign');
  const [proof, setProof] = useState<File | null>(null);
  const task = useOwnTask(work);
  const done = () => {
    setAsking(null);
    void message.success(t(`plans.done.${asked}`));
  };
  const submit = ({ personId, numberAndSymbol }: Answers) => {
    if (task === undefined) return;
    if (asked === 'assign') return assign.mutate({ taskId: task.id, personId }, { onSuccess: done });
    prove.mutate({ taskId: task.id, numberAndSymbol, proof }, { onSuccess: done });
  };
  const start = (act: Act) => {
    assign.reset();
    prove.reset();
    setProof(null);
    setAsked(act);
    setAsking(act);
  };
  return (
    <>
      {(['assign', 'complete'] as const)
        .filter((act) => work.acts.includes(act))
        .map((act) => (
          <Button key={act} type={act === 'complete' ? 'primary' : 'default'} onClick={() => start(act)}>
            {t(`plans.acts.${act}`)}
          </Button>
        ))}
      <ActDialog<Answers>
        open={asking !== null}
        title={t(`plans.acts.${asked}`)}
        busy={assign.isPending || prove.isPending}
        error={asked === 'assign' ? assign.error : prove.error}
        onSubmit={submit}
        onCancel={() => setAsking(null)}
      >
        {asked === 'assign' ? (
          <PersonInput unitId={task?.assignee.kind === 'unit' ? task.assignee.unitId : undefined} />
        ) : (
          <ProofInputs
            wanted={task?.part === 'cooperate' ? 'part' : (work.proofWanted ?? 'either')}
            file={proof}
            onFile={setProof}
          />
        )}
      </ActDialog>
    </>
  );
}

function PersonInput({ unitId }: { unitId: string | undefined }) {
  const { t } = useTranslation();
  const { chosen } = useRules();
  const people = useColleagues(undefined, unitId);
  return (
    <Form.Item name="personId" label={t('plans.person')} rules={[chosen]}>
      <Select
        loading={people.isPending}
        options={(people.data ?? []).map((one) => ({ value: one.personId, label: `${one.fullName}, ${one.title}` }))}
      />
    </Form.Item>
  );
}

function ProofInputs({
  wanted,
  file,
  onFile,
}: {
  /** Of a co-operator nothing is asked, and anything taken. */
  wanted: NonNullable<WorkItem['proofWanted']> | 'part';
  file: File | null;
  onFile: (file: File) => void;
}) {
  const { t } = useTranslation();
  const { required, atMost } = useRules();
  return (
    <>
      <p className="vt-quiet" style={{ marginTop: 0 }}>
        {t(`plans.wanted.${wanted}`)}
      </p>
      {wanted !== 'file' && (
        <Form.Item
          name="numberAndSymbol"
          label={t('plans.proofNumber')}
          rules={[...(wanted === 'number' ? [required] : []), atMost(60)]}
        >
          <Input placeholder="57/BC-UBND" />
        </Form.Item>
      )}
      {wanted !== 'number' && (
        <Upload
          accept=".pdf,application/pdf"
          showUploadList={false}
          beforeUpload={(picked) => {
            onFile(picked);
            return false;
          }}
        >
          <Button style={{ marginBottom: 12 }}>{file?.name ?? t('plans.proofFile')}</Button>
        </Upload>
      )}
    </>
  );
}

/** One's own part before that of the unit that one heads. */
function useOwnTask(work: WorkItem) {
  const session = useSession();
  const open = work.tasks.filter(({ state }) => state === 'given' || state === 'in-progress');
  return (
    open.find((task) => task.personId === session.personId) ??
    open.find((task) => task.assignee.kind === 'unit' && task.assignee.unitId === session.position.unitId)
  );
}

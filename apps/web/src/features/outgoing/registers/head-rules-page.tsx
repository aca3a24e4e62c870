import { Alert, Button, Card, Checkbox, Form, Input, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useColleagues } from '../../../shared/api/directory';
import { civilDateOf } from '../../../shared/format/format';
import { useSession } from '../../../shared/session/session';
import { DayInput } from '../../../shared/ui/day-input';
import { PageTitle } from '../../../shared/ui/page-title';
import { useRules } from '../../../shared/ui/rules';
import { Problem } from '../../../shared/ui/states';
import { ApartCard } from './apart-card';
import { BothWaysList } from './both-ways-list';
import { chargeCopySigner, setBothWays, useSeriesAct } from './registers';

/** What the head of the agency lays down for the clerk's work, entered by the administrator with the decision. */
export default function HeadRulesPage() {
  const { t } = useTranslation();
  return (
    <section aria-labelledby="page-title">
      <div className="vt-bar">
        <PageTitle text={t('headRules.title')} />
      </div>
      <div style={{ display: 'grid', gap: 16, gridTemplateColumns: 'repeat(auto-fit, minmax(min(360px, 100%), 1fr))' }}>
        <CopySignerForm />
        <BothWaysForm />
        <BothWaysCard />
        <ApartCard />
      </div>
    </section>
  );
}

interface CopySigner {
  positionId: string;
  from: string;
  to?: string;
  decision: string;
}

/** Art. 27.1: who signs copies. */
function CopySignerForm() {
  const { t } = useTranslation();
  const { required, chosen } = useRules();
  const { agencyId } = useSession().position;
  const people = useColleagues();
  const act = useSeriesAct(chargeCopySigner);
  const [form] = Form.useForm<CopySigner>();
  const [done, setDone] = useState(false);
  const save = ({ to, ...told }: CopySigner) => {
    setDone(false);
    act.mutate({ agencyId, ...told, to: to || null }, { onSuccess: () => setDone(true) });
  };
  return (
    <Card size="small" title={t('headRules.copies.title')}>
      <Form<CopySigner>
        form={form}
        name="copySigner"
        layout="vertical"
        requiredMark={false}
        initialValues={{ from: civilDateOf(new Date()) }}
        onFinish={save}
      >
        <Form.Item name="positionId" label={t('registers.copies.signer')} rules={[chosen]}>
          <Select
            showSearch={{ optionFilterProp: 'label' }}
            options={(people.data ?? []).map((one) => ({
              value: one.positionId,
              label: `${one.fullName}, ${one.title}`,
            }))}
          />
        </Form.Item>
        <Form.Item name="from" label={t('registers.write.from')} rules={[chosen]}>
          <DayInput />
        </Form.Item>
        <Form.Item name="to" label={t('headRules.copies.to')}>
          <DayInput />
        </Form.Item>
        <Form.Item name="decision" label={t('registers.series.decision')} rules={[required]}>
          <Input maxLength={300} />
        </Form.Item>
        <Outcome error={act.error} done={done} text={t('headRules.copies.done')} />
        <Button type="primary" htmlType="submit" loading={act.isPending}>
          {t('headRules.copies.do')}
        </Button>
      </Form>
    </Card>
  );
}

interface BothWays {
  kind: string;
  decision: string;
  withdrawn: boolean;
}

/** Decision 28/2018 Art. 7.2: what goes on paper as well as by the systems. */
function BothWaysForm() {
  const { t } = useTranslation();
  const { required, chosen } = useRules();
  const { agencyId } = useSession().position;
  const kinds = useKinds();
  const act = useSeriesAct(setBothWays);
  const [done, setDone] = useState(false);
  return (
    <Card size="small" title={t('headRules.bothWays.title')}>
      <Form<BothWays>
        name="bothWays"
        layout="vertical"
        requiredMark={false}
        initialValues={{ withdrawn: false }}
        onFinish={(told) => {
          setDone(false);
          act.mutate({ agencyId, ...told }, { onSuccess: () => setDone(true) });
        }}
      >
        <Form.Item name="kind" label={t('outgoing.columns.kind')} rules={[chosen]}>
          <Select showSearch={{ optionFilterProp: 'label' }} options={kinds} />
        </Form.Item>
        <Form.Item name="decision" label={t('registers.series.decision')} rules={[required]}>
          <Input maxLength={300} />
        </Form.Item>
        <Form.Item name="withdrawn" valuePropName="checked">
          <Checkbox>{t('headRules.bothWays.withdrawn')}</Checkbox>
        </Form.Item>
        <Outcome error={act.error} done={done} text={t('headRules.bothWays.done')} />
        <Button type="primary" htmlType="submit" loading={act.isPending}>
          {t('headRules.bothWays.do')}
        </Button>
      </Form>
    </Card>
  );
}

function useKinds() {
  const { t } = useTranslation();
  const kinds = Object.entries(t('incoming.kinds', { returnObjects: true }));
  return [
    { value: '*', label: t('headRules.bothWays.every') },
    ...kinds.map(([value, label]) => ({ value, label: String(label) })),
  ];
}

function BothWaysCard() {
  const { t } = useTranslation();
  return (
    <Card size="small" title={t('headRules.bothWays.list')} style={{ gridColumn: '1 / -1' }}>
      <BothWaysList kinds={useKinds()} />
    </Card>
  );
}

function Outcome({ error, done, text }: { error: unknown; done: boolean; text: string }) {
  if (error) return <Problem error={error} />;
  return done ? <Alert type="success" showIcon title={text} style={{ marginBottom: 12 }} /> : null;
}

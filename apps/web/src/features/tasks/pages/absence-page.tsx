import { App, Button, Card, DatePicker, Form, Input, Select, Table } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '../../../shared/api/client';
import { useColleagues } from '../../../shared/api/directory';
import { civilDateOf, formatDate } from '../../../shared/format/format';
import { useSession } from '../../../shared/session/session';
import { submitKey } from '../../../shared/ui/keys';
import { PageTitle } from '../../../shared/ui/page-title';
import { useRules } from '../../../shared/ui/rules';
import { Empty, Loading, Problem } from '../../../shared/ui/states';
import { useAbsenceActs, useAbsences } from '../api/tasks';
import { TasksViews } from '../components/tasks-views';

interface AbsenceForm {
  positionId: string;
  from: Dayjs;
  to: Dayjs;
  deputyPositionId: string;
  basis: string;
}

/** Who is away and who stands in, from when to when. */
export default function AbsencePage() {
  const { t } = useTranslation();
  const absences = useAbsences();
  return (
    <section aria-labelledby="page-title">
      <div className="vt-bar">
        <PageTitle text={t('tasks.absence')} />
        <TasksViews />
      </div>
      <p className="vt-quiet" style={{ maxWidth: 900, margin: '0 0 10px' }}>
        {t('tasks.absences.intro')}
      </p>
      <div className="vt-desk">
        <div>
          {absences.isError && <Problem error={absences.error} onRetry={() => absences.refetch()} />}
          {absences.isPending && <Loading />}
          {absences.data &&
            (absences.data.length === 0 ? (
              <Empty text={t('tasks.absences.empty')} />
            ) : (
              <AbsenceTable absences={absences.data} />
            ))}
        </div>
        <RecordForm />
      </div>
    </section>
  );
}

function AbsenceTable({ absences }: { absences: Schemas['Absence'][] }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const session = useSession();
  const { end } = useAbsenceActs();
  const today = civilDateOf(new Date());
  const decides = session.position.roles.some((role) => role === 'director' || role === 'leadership');
  return (
    <>
      {end.error && <Problem error={end.error} />}
      <Table<Schemas['Absence']>
        rowKey="id"
        size="small"
        pagination={false}
        dataSource={absences}
        scroll={{ x: 640 }}
        columns={[
          {
            title: t('tasks.absences.who'),
            render: (_, row) => (
              <>
                {row.personName} <span className="vt-small">{row.positionTitle}</span>
              </>
            ),
          },
          {
            title: t('tasks.absences.from'),
            width: 230,
            render: (_, row) => (
              <span className="vt-number">
                {formatDate(row.from)} – {formatDate(row.to)}
                {row.from <= today && today <= row.to && ` · ${t('tasks.absences.now')}`}
              </span>
            ),
          },
          {
            title: t('tasks.absences.deputy'),
            render: (_, row) => (
              <>
                {row.deputyName} <span className="vt-small">{row.deputyTitle}</span>
              </>
            ),
          },
          { title: t('tasks.absences.basis'), dataIndex: 'basis', ellipsis: true },
          {
            width: 96,
            render: (_, row) =>
              (decides || row.personId === session.personId) && (
                <Button
                  size="small"
                  loading={end.isPending && end.variables === row.id}
                  onClick={() =>
                    end.mutate(row.id, { onSuccess: () => void message.success(t('tasks.absences.ended')) })
                  }
                >
                  {t('tasks.absences.end')}
                </Button>
              ),
          },
        ]}
      />
    </>
  );
}

function RecordForm() {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const { chosen, required, atMost } = useRules();
  const session = useSession();
  const { record } = useAbsenceActs();
  const colleagues = useColleagues();
  const [form] = Form.useForm<AbsenceForm>();
  const absent = Form.useWatch('positionId', form);
  const decides = session.position.roles.some((role) => role === 'director' || role === 'leadership');
  const options = (colleagues.data ?? []).map((one) => ({
    value: one.positionId,
    label: [`${one.fullName}, ${one.title}`, one.unitName].filter(Boolean).join(' · '),
  }));
  const today = dayjs(civilDateOf(new Date()));
  const day = { format: 'DD/MM/YYYY', style: { width: '100%' }, minDate: today };
  return (
    <Card size="small" title={t('tasks.absences.record')}>
      <Form<AbsenceForm>
        form={form}
        layout="vertical"
        requiredMark={false}
        scrollToFirstError={{ focus: true }}
        onKeyDown={submitKey(form.submit)}
        initialValues={{ positionId: session.position.positionId, from: today, to: today }}
        onFinish={(given) =>
          record.mutate(
            {
              positionId: given.positionId,
              deputyPositionId: given.deputyPositionId,
              basis: given.basis,
              from: given.from.format('YYYY-MM-DD'),
              to: given.to.format('YYYY-MM-DD'),
            },
            {
              onSuccess: () => {
                form.resetFields(['deputyPositionId', 'basis']);
                void message.success(t('tasks.absences.recorded'));
              },
            },
          )
        }
      >
        <Form.Item name="positionId" label={t('tasks.absences.who')} rules={[chosen]}>
          <Select
            disabled={!decides}
            showSearch={{ optionFilterProp: 'label' }}
            loading={colleagues.isPending}
            options={options}
          />
        </Form.Item>
        <div className="vt-two">
          <Form.Item name="from" label={t('tasks.absences.from')} rules={[chosen]}>
            <DatePicker {...day} />
          </Form.Item>
          <Form.Item name="to" label={t('tasks.absences.to')} rules={[chosen]}>
            <DatePicker {...day} />
          </Form.Item>
        </div>
        <Form.Item name="deputyPositionId" label={t('tasks.absences.deputy')} rules={[chosen]}>
          <Select
            showSearch={{ optionFilterProp: 'label' }}
            loading={colleagues.isPending}
            options={options.filter(({ value }) => value !== absent)}
          />
        </Form.Item>
        <Form.Item name="basis" label={t('tasks.absences.basis')} rules={[required, atMost(300)]}>
          <Input />
        </Form.Item>
        {record.error && <Problem error={record.error} />}
        <Button type="primary" htmlType="submit" loading={record.isPending} title="Ctrl+Enter">
          {t('tasks.absences.record')}
        </Button>
      </Form>
    </Card>
  );
}

import { Button, Form, Input, Modal, Space, Table } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '../../../shared/session/session';
import { ActDialog } from '../../../shared/ui/act-dialog';
import { useRules } from '../../../shared/ui/rules';
import { agree, completeWork, report } from '../api/tasks';
import { type BulkItem, useBulk } from '../api/use-bulk';
import type { WorkRow } from './work-table';

type BulkAct = 'direct' | 'report' | 'complete';
const ACTS: readonly BulkAct[] = ['direct', 'report', 'complete'];

/** What can be done with the ticked ones together; each ends with an outcome of its own. */
export function BulkBar({ rows, onDone }: { rows: WorkRow[]; onDone: () => void }) {
  const { t } = useTranslation();
  const { required, atMost } = useRules();
  const session = useSession();
  const bulk = useBulk();
  const [asking, setAsking] = useState<BulkAct | null>(null);
  const [last, setLast] = useState<{ act: BulkAct; text: string }>({ act: 'direct', text: '' });
  const able = (act: BulkAct) =>
    rows.filter((row) => row.acts.includes(act) && (act !== 'direct' || row.proposal !== null));
  const taskOf = (row: WorkRow): string => {
    const open = row.tasks.filter((task) => task.state === 'given' || task.state === 'in-progress');
    const own = open.find((task) => task.personId === session.personId);
    const unit = open.find((task) => task.assignee.kind === 'unit' && task.assignee.unitId === session.position.unitId);
    return (own ?? unit ?? open[0])?.id ?? '';
  };
  const run = (act: BulkAct, text: string, on: readonly WorkRow[]) => {
    setAsking(null);
    setLast({ act, text });
    const each: Record<BulkAct, (row: WorkRow) => Promise<unknown>> = {
      direct: (row) => agree(row.documentId),
      report: (row) => report(taskOf(row), text),
      complete: (row) => completeWork(taskOf(row), row, text),
    };
    void bulk.run(on, each[act]);
  };
  const failed = bulk.items.filter(({ state }) => state === 'failed').map(({ row }) => row);
  return (
    <>
      {ACTS.filter((act) => able(act).length > 0).map((act) => (
        <Button key={act} type={act === 'direct' ? 'primary' : 'default'} onClick={() => setAsking(act)}>
          {t(`tasks.bulk.${act}`, { count: able(act).length })}
        </Button>
      ))}
      <ActDialog<{ text?: string }>
        open={asking !== null}
        title={t(`tasks.bulk.${asking ?? last.act}`, { count: able(asking ?? last.act).length })}
        lead={
          <p style={{ marginTop: 0 }} className="vt-quiet">
            {asking === 'direct' && t('tasks.bulk.agreeHint')}
            {asking === 'complete' && t('tasks.bulk.completeHint')}
          </p>
        }
        busy={bulk.isRunning}
        error={null}
        onSubmit={({ text }) => asking && run(asking, text ?? '', able(asking))}
        onCancel={() => setAsking(null)}
      >
        {asking !== null && asking !== 'direct' && (
          <Form.Item
            name="text"
            label={t(asking === 'report' ? 'tasks.bulk.text' : 'tasks.bulk.reason')}
            rules={[required, atMost(1000)]}
          >
            <Input.TextArea autoSize={{ minRows: 3 }} />
          </Form.Item>
        )}
      </ActDialog>
      <Modal
        open={bulk.items.length > 0}
        title={t('tasks.bulk.outcome')}
        width={860}
        closable={false}
        footer={
          <Space wrap>
            {!bulk.isRunning && failed.length > 0 && (
              <Button onClick={() => run(last.act, last.text, failed)}>
                {t('tasks.bulk.again', { count: failed.length })}
              </Button>
            )}
            <Button
              type="primary"
              disabled={bulk.isRunning}
              onClick={() => {
                bulk.clear();
                onDone();
              }}
            >
              {t('tasks.bulk.close')}
            </Button>
          </Space>
        }
      >
        <Outcomes items={bulk.items} isRunning={bulk.isRunning} />
      </Modal>
    </>
  );
}

function Outcomes({ items, isRunning }: { items: readonly BulkItem[]; isRunning: boolean }) {
  const { t } = useTranslation();
  const counts = { done: items.filter(({ state }) => state === 'done').length, total: items.length };
  return (
    <>
      <p role="status">{t(isRunning ? 'tasks.bulk.running' : 'tasks.bulk.finished', counts)}</p>
      <Table<BulkItem>
        size="small"
        rowKey={({ row }) => row.id}
        pagination={false}
        dataSource={[...items]}
        scroll={{ y: 380 }}
        columns={[
          { title: t('tasks.columns.number'), width: 160, render: (_, { row }) => row.numberAndSymbol },
          { title: t('tasks.columns.abstract'), ellipsis: true, render: (_, { row }) => row.abstract },
          {
            title: t('tasks.bulk.outcome'),
            width: 300,
            render: (_, { state, reason }) => (state === 'done' ? `✓ ${t('tasks.bulk.done')}` : (reason ?? '…')),
          },
        ]}
      />
    </>
  );
}

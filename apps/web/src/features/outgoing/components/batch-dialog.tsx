import { Button, Modal, Progress, Space, Table, type TableColumnsType } from 'antd';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { WayAnswers } from '../../../shared/api/handouts';
import { fetchSealKey } from '../../../shared/api/seal-pin';
import { formatAbstract } from '../../../shared/format/format';
import { ActDialog } from '../../../shared/ui/act-dialog';
import { type BatchAct, type BatchItem, useBatch } from '../api/batch';
import type { OutgoingSummary } from '../api/outgoing';
import { WayInput } from './way-input';

/** Many documents, one PIN: asks, then shows what became of each until it is closed. */
export function BatchButton({ act, rows, onDone }: { act: BatchAct; rows: OutgoingSummary[]; onDone: () => void }) {
  const { t } = useTranslation();
  const batch = useBatch(act);
  const [asking, setAsking] = useState<readonly OutgoingSummary[]>([]);
  const [problem, setProblem] = useState<unknown>(null);
  const [isOpening, setIsOpening] = useState(false);
  // While the dialog closes it still says how many there were.
  const asked = useRef(0);
  if (asking.length > 0) asked.current = asking.length;
  const title = t(`outgoing.batch.${act}`, { count: asked.current || rows.length });

  const ask = (wanted: readonly OutgoingSummary[]) => {
    void fetchSealKey().catch(() => {});
    setProblem(null);
    setAsking(wanted);
  };
  const start = async (answers: WayAnswers) => {
    setIsOpening(true);
    setProblem(null);
    await batch.run(asking, answers, () => setAsking([])).catch(setProblem);
    setIsOpening(false);
  };
  const open = batch.items.filter(({ state }) => state !== 'done').map(({ row }) => row);
  const isShown = batch.items.length > 0;
  return (
    <>
      <Button type="primary" disabled={rows.length === 0} onClick={() => ask(rows)}>
        {t(`outgoing.batch.${act}`, { count: rows.length })}
      </Button>
      <ActDialog<WayAnswers>
        open={asking.length > 0 && !batch.isRunning}
        title={title}
        busy={isOpening}
        error={problem}
        onSubmit={(answers) => void start(answers)}
        onCancel={() => setAsking([])}
      >
        <WayInput ways={['key', 'desktop']} />
      </ActDialog>
      <Modal
        open={isShown && (batch.isRunning || asking.length === 0)}
        title={t(`outgoing.batch.${act}`, { count: batch.items.length })}
        width={900}
        closable={false}
        footer={
          <Space>
            {!batch.isRunning && open.length > 0 && (
              <Button onClick={() => ask(open)}>{t('outgoing.batch.again', { count: open.length })}</Button>
            )}
            <Button
              type="primary"
              disabled={batch.isRunning}
              onClick={() => {
                batch.clear();
                onDone();
              }}
            >
              {t('outgoing.batch.close')}
            </Button>
          </Space>
        }
      >
        <Outcomes items={batch.items} isRunning={batch.isRunning} />
      </Modal>
    </>
  );
}

function Outcomes({ items, isRunning }: { items: readonly BatchItem[]; isRunning: boolean }) {
  const { t } = useTranslation();
  const done = items.filter(({ state }) => state === 'done').length;
  const counts = { done, total: items.length };
  const words = isRunning ? t('outgoing.batch.running', counts) : t('outgoing.batch.finished', counts);
  const columns: TableColumnsType<BatchItem> = [
    { title: t('outgoing.columns.abstract'), render: (_, { row }) => formatAbstract(row.kind, row.abstract) },
    { title: t('outgoing.columns.kind'), width: 110, render: (_, { row }) => row.kindName },
    {
      title: t('outgoing.batch.outcome'),
      width: 300,
      render: (_, item) => item.reason ?? t(`outgoing.batch.outcomes.${item.state}`),
    },
  ];
  return (
    <>
      <p role="status">{words}</p>
      <Progress
        percent={Math.round((done / Math.max(items.length, 1)) * 100)}
        status={isRunning ? 'active' : 'normal'}
        aria-label={words}
      />
      <Table<BatchItem>
        size="small"
        rowKey={({ row }) => row.id}
        pagination={false}
        columns={columns}
        dataSource={[...items]}
        scroll={{ y: 380 }}
      />
    </>
  );
}

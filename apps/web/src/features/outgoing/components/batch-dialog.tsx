import { Button, Modal, Progress, Space, Table, type TableColumnsType } from 'antd';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { WayAnswers } from '../../../shared/api/handouts';
import { fetchSealKey } from '../../../shared/api/seal-pin';
import { formatAbstract } from '../../../shared/format/format';
import { ActDialog } from '../../../shared/ui/act-dialog';
import { type Batch, type BatchAct, type BatchItem, type BatchRow, batchFile, isOpen, useBatch } from '../api/batch';
import { WayInput } from './way-input';

/** Many documents, one opened key: asks, then shows what became of each until it is closed. */
export function BatchButton({ act, rows, onDone }: { act: BatchAct; rows: readonly BatchRow[]; onDone: () => void }) {
  const { t } = useTranslation();
  const batch = useBatch(act);
  const [asking, setAsking] = useState<readonly BatchRow[]>([]);
  return (
    <>
      <Button
        type="primary"
        disabled={rows.length === 0}
        onClick={() => {
          void fetchSealKey().catch(() => {});
          setAsking(rows);
        }}
      >
        {t(`outgoing.batch.${act}`, { count: rows.length })}
      </Button>
      <BatchDialogs batch={batch} asking={asking} onAsk={setAsking} onDone={onDone} />
    </>
  );
}

/** How these are to be signed, and the sheet of what became of them. */
export function BatchDialogs({
  batch,
  asking,
  onAsk,
  onDone,
}: {
  batch: Batch;
  /** Empty: nothing is asked now. */
  asking: readonly BatchRow[];
  onAsk: (rows: readonly BatchRow[]) => void;
  onDone: () => void;
}) {
  const { t } = useTranslation();
  const [problem, setProblem] = useState<unknown>(null);
  const [isOpening, setIsOpening] = useState(false);
  // While the dialog closes it still says how many there were.
  const asked = useRef(0);
  if (asking.length > 0) asked.current = asking.length;
  /** The attempt that counts: turning away while the key opens ends it. */
  const attempt = useRef(0);
  const start = async (answers: WayAnswers) => {
    attempt.current += 1;
    const own = attempt.current;
    const isWanted = () => attempt.current === own;
    setIsOpening(true);
    setProblem(null);
    await batch
      .run(asking, answers, isWanted, () => onAsk([]))
      .catch((error: unknown) => {
        if (isWanted()) setProblem(error);
      });
    if (isWanted()) setIsOpening(false);
  };
  const again = (rows: readonly BatchRow[]) => {
    void fetchSealKey().catch(() => {});
    setProblem(null);
    onAsk(rows);
  };
  const open = batch.items.filter(isOpen).map(({ row }) => row);
  return (
    <>
      <ActDialog<WayAnswers>
        open={asking.length > 0 && !batch.isRunning}
        title={t(`outgoing.batch.${batch.act}`, { count: asked.current })}
        busy={isOpening}
        error={problem}
        onSubmit={(answers) => void start(answers)}
        onCancel={() => {
          attempt.current += 1;
          setIsOpening(false);
          setProblem(null);
          onAsk([]);
        }}
      >
        <WayInput purpose={batch.act === 'sign' ? 'personal' : 'organisation'} />
      </ActDialog>
      <Modal
        open={batch.items.length > 0 && (batch.isRunning || asking.length === 0)}
        title={t(`outgoing.batch.${batch.act}`, { count: batch.items.length })}
        width={900}
        closable={false}
        destroyOnHidden
        footer={
          <Space wrap>
            {(['pdf', 'xlsx'] as const).map(
              (format) =>
                !batch.isRunning &&
                batch.batchId !== undefined && (
                  <Button key={format} href={batchFile(batch.batchId, format)}>
                    {t(`outgoing.batch.${format}`)}
                  </Button>
                ),
            )}
            {!batch.isRunning && open.length > 0 && (
              <Button onClick={() => again(open)}>{t('outgoing.batch.again', { count: open.length })}</Button>
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

/** What became of each, and how many in which way. */
export function Outcomes({ items, isRunning }: { items: readonly BatchItem[]; isRunning: boolean }) {
  const { t } = useTranslation();
  const done = items.filter(({ state }) => state === 'done').length;
  const counts = { done, total: items.length };
  const words = isRunning ? t('outgoing.batch.running', counts) : t('outgoing.batch.finished', counts);
  const columns: TableColumnsType<BatchItem> = [
    {
      title: t('outgoing.columns.abstract'),
      // In a page of its own: this one still orders the rest.
      render: (_, { row }) => (
        <a href={`/van-ban-di/${row.id}`} target="_blank" rel="noopener">
          {formatAbstract(row.kind, row.abstract)}
        </a>
      ),
    },
    { title: t('outgoing.columns.kind'), width: 110, responsive: ['md'], render: (_, { row }) => row.kindName },
    {
      title: t('outgoing.batch.outcome'),
      width: '42%',
      render: (_, { state, reason }) => (
        <>
          <strong>{t(`outgoing.batch.outcomes.${state}`)}</strong>
          {reason !== null && <div style={{ overflowWrap: 'anywhere' }}>{reason}</div>}
        </>
      ),
    },
  ];
  return (
    <>
      <p role="status">
        {words} {!isRunning && <Summary items={items} />}
      </p>
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

/** How many came out in which other way: none is passed over. */
function Summary({ items }: { items: readonly BatchItem[] }) {
  const { t } = useTranslation();
  const states = ['refused', 'failed', 'needs-activation', 'out', 'ordered', 'waiting'] as const;
  return states
    .map((state) => [state, items.filter((item) => item.state === state).length] as const)
    .filter(([, count]) => count > 0)
    .map(([state, count]) => `${count} ${t(`outgoing.batch.outcomes.${state}`).toLocaleLowerCase('vi')}`)
    .join(' · ');
}

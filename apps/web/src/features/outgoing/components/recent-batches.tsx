import { Button, Drawer } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatInstant } from '../../../shared/format/format';
import { Empty, Loading, Problem } from '../../../shared/ui/states';
import { type BatchAct, type BatchRow, fetchBatch, useBatch, useRecentBatches } from '../api/batch';
import { BatchDialogs } from './batch-dialog';

/** One's batches of the last thirty days: what became of each, and the rest of it may still be done. */
export function RecentBatches({ act }: { act: BatchAct }) {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  const [asking, setAsking] = useState<readonly BatchRow[]>([]);
  const [problem, setProblem] = useState<unknown>(null);
  const batch = useBatch(act);
  const recent = useRecentBatches(isOpen);
  const batches = recent.data?.filter((one) => one.act === act);
  const open = (batchId: string) => {
    setProblem(null);
    void fetchBatch(batchId).then(batch.show, setProblem);
  };
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t('outgoing.batch.recent')}</Button>
      <Drawer open={isOpen} title={t('outgoing.batch.recent')} size={420} onClose={() => setOpen(false)}>
        {recent.isPending && <Loading />}
        {recent.isError && <Problem error={recent.error} onRetry={() => recent.refetch()} />}
        {problem !== null && <Problem error={problem} />}
        {batches?.length === 0 && <Empty text={t('outgoing.batch.noRecent')} />}
        <ol className="vt-batches">
          {batches?.map(({ id, openedAt, counts }) => {
            const total = Object.values(counts).reduce((sum, count) => sum + count, 0);
            return (
              <li key={id}>
                <Button type="link" onClick={() => open(id)}>
                  {t('outgoing.batch.one', { at: formatInstant(openedAt), done: counts.done ?? 0, total })}
                </Button>
              </li>
            );
          })}
        </ol>
      </Drawer>
      <BatchDialogs batch={batch} asking={asking} onAsk={setAsking} onDone={() => setOpen(false)} />
    </>
  );
}

import { Button, Drawer } from 'antd';
import { useRef, useState } from 'react';
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
  // Of two quick clicks the later one counts, whichever is answered first.
  const wanted = useRef('');
  const open = (batchId: string) => {
    wanted.current = batchId;
    setProblem(null);
    const told =
      <T,>(tell: (what: T) => void) =>
      (what: T) => {
        if (wanted.current === batchId) tell(what);
      };
    void fetchBatch(batchId).then(told(batch.show), told(setProblem));
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

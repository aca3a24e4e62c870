import { useQueryClient } from '@tanstack/react-query';
import { Button, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, api, RequestProblem } from '../../../shared/api/client';
import type { BatchItem, BatchRow } from '../api/batch';
import { Outcomes } from './batch-dialog';

export type CheckAct = 'check-content' | 'check-form';

const check = (act: CheckAct, { id, manifestHash }: BatchRow): Promise<unknown> => {
  const asked = { params: { path: { documentId: id } }, body: { manifestHash } };
  return act === 'check-content'
    ? answerOf(api.POST('/api/outgoing/documents/{documentId}/check-content', asked))
    : answerOf(api.POST('/api/outgoing/documents/{documentId}/check-form', asked));
};

/** Many drafts checked, each for itself, and an outcome per draft: what one is refused for holds up none of the others. */
export function CheckBatchButton({
  act,
  rows,
  onDone,
}: {
  act: CheckAct;
  rows: readonly BatchRow[];
  onDone: () => void;
}) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [items, setItems] = useState<readonly BatchItem[]>([]);
  const [isRunning, setIsRunning] = useState(false);
  const title = t(`outgoing.batch.${act}`, { count: items.length || rows.length });
  const run = async () => {
    setIsRunning(true);
    setItems(rows.map((row): BatchItem => ({ row, state: 'waiting', reason: null })));
    for (const row of rows) {
      const outcome: Pick<BatchItem, 'state' | 'reason'> = await check(act, row).then(
        () => ({ state: 'done', reason: null }),
        (error) => ({ state: 'refused', reason: error instanceof RequestProblem ? error.message : String(error) }),
      );
      setItems((before) => before.map((item) => (item.row.id === row.id ? { ...item, ...outcome } : item)));
    }
    setIsRunning(false);
    await queries.invalidateQueries({ queryKey: ['outgoing'] });
  };
  return (
    <>
      <Button type="primary" disabled={rows.length === 0} loading={isRunning} onClick={() => void run()}>
        {title}
      </Button>
      <Modal
        open={items.length > 0}
        title={title}
        width={900}
        closable={false}
        destroyOnHidden
        footer={
          <Button
            type="primary"
            disabled={isRunning}
            onClick={() => {
              setItems([]);
              onDone();
            }}
          >
            {t('outgoing.batch.close')}
          </Button>
        }
      >
        <Outcomes items={items} isRunning={isRunning} />
      </Modal>
    </>
  );
}

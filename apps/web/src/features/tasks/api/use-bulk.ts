import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { WorkRow } from '../components/work-table';

export interface BulkItem {
  readonly row: WorkRow;
  readonly state: 'waiting' | 'done' | 'failed';
  /** The refusal's own words. */
  readonly reason: string | null;
}

/** One command per document, one after the other; never "done" when one was not. */
export function useBulk() {
  const queries = useQueryClient();
  const [items, setItems] = useState<readonly BulkItem[]>([]);
  const [isRunning, setRunning] = useState(false);
  const run = async (rows: readonly WorkRow[], act: (row: WorkRow) => Promise<unknown>) => {
    setRunning(true);
    setItems(rows.map((row) => ({ row, state: 'waiting', reason: null })));
    for (const row of rows) {
      const outcome = await act(row).then(
        () => ({ state: 'done' as const, reason: null }),
        (error: unknown) => ({
          state: 'failed' as const,
          reason: error instanceof Error ? error.message : String(error),
        }),
      );
      setItems((before) => before.map((item) => (item.row.id === row.id ? { ...item, ...outcome } : item)));
    }
    setRunning(false);
    await queries.invalidateQueries({ queryKey: ['tasks'] });
  };
  return { items, isRunning, run, clear: () => setItems([]) };
}

import type { ServiceTestbed } from '@vanthu/messaging';
import { Transactions } from '@vanthu/persistence';
import { PendingCounts } from '../src/model/pending-counts.js';

/** Every line that waits is in the sums; the job of the service may be at it at the same time. */
export async function folded({ service, rows }: ServiceTestbed): Promise<void> {
  const pending = service.app.get(PendingCounts);
  do await service.app.get(Transactions).run((tx) => pending.fold(tx, 7));
  while ((await rows('SELECT FROM pending_count LIMIT 1')).length > 0);
}

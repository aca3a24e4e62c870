import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { PageTitle } from '../../../shared/ui/page-title';
import { Empty, Loading, Problem } from '../../../shared/ui/states';
import type { OutgoingSummary } from '../api/outgoing';
import { BatchButton } from '../components/batch-dialog';
import { RecentBatches } from '../components/recent-batches';
import { type Decision, usePile } from './pile';
import { usePileKeys } from './pile-keys';
import { ToSignDocument } from './to-sign-document';
import { ToSignList } from './to-sign-list';

/** The signer's morning: each document looked at and decided, then all that were agreed to with one PIN. */
export default function ToSignPage() {
  const { t } = useTranslation();
  const pile = usePile();
  const { rows, list } = pile;
  const [chosen, setChosen] = useState<string>();
  const [isReturning, setReturning] = useState(false);
  const index = Math.max(
    0,
    rows.findIndex(({ id }) => id === chosen),
  );
  const current = rows[index];
  const { noteOpened } = pile;
  useEffect(() => {
    if (current) noteOpened(current);
  }, [current, noteOpened]);

  // Whoever came by the menu goes on by keyboard: not the link has it now, the page.
  useEffect(() => document.getElementById('page-title')?.focus(), []);

  const go = (to: number) => setChosen(rows[Math.min(Math.max(to, 0), rows.length - 1)]?.id);
  const decide = (decision: Decision) => {
    if (!current) return;
    pile.decide(current, decision);
    go(index + 1);
  };
  usePileKeys({
    ' ': () => decide('agreed'),
    l: () => decide('left'),
    r: () => setReturning(true),
    ArrowDown: () => go(index + 1),
    ArrowUp: () => go(index - 1),
  });

  return (
    <section aria-labelledby="page-title">
      <div className="vt-bar">
        <PageTitle text={t('toSign.title')} />
        <span className="vt-quiet" role="status">
          {t('toSign.summary', { agreed: pile.agreed.length, left: pile.left, unopened: pile.unopened })}
        </span>
        <Link to="/van-ban-di/phieu-trinh">{t('slips.title')}</Link>
        <RecentBatches act="sign" />
        <BatchButton act="sign" rows={pile.agreed} onDone={pile.forget} />
      </div>
      {list.isPending && <Loading />}
      {list.isError && <Problem error={list.error} onRetry={() => list.refetch()} />}
      {list.data && rows.length === 0 && !list.hasNextPage && <Empty text={t('toSign.empty')} />}
      {current && (
        <div className="vt-to-sign">
          <ToSignList pile={pile} current={current.id} onChoose={(row: OutgoingSummary) => setChosen(row.id)} />
          <ToSignDocument
            key={`${current.id} ${current.manifestHash}`}
            documentId={current.id}
            onDecide={decide}
            isReturning={isReturning}
            setReturning={setReturning}
          />
        </div>
      )}
    </section>
  );
}

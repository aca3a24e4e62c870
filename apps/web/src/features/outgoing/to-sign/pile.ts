import { useEffect, useState } from 'react';
import { type OutgoingSummary, useOutgoingList } from '../api/outgoing';

/** What the signer has decided about one version of one document. */
export type Decision = 'agreed' | 'left';

const URGENCY = ['express', 'very-urgent', 'urgent', 'normal'] as const;
/** One activation opens a key for so many. */
const MOST = 1000;

/** A changed document is another version: what was decided of the one before counts no longer. */
const keyOf = ({ id, manifestHash }: OutgoingSummary): string => `${id} ${manifestHash}`;

/** Everything that waits for one's signature, the most urgent first, then what has waited longest. */
export function usePile() {
  const list = useOutgoingList({ text: '', state: '', mine: true });
  const [decisions, setDecisions] = useState<Readonly<Record<string, Decision>>>({});
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set());
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = list;
  const found = list.data?.pages.flatMap((page) => page.items) ?? [];
  const isWanted = hasNextPage && !isFetchingNextPage && found.length < MOST;
  useEffect(() => {
    if (isWanted) void fetchNextPage();
  }, [isWanted, fetchNextPage]);
  const rows = found
    .filter(({ acts, road }) => acts.includes('sign') && road === 'digital')
    .sort((a, b) => URGENCY.indexOf(a.urgency) - URGENCY.indexOf(b.urgency) || a.createdAt.localeCompare(b.createdAt));
  const decisionOf = (row: OutgoingSummary): Decision | undefined => decisions[keyOf(row)];
  return {
    list,
    rows,
    decisionOf,
    decide: (row: OutgoingSummary, decision: Decision) => setDecisions((all) => ({ ...all, [keyOf(row)]: decision })),
    forget: () => setDecisions({}),
    isOpened: (row: OutgoingSummary) => opened.has(keyOf(row)),
    noteOpened: (row: OutgoingSummary) =>
      setOpened((all) => (all.has(keyOf(row)) ? all : new Set([...all, keyOf(row)]))),
    agreed: rows.filter((row) => decisionOf(row) === 'agreed'),
    left: rows.filter((row) => decisionOf(row) === 'left').length,
    unopened: rows.filter((row) => !opened.has(keyOf(row))).length,
  };
}
export type Pile = ReturnType<typeof usePile>;

import { App } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { formatDate } from '../../../shared/format/format';
import { PdfView } from '../../../shared/pdf/pdf-view';
import { useSession } from '../../../shared/session/session';
import { useNarrow } from '../../../shared/ui/narrow';
import { PageTitle } from '../../../shared/ui/page-title';
import { Empty, Loading, Problem } from '../../../shared/ui/states';
import { UrgencyTag } from '../../../shared/ui/tags';
import { type DeskLine, useDirectionDesk } from '../api/direction-desk';
import { type DirectionInput, direct, type RoutedDocument, useIncomingMutation, useOneRouted } from '../api/incoming';
import { CourseFacts } from '../components/course-facts';
import { DeskSorting } from '../components/desk-sorting';
import { DirectionChips } from '../components/direction-chips';
import { Proposal } from '../components/proposal';

/** Bút phê: what waits for the leader's direction, urgent first, then as the secretary has sorted it. */
export default function DirectionDeskPage() {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const directs = useSession().position.roles.includes('director');
  const desk = useDirectionDesk(directs);
  const narrow = useNarrow();
  const [chosen, setChosen] = useState<string | null>(null);
  const rows = desk.data?.items ?? [];
  const at = Math.max(
    0,
    rows.findIndex(({ documentId }) => documentId === chosen),
  );
  const current = rows[at];
  const act = useIncomingMutation(({ id, direction }: { id: string; direction: DirectionInput | null }) =>
    direct(id, direction ?? undefined),
  );
  const run = (row: DeskLine, direction: DirectionInput | null) =>
    act.mutate(
      { id: row.documentId, direction },
      {
        onSuccess: () => {
          void message.success(t('direction.done', { number: row.numberAndSymbol }));
          setChosen(rows[at + 1]?.documentId ?? rows[at - 1]?.documentId ?? null);
        },
      },
    );
  useAgreeKey(() => current?.proposal && current.acts.includes('direct') && !act.isPending && run(current, null));
  return (
    <section aria-labelledby="page-title">
      <div className="vt-bar">
        <PageTitle text={t('direction.title', { count: desk.data?.total ?? 0 })} />
        <span className="vt-quiet">{directs && !narrow && t('direction.space')}</span>
      </div>
      {desk.isError && <Problem error={desk.error} onRetry={() => desk.refetch()} />}
      {desk.isPending ? (
        <Loading />
      ) : current === undefined ? (
        <Empty text={t('direction.none')} />
      ) : (
        <div className="vt-reception">
          <ol className="vt-queue" aria-label={t('direction.queue')}>
            {rows.map((row) => (
              <li key={row.documentId}>
                <button
                  type="button"
                  aria-current={row === current ? 'true' : undefined}
                  onClick={() => setChosen(row.documentId)}
                >
                  <QueueLine row={row} />
                </button>
              </li>
            ))}
          </ol>
          <PdfView
            source={`/api/incoming/documents/${current.documentId}/file?act=view`}
            downloadAddress={`/api/incoming/documents/${current.documentId}/file?act=download`}
            name={current.numberAndSymbol}
          />
          <Decision
            key={current.documentId}
            row={current}
            busy={act.isPending}
            error={act.variables?.id === current.documentId ? act.error : null}
            onDirect={(direction) => run(current, direction)}
          />
        </div>
      )}
    </section>
  );
}

function QueueLine({ row }: { row: DeskLine }) {
  const { t } = useTranslation();
  return (
    <>
      <span className="vt-small">
        {row.desk && row.desk.place !== 'normal' && `${t(`direction.places.${row.desk.place}`)} · `}
        {row.numberAndSymbol} · {formatDate(row.arrivedOn)}
      </span>
      <span>
        <UrgencyTag urgency={row.urgency} />
        {row.abstract}
      </span>
      <span className="vt-small">{row.senderName}</span>
    </>
  );
}

interface DecisionProps {
  row: DeskLine;
  busy: boolean;
  error: unknown;
  onDirect: (direction: DirectionInput | null) => void;
}

/** What the office proposes, what others said, and the direction itself for whoever may give it. */
function Decision({ row, busy, error, onDirect }: DecisionProps) {
  const { t } = useTranslation();
  const routed = useOneRouted(row.documentId);
  if (routed.isPending) return <Loading />;
  if (routed.isError) return <Problem error={routed.error} onRetry={() => routed.refetch()} />;
  const { desk, proposal, acts, waitingFor }: RoutedDocument = routed.data;
  return (
    <aside className="vt-aside">
      <Link to={`/van-ban-den/${row.documentId}`}>{t('incoming.desk.open')}</Link>
      {desk?.note && (
        <p className="vt-quiet" style={{ margin: 0 }}>
          {desk.by}: {desk.note}
        </p>
      )}
      {proposal && (
        <div>
          <Proposal proposal={proposal} />
        </div>
      )}
      {error ? <Problem error={error} /> : null}
      {acts.includes('direct') ? (
        <DirectionChips routed={routed.data} busy={busy} onDirect={onDirect} />
      ) : (
        <p className="vt-quiet" style={{ margin: 0 }}>
          {t('common.waitingFor', { who: waitingFor ?? '' })}
        </p>
      )}
      {acts.includes('sort') && <DeskSorting routed={routed.data} />}
      <CourseFacts routed={routed.data} />
    </aside>
  );
}

/** Space agrees to the proposal, unless one is writing or on a button. A key held down agrees once, not to all that follows. */
function useAgreeKey(agree: () => unknown): void {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const on = event.target instanceof HTMLElement ? event.target : null;
      if (
        event.key !== ' ' ||
        event.repeat ||
        on?.closest('input, textarea, button, a, label, [role="dialog"], .ant-picker, .ant-select')
      )
        return;
      event.preventDefault();
      agree();
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, [agree]);
}

import { Alert, App, Button } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { formatAbstract, formatCount, formatDate } from '../../../shared/format/format';
import { PdfView } from '../../../shared/pdf/pdf-view';
import { useNarrow } from '../../../shared/ui/narrow';
import { PageTitle } from '../../../shared/ui/page-title';
import { Empty, Loading, Problem } from '../../../shared/ui/states';
import { UrgencyTag } from '../../../shared/ui/tags';
import { registerAndSubmit, useDesk } from '../api/desk';
import { type IncomingSummary, useIncomingDocument, useIncomingMutation } from '../api/incoming';
import { undo } from '../api/routed-acts';
import { DeskForm, type DeskOrder } from '../components/desk-form';

interface Done {
  documentId: string;
  number: number;
  title: string;
}

/** Bàn tiếp nhận: list left, the document, its fields right. One key registers and submits, and the next one is there. */
export default function ReceptionDeskPage() {
  const { t } = useTranslation();
  const desk = useDesk();
  const narrow = useNarrow();
  const [chosen, setChosen] = useState<string | null>(null);
  const [done, setDone] = useState<Done | null>(null);
  const rows = desk.data ?? [];
  const at = Math.max(
    rows.findIndex(({ id }) => id === chosen),
    0,
  );
  // The act is the page's: the document leaves the queue before it is over.
  const act = useIncomingMutation(({ row, order }: { row: IncomingSummary; order: DeskOrder }) =>
    registerAndSubmit(row.id, order.fields, {
      positionId: order.toPositionId,
      reason: order.reason,
      paperLine: order.paperLine,
      proposal: null,
    }),
  );
  const current = act.isPending ? act.variables.row : rows[at];
  const move = (step: number) => setChosen(rows[Math.min(Math.max(at + step, 0), rows.length - 1)]?.id ?? null);
  useDeskKeys(move);
  return (
    <section aria-labelledby="page-title">
      <div className="vt-bar">
        <PageTitle text={t('incoming.desk.title')}>
          {t('incoming.desk.title')} <span className="vt-quiet">({formatCount(rows.length)})</span>
        </PageTitle>
        <Link to="/van-ban-den">{t('incoming.desk.list')}</Link>
        <Link to="/van-ban-den/tiep-nhan">{t('incoming.receive')}</Link>
        <span style={{ flex: 1 }} />
        {!narrow && <span className="vt-small">{t('incoming.desk.keys')}</span>}
      </div>
      {done && <DoneBar key={done.documentId} done={done} onClose={() => setDone(null)} />}
      {desk.isError ? (
        <Problem error={desk.error} onRetry={() => desk.refetch()} />
      ) : desk.isPending ? (
        <Loading />
      ) : current === undefined ? (
        <Empty text={t('incoming.desk.empty')} />
      ) : (
        <div className="vt-reception">
          <ol className="vt-queue" aria-label={t('incoming.desk.queue')}>
            {rows.map((row) => (
              <li key={row.id}>
                <button
                  type="button"
                  aria-current={row.id === current.id ? 'true' : undefined}
                  onClick={() => setChosen(row.id)}
                >
                  <QueueLine row={row} />
                </button>
              </li>
            ))}
          </ol>
          <Current
            key={current.id}
            id={current.id}
            busy={act.isPending}
            error={act.variables?.row.id === current.id ? act.error : null}
            onSubmit={(order) =>
              act.mutate(
                { row: current, order },
                {
                  onSuccess: (number) => {
                    setDone({
                      documentId: current.id,
                      number: number as number,
                      title: current.fields.numberAndSymbol,
                    });
                    setChosen(rows[at + 1]?.id ?? rows[at - 1]?.id ?? null);
                  },
                },
              )
            }
          />
        </div>
      )}
    </section>
  );
}

const MARK = { accept: '✓', decide: '!', return: '✕' } as const;

function QueueLine({ row }: { row: IncomingSummary }) {
  return (
    <>
      <span className="vt-small">
        {row.advice && `${MARK[row.advice]} `}
        {row.fields.numberAndSymbol} · {formatDate(row.arrivedOn)}
      </span>
      <span>
        <UrgencyTag urgency={row.fields.urgency} />
        {formatAbstract(row.fields.kind, row.fields.abstract)}
      </span>
      <span className="vt-small">{row.fields.senderName}</span>
    </>
  );
}

interface CurrentProps {
  id: string;
  busy: boolean;
  error: unknown;
  onSubmit: (order: DeskOrder) => void;
}

function Current({ id, ...form }: CurrentProps) {
  const document = useIncomingDocument(id);
  if (document.isPending) return <Loading />;
  if (document.isError) return <Problem error={document.error} onRetry={() => document.refetch()} />;
  const file = `/api/incoming/documents/${id}/file`;
  return (
    <>
      <PdfView source={`${file}?act=view`} downloadAddress={`${file}?act=download`} name={document.data.file.name} />
      <DeskForm document={document.data} {...form} />
    </>
  );
}

/** What was done last, and back again as long as the leader has not opened it. */
function DoneBar({ done, onClose }: { done: Done; onClose: () => void }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const back = useIncomingMutation(() => undo(done.documentId));
  return (
    <Alert
      type="success"
      showIcon
      role="status"
      style={{ marginBottom: 8 }}
      title={t('incoming.desk.done', { number: done.number, title: done.title })}
      description={back.error instanceof Error ? back.error.message : undefined}
      action={
        <>
          <Button
            size="small"
            loading={back.isPending}
            onClick={() =>
              back.mutate(undefined, {
                onSuccess: () => {
                  void message.success(t('incoming.desk.undone'));
                  onClose();
                },
              })
            }
          >
            {t('tasks.acts.undo')}
          </Button>{' '}
          <Link to={`/van-ban-den/${done.documentId}`}>{t('incoming.desk.open')}</Link>
        </>
      }
    />
  );
}

/** `Ctrl+↓` and `Ctrl+↑` go through the queue, wherever one stands. */
function useDeskKeys(move: (step: number) => void): void {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
      if (step === 0 || !event.ctrlKey) return;
      event.preventDefault();
      move(step);
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, [move]);
}

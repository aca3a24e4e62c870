import { Button, Segmented, Space, Table, type TableColumnsType } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { civilDateOf, formatCount, formatInstant } from '../../../shared/format/format';
import { useRight } from '../../../shared/session/session';
import { Loading, Problem } from '../../../shared/ui/states';
import { CloseDialog, SealDialog } from './closing-dialogs';
import { type Book, type ClosedRegister, closedFile, type Period, useClosed } from './closings';

interface Row extends Period {
  /** 1 to 12; null: the whole year. */
  month: number | null;
  closed: ClosedRegister | null;
}
type Asking = { act: 'close'; row: Row } | { act: 'seal'; closed: ClosedRegister } | null;

const books = ['outgoing', 'incoming'] as const;
const two = (value: number) => String(value).padStart(2, '0');

function periodsOf(year: number, registers: readonly ClosedRegister[]): Row[] {
  const months = Array.from({ length: 12 }, (_, index) => ({
    month: index + 1,
    from: `${year}-${two(index + 1)}-01`,
    to: `${year}-${two(index + 1)}-${two(new Date(Date.UTC(year, index + 1, 0)).getUTCDate())}`,
  }));
  return [...months, { month: null, from: `${year}-01-01`, to: `${year}-12-31` }].map((period) => ({
    ...period,
    closed: registers.find(({ from, to }) => from === period.from && to === period.to) ?? null,
  }));
}

/** Months and years that are over: closed, signed by the organisation, kept as they are. */
export function ClosingTab({ year }: { year: number }) {
  const { t } = useTranslation();
  const [book, setBook] = useState<Book>('outgoing');
  const mayIncoming = useRight('incoming.register');
  const mayClose = useRight('outgoing.close-register');
  const found = useClosed(book, year);
  const [asking, setAsking] = useState<Asking>(null);
  const today = civilDateOf(new Date());
  if (found.error) return <Problem error={found.error} onRetry={() => found.refetch()} />;
  if (found.isPending) return <Loading />;
  const { registers } = found.data;
  const yearIsClosed = registers.some(({ from, to }) => from.endsWith('-01-01') && to.endsWith('-12-31'));
  const columns: TableColumnsType<Row> = [
    {
      title: t('registers.closing.period'),
      width: 120,
      render: (_, { month }) =>
        month === null ? (
          <strong>{t('registers.closing.wholeYear', { year })}</strong>
        ) : (
          t('registers.closing.month', { month: two(month) })
        ),
    },
    {
      title: t('registers.closing.state'),
      width: 260,
      render: (_, { to, month, closed }) => {
        if (closed) return t('registers.closing.closed', { at: formatInstant(closed.closedAt), by: closed.closedBy });
        if (to >= today) return <span className="vt-small">{t('registers.closing.running')}</span>;
        return t(month !== null && yearIsClosed ? 'registers.closing.withYear' : 'registers.closing.open');
      },
    },
    {
      title: t('registers.closing.lines'),
      width: 190,
      render: (_, { closed }) =>
        closed?.file &&
        t(closed.file.lateFacts > 0 ? 'registers.closing.countsLate' : 'registers.closing.counts', {
          lines: formatCount(closed.file.lines),
          late: formatCount(closed.file.lateFacts),
        }),
    },
    {
      title: t('registers.closing.seal'),
      width: 260,
      render: (_, { closed }) => closed && <SealState closed={closed} />,
    },
    {
      title: '',
      width: 300,
      render: (_, row) => (
        <Acts
          row={row}
          book={book}
          mayClose={mayClose && row.to < today && !(row.month !== null && yearIsClosed)}
          onAsk={setAsking}
        />
      ),
    },
  ];
  return (
    <>
      {mayIncoming && (
        <Segmented<Book>
          style={{ marginBottom: 8 }}
          aria-label={t('registers.write.book')}
          value={book}
          onChange={setBook}
          options={books.map((value) => ({ value, label: t(`registers.write.books.${value}`) }))}
        />
      )}
      <p className="vt-small">{t('registers.closing.hint')}</p>
      <Table<Row>
        size="small"
        rowKey="to"
        columns={columns}
        dataSource={periodsOf(year, registers)}
        pagination={false}
        scroll={{ x: 1130 }}
      />
      <CloseDialog
        book={book}
        period={asking?.act === 'close' ? asking.row : null}
        onClosed={(closed) => setAsking(closed.file ? { act: 'seal', closed } : null)}
        onCancel={() => setAsking(null)}
      />
      <SealDialog book={book} closed={asking?.act === 'seal' ? asking.closed : null} onClose={() => setAsking(null)} />
    </>
  );
}

function SealState({ closed: { seal } }: { closed: ClosedRegister }) {
  const { t } = useTranslation();
  if (seal.state === 'signed') return t('registers.closing.signed', { at: formatInstant(seal.signedAt ?? '') });
  const isWrong = seal.state !== 'none' && seal.state !== 'waiting';
  return (
    <>
      <span className={isWrong ? 'vt-late' : 'vt-small'}>{t(`registers.closing.seals.${seal.state}`)}</span>
      {seal.state === 'waiting' && <div className="vt-small">{t('registers.closing.waitingWhy')}</div>}
      {seal.reasonVi && <div className="vt-small">{seal.reasonVi}</div>}
    </>
  );
}

interface ActsProps {
  row: Row;
  book: Book;
  mayClose: boolean;
  onAsk: (asking: Asking) => void;
}

function Acts({ row, book, mayClose, onAsk }: ActsProps) {
  const { t } = useTranslation();
  const { closed } = row;
  if (closed?.file) {
    return (
      <Space wrap>
        {mayClose && closed.seal.state !== 'signed' && (
          <Button
            size="small"
            type={closed.seal.state === 'waiting' ? 'default' : 'primary'}
            onClick={() => onAsk({ act: 'seal', closed })}
          >
            {t(closed.seal.state === 'waiting' ? 'registers.closing.sealAgain' : 'registers.closing.sealOpen')}
          </Button>
        )}
        <Button size="small" href={closedFile(book, closed, 'view')} target="_blank">
          {t('registers.closing.view')}
        </Button>
        <Button size="small" href={closedFile(book, closed, 'download')}>
          {t('registers.closing.download')}
        </Button>
      </Space>
    );
  }
  return (
    mayClose && (
      <Button size="small" onClick={() => onAsk({ act: 'close', row })}>
        {t(closed ? 'registers.closing.writeAgain' : 'registers.closing.close')}
      </Button>
    )
  );
}

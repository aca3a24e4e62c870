import { Button, Table } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { formatCount, formatPercent } from '../../../shared/format/format';
import { type Behind, BUCKETS, type Figures as Counted, countOf, type Shown } from '../api/coverage';

type AddressOf = (next: { behind: Behind }) => string;

/** The word of a figure; the list of what is lacking has a heading of its own. */
export const wordOf = (bucket: Shown) =>
  bucket === 'lacking' ? ('overview.lackingCount' as const) : (`overview.${bucket}` as const);

/** The figures of the period; each opens the list behind it. */
export function Figures({ figures, addressOf }: { figures: Counted; addressOf: AddressOf }) {
  const { t } = useTranslation();
  return (
    <div className="vt-figures">
      {BUCKETS.map((bucket) => (
        <Link
          key={bucket}
          className="vt-figure"
          data-figure={countOf(figures, bucket)}
          to={addressOf({ behind: { bucket } })}
        >
          <b>{formatCount(countOf(figures, bucket))}</b>
          <span>{t(wordOf(bucket))}</span>
        </Link>
      ))}
    </div>
  );
}

export interface Part {
  key: string;
  name: string;
  figures: Counted;
  /** Absent: its documents have no list of their own. */
  only?: Omit<Behind, 'bucket'>;
}

const COLUMNS = ['issued', 'withOrganisation', 'withPersonal', 'both'] as const;

/** The same figures divided, the lowest rate first, with the share as a bar and the sum of all below. */
export function FiguresByPart({
  title,
  parts,
  total,
  totalOnly = {},
  inOrder = false,
  inside,
  addressOf,
}: {
  title: string;
  parts: Part[];
  /** Of all parts together. */
  total: Counted;
  /** What the total is of. Default: everything. */
  totalOnly?: Omit<Behind, 'bucket'> | undefined;
  /** They have an order of their own: months. */
  inOrder?: boolean;
  /** What a part that opens is divided into. */
  inside?: ((part: Part) => ReactNode) | undefined;
  addressOf: AddressOf;
}) {
  const { t } = useTranslation();
  const count = (bucket: Shown, part: Part) => {
    const number = countOf(part.figures, bucket);
    if (!part.only || number === 0) return formatCount(number);
    const words = t('overview.open', { count: number, what: `${part.name}, ${t(wordOf(bucket))}` });
    return (
      <Link to={addressOf({ behind: { bucket, ...part.only } })} aria-label={words} data-figure={number}>
        {formatCount(number)}
      </Link>
    );
  };
  const column = (bucket: Shown) => ({
    title: t(wordOf(bucket)),
    align: 'right' as const,
    width: 104,
    render: (_: unknown, part: Part) => count(bucket, part),
  });
  const all: Part = { key: 'total', name: t('overview.total'), figures: total, only: totalOnly };
  return (
    <Table<Part>
      rowKey="key"
      size="small"
      pagination={false}
      dataSource={inOrder ? parts : lowestFirst(parts)}
      scroll={{ x: 960 }}
      {...(inside && {
        expandable: {
          expandedRowRender: inside,
          rowExpandable: ({ only, figures }) => only !== undefined && figures.issued > 0,
          expandIcon: ({ expanded, expandable, onExpand, record }) =>
            expandable && (
              <Button
                size="small"
                type="text"
                aria-expanded={expanded}
                aria-label={t('overview.divide', { what: record.name })}
                onClick={(click) => onExpand(record, click)}
              >
                {expanded ? '▾' : '▸'}
              </Button>
            ),
        },
      })}
      columns={[
        { title, dataIndex: 'name' },
        ...COLUMNS.map(column),
        {
          title: t('overview.rate'),
          align: 'right',
          width: 90,
          render: (_, { figures }) => <span className="vt-number">{formatPercent(figures.percentBoth)}</span>,
        },
        column('lacking'),
        {
          title: t('overview.share'),
          width: 150,
          render: (_, { figures }) => <Share percent={figures.percentBoth} />,
        },
      ]}
      summary={() =>
        parts.length > 1 && (
          <Table.Summary.Row className="vt-total">
            {inside && <Table.Summary.Cell index={0} />}
            <Table.Summary.Cell index={0}>{all.name}</Table.Summary.Cell>
            {COLUMNS.map((bucket, index) => (
              <Table.Summary.Cell key={bucket} index={index + 1} align="right">
                {count(bucket, all)}
              </Table.Summary.Cell>
            ))}
            <Table.Summary.Cell index={5} align="right">
              <span className="vt-number">{formatPercent(total.percentBoth)}</span>
            </Table.Summary.Cell>
            <Table.Summary.Cell index={6} align="right">
              {count('lacking', all)}
            </Table.Summary.Cell>
            <Table.Summary.Cell index={7}>
              <Share percent={total.percentBoth} />
            </Table.Summary.Cell>
          </Table.Summary.Row>
        )
      }
    />
  );
}

const Share = ({ percent }: { percent: string | null }) => (
  <div aria-hidden className="vt-share">
    <div style={{ width: `${Number(percent ?? 0)}%` }} />
  </div>
);

/** Where something is to be done stands on top; parts without a rate last. */
function lowestFirst(parts: Part[]): Part[] {
  const rate = ({ figures }: Part) =>
    figures.percentBoth === null ? Number.POSITIVE_INFINITY : Number(figures.percentBoth);
  return [...parts].sort((a, b) => rate(a) - rate(b) || b.figures.issued - a.figures.issued);
}

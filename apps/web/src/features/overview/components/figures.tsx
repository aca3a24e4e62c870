import { Table } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { formatCount, formatPercent } from '../../../shared/format/format';
import { type Behind, BUCKETS, type Figures as Counted } from '../api/coverage';

type AddressOf = (next: { behind: Behind }) => string;

/** The figures of the period; each opens the list behind it. */
export function Figures({ figures, addressOf }: { figures: Counted; addressOf: AddressOf }) {
  const { t } = useTranslation();
  return (
    <div className="vt-figures">
      {BUCKETS.map((bucket) => (
        <Link key={bucket} className="vt-figure" to={addressOf({ behind: { bucket } })}>
          <b>{formatCount(figures[bucket])}</b>
          <span>{t(`overview.${bucket}`)}</span>
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

/** The same figures by unit or agency, with the share as a bar. */
export function FiguresByPart({ title, parts, addressOf }: { title: string; parts: Part[]; addressOf: AddressOf }) {
  const { t } = useTranslation();
  const count =
    (bucket: (typeof BUCKETS)[number]) =>
    (_: unknown, { name, figures, only }: Part) => {
      const number = formatCount(figures[bucket]);
      if (!only || figures[bucket] === 0) return number;
      const words = t('overview.open', { count: figures[bucket], what: `${name}, ${t(`overview.${bucket}`)}` });
      return (
        <Link to={addressOf({ behind: { bucket, ...only } })} aria-label={words}>
          {number}
        </Link>
      );
    };
  const numbers = (['issued', 'both', 'personalOnly', 'organisationOnly', 'unsigned'] as const).map((bucket) => ({
    title: t(`overview.${bucket}`),
    align: 'right' as const,
    width: 128,
    render: count(bucket),
  }));
  return (
    <Table<Part>
      rowKey="key"
      size="small"
      pagination={false}
      dataSource={parts}
      scroll={{ x: 1000 }}
      columns={[
        { title, dataIndex: 'name', ellipsis: true },
        ...numbers,
        {
          title: t('overview.rate'),
          align: 'right',
          width: 90,
          render: (_, { figures }) => <span className="vt-number">{formatPercent(figures.percentBoth)}</span>,
        },
        {
          title: t('overview.share'),
          width: 150,
          render: (_, { figures }) => (
            <div aria-hidden className="vt-share">
              <div style={{ width: `${Number(figures.percentBoth ?? 0)}%` }} />
            </div>
          ),
        },
      ]}
    />
  );
}

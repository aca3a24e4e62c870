import { Button, Card, Space, Table } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { civilDateOf, formatDate } from '../../../shared/format/format';
import { Empty, Loading, Problem } from '../../../shared/ui/states';
import { type ApartSeries, useApartSeries } from './apart';
import { ApartDialog, CloseApartDialog } from './apart-dialogs';
import { ApartName } from './apart-name';

type Asking = { act: 'set'; series: ApartSeries | null } | { act: 'close'; series: ApartSeries } | null;

const year = Number(civilDateOf(new Date()).slice(0, 4));

/** The series kept apart: by which decision each exists, how far it is, opened and closed by the administrator. */
export function ApartCard() {
  const { t } = useTranslation();
  const found = useApartSeries(year);
  const [asking, setAsking] = useState<Asking>(null);
  const close = () => setAsking(null);
  return (
    <Card
      size="small"
      title={<span style={{ whiteSpace: 'normal' }}>{t('headRules.series.title')}</span>}
      style={{ gridColumn: '1 / -1' }}
      extra={<Button onClick={() => setAsking({ act: 'set', series: null })}>{t('headRules.series.add')}</Button>}
    >
      {found.error ? (
        <Problem error={found.error} onRetry={() => found.refetch()} />
      ) : found.isPending ? (
        <Loading />
      ) : found.data.length === 0 ? (
        <Empty text={t('registers.apart.empty')} />
      ) : (
        <Table<ApartSeries>
          size="small"
          rowKey="seriesCode"
          pagination={false}
          scroll={{ x: 1200 }}
          dataSource={found.data}
          columns={[
            {
              title: t('registers.apart.name'),
              render: (_, one) => <ApartName of={one} />,
            },
            { title: t('headRules.series.code'), dataIndex: 'seriesCode', width: 150 },
            { title: t('registers.apart.issuer'), dataIndex: 'issuer', width: 110 },
            { title: t('registers.apart.decision'), dataIndex: 'decision', width: 240 },
            { title: t('headRules.series.last', { year }), dataIndex: 'lastNumber', width: 100, align: 'right' },
            {
              title: t('headRules.series.state'),
              width: 200,
              render: (_, { closed }) =>
                closed
                  ? t('registers.apart.ended', { on: formatDate(closed.on), decision: closed.decision })
                  : t('headRules.series.runs'),
            },
            {
              width: 150,
              render: (_, series) =>
                !series.closed && (
                  <Space wrap>
                    <Button size="small" onClick={() => setAsking({ act: 'set', series })}>
                      {t('headRules.series.change')}
                    </Button>
                    <Button size="small" onClick={() => setAsking({ act: 'close', series })}>
                      {t('headRules.series.close')}
                    </Button>
                  </Space>
                ),
            },
          ]}
        />
      )}
      {asking?.act === 'set' && <ApartDialog series={asking.series} onClose={close} />}
      {asking?.act === 'close' && <CloseApartDialog series={asking.series} onClose={close} />}
    </Card>
  );
}

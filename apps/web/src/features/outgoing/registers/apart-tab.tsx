import { Alert, Button, Form, Input, InputNumber, Select, Table } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { civilDateOf, formatDate } from '../../../shared/format/format';
import { Requires } from '../../../shared/session/session';
import { ActDialog } from '../../../shared/ui/act-dialog';
import { DayInput } from '../../../shared/ui/day-input';
import { useRules } from '../../../shared/ui/rules';
import { Empty, Loading, Problem } from '../../../shared/ui/states';
import { type ApartSeries, type ApartWish, registerApart, useApartSeries } from './apart';
import { ApartName } from './apart-name';
import { useSeriesAct } from './registers';

/** Series of secrets, normative documents and advisory bodies: their documents are made elsewhere, numbered here (R-OUT-09). */
export function ApartTab({ year }: { year: number }) {
  const { t } = useTranslation();
  const found = useApartSeries(year);
  const [asking, setAsking] = useState<ApartSeries>();
  const [given, setGiven] = useState<{ numberAndSymbol: string; sealName: string }>();
  if (found.error) return <Problem error={found.error} onRetry={() => found.refetch()} />;
  if (found.isPending) return <Loading />;
  if (found.data.length === 0) return <Empty text={t('registers.apart.empty')} />;
  return (
    <>
      {given && (
        <Alert
          style={{ marginBottom: 8 }}
          type="success"
          role="status"
          showIcon
          closable={{ onClose: () => setGiven(undefined) }}
          title={t('registers.apart.given', given)}
        />
      )}
      <Table<ApartSeries>
        size="small"
        rowKey="seriesCode"
        pagination={false}
        scroll={{ x: 1180 }}
        dataSource={found.data}
        columns={[
          {
            title: t('registers.apart.name'),
            render: (_, one) => (
              <ApartName of={one}>
                {one.closed && <div className="vt-small">{t('registers.apart.ended', closedOf(one.closed))}</div>}
              </ApartName>
            ),
          },
          { title: t('registers.apart.issuer'), dataIndex: 'issuer', width: 120 },
          { title: t('registers.apart.seal'), dataIndex: 'sealName', width: 220 },
          { title: t('registers.series.lastNumber'), dataIndex: 'lastNumber', width: 90, align: 'right' },
          {
            title: t('registers.series.lastDate'),
            width: 120,
            render: (_, one) => <span className="vt-number">{one.lastDate && formatDate(one.lastDate)}</span>,
          },
          { title: t('registers.apart.decision'), dataIndex: 'decision', width: 230, ellipsis: true },
          {
            width: 120,
            render: (_, one) =>
              !one.closed && (
                <Requires right="outgoing.allot-number">
                  <Button size="small" onClick={() => setAsking(one)}>
                    {t('registers.apart.register')}
                  </Button>
                </Requires>
              ),
          },
        ]}
      />
      <NumberDialog series={asking} onClose={() => setAsking(undefined)} onGiven={setGiven} />
    </>
  );
}

const closedOf = ({ on, decision }: { on: string; decision: string }) => ({ on: formatDate(on), decision });

function NumberDialog(props: {
  series: ApartSeries | undefined;
  onClose: () => void;
  onGiven: (given: { numberAndSymbol: string; sealName: string }) => void;
}) {
  const { t } = useTranslation();
  const { required, chosen } = useRules();
  const act = useSeriesAct(registerApart);
  const { series } = props;
  const kinds = Object.entries(t('incoming.kinds', { returnObjects: true }) as Record<string, string>)
    .filter(([kind]) => (series?.kind ? kind === series.kind : !kind.startsWith('vbqppl')))
    .map(([value, label]) => ({ value, label }));
  // A kind that the words of the screens do not have is named by its series.
  const options = kinds.length > 0 ? kinds : [{ value: series?.kind ?? '', label: series?.name ?? '' }];
  const submit = (wish: ApartWish) => {
    if (!series) return;
    act.mutate(
      { seriesCode: series.seriesCode, wish },
      {
        onSuccess: (given) => {
          props.onGiven(given as { numberAndSymbol: string; sealName: string });
          props.onClose();
        },
      },
    );
  };
  return (
    <ActDialog<ApartWish>
      open={series !== undefined}
      title={t('registers.apart.registerDo')}
      lead={<p>{t(series?.what === 'secret' ? 'registers.apart.leadSecret' : 'registers.apart.lead')}</p>}
      busy={act.isPending}
      error={act.error}
      initial={{ copies: 1, signedOn: civilDateOf(new Date()), ...(series?.kind ? { kind: series.kind } : {}) }}
      onSubmit={submit}
      onCancel={props.onClose}
    >
      <Form.Item name="kind" label={t('search.loai')} rules={[chosen]}>
        <Select showSearch={{ optionFilterProp: 'label' }} options={options} />
      </Form.Item>
      {series?.what !== 'secret' && (
        <Form.Item name="abstract" label={t('outgoing.columns.abstract')} rules={[required]}>
          <Input.TextArea maxLength={500} autoSize={{ minRows: 2, maxRows: 4 }} />
        </Form.Item>
      )}
      <Form.Item name="signer" label={t('outgoing.columns.signer')} rules={[required]}>
        <Input maxLength={100} />
      </Form.Item>
      <Form.Item name="signedOn" label={t('registers.apart.signedOn')} rules={[required]}>
        <DayInput max={civilDateOf(new Date())} />
      </Form.Item>
      <Form.Item name="recipients" label={t('registers.columns.recipients')} rules={[required]}>
        <Input maxLength={1000} />
      </Form.Item>
      <Form.Item name="copies" label={t('registers.columns.copies')} rules={[chosen]}>
        <InputNumber min={1} max={10_000} style={{ width: 120 }} />
      </Form.Item>
    </ActDialog>
  );
}

import { App, Button, Input, Table } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatInstant } from '../../../shared/format/format';
import { useNarrow } from '../../../shared/ui/narrow';
import { Problem } from '../../../shared/ui/states';
import { type Input as Given, type Inputs, useEnterInputs } from '../api/reports';

/** Figures that no document tells: what is changed here is saved together, under one source and one person. */
export function InputsForm({ inputs, mayEnter }: { inputs: Inputs; mayEnter: boolean }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const narrow = useNarrow();
  const enter = useEnterInputs(inputs.period.code);
  const [typed, setTyped] = useState<Record<string, string>>({});
  const [source, setSource] = useState('');
  const [providedBy, setProvidedBy] = useState('');
  const all = inputs.groups.flatMap((group) => group.inputs);
  const changed = all.filter(({ code, value }) => code in typed && typed[code] !== (value ?? ''));
  const save = () =>
    enter.mutate(
      changed.map(({ code, revision }) => ({ code, value: typed[code] ?? '', source, providedBy, revision })),
      {
        onSuccess: ({ changed: count }) => {
          setTyped({});
          message.success(t('reports.saved', { count }));
        },
      },
    );
  const basis = ({ source: from, providedBy: who, enteredBy, enteredAt, revision }: Given) =>
    enteredAt && (
      <span className="vt-small">
        {t('reports.entered', {
          source: from ?? '',
          providedBy: who ?? '',
          by: enteredBy ?? '',
          at: formatInstant(enteredAt),
        })}
        {revision > 1 && ` · ${t('reports.revisions', { count: revision - 1 })}`}
      </span>
    );
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      {mayEnter && (
        <div className="vt-bar vt-report-bar">
          <label htmlFor="report-source">
            {t('reports.source')}
            <Input
              id="report-source"
              required={changed.length > 0}
              maxLength={300}
              value={source}
              placeholder={t('reports.sourceHint')}
              onChange={(event) => setSource(event.target.value)}
            />
          </label>
          <label htmlFor="report-providedBy">
            {t('reports.providedBy')}
            <Input
              id="report-providedBy"
              required={changed.length > 0}
              maxLength={200}
              value={providedBy}
              onChange={(event) => setProvidedBy(event.target.value)}
            />
          </label>
          <Button type="primary" htmlType="submit" disabled={changed.length === 0} loading={enter.isPending}>
            {t('reports.save', { count: changed.length })}
          </Button>
        </div>
      )}
      {enter.isError && <Problem error={enter.error} />}
      {inputs.groups.map((group) => (
        <section key={group.code} aria-label={group.nameVi} style={{ marginTop: 12 }}>
          <h3 style={{ margin: '0 0 4px' }}>{group.nameVi}</h3>
          <Table<Given>
            rowKey="code"
            size="small"
            pagination={false}
            dataSource={group.inputs}
            columns={[
              { title: t('reports.indicator'), dataIndex: 'nameVi', ...(narrow ? {} : { width: 380 }) },
              {
                title: t('reports.value'),
                width: narrow ? 140 : 300,
                render: (_, one) => (
                  <Input
                    aria-label={`${group.nameVi}: ${one.nameVi}`}
                    disabled={!mayEnter}
                    maxLength={2000}
                    inputMode={one.kind === 'count' ? 'numeric' : 'text'}
                    value={typed[one.code] ?? one.value ?? ''}
                    onChange={({ target }) => setTyped((before) => ({ ...before, [one.code]: target.value }))}
                  />
                ),
              },
              ...(narrow
                ? []
                : [
                    { title: t('reports.unit'), width: 110, dataIndex: 'unitVi' },
                    { title: t('reports.basis'), render: (_: unknown, one: Given) => basis(one) },
                  ]),
            ]}
          />
        </section>
      ))}
    </form>
  );
}

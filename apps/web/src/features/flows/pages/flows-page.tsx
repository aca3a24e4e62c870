import { Alert, Button, Card, Space, Upload } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { PageTitle } from '../../../shared/ui/page-title';
import { Empty, Loading, Problem } from '../../../shared/ui/states';
import { type FlowDefinition, useFlows } from '../api/flows';
import { FlowEditor } from '../components/flow-editor';
import { FlowVersions } from '../components/flow-versions';

interface Editing {
  readonly flow: FlowDefinition;
  readonly saved: boolean;
}

const DIRECTIONS = ['incoming', 'outgoing'] as const;

const EMPTY: Omit<FlowDefinition, 'direction'> = {
  ...{ key: '', name: '', note: '' },
  for: { kinds: [], urgencies: [], unit: null },
  steps: [],
};

/** Luồng xử lý: how documents go in this agency, as data that an administrator edits, checks and applies. */
export default function FlowsPage() {
  const { t } = useTranslation();
  const flows = useFlows();
  const [editing, setEditing] = useState<Editing | null>(null);
  const [unreadable, setUnreadable] = useState<string | null>(null);
  const known = flows.data?.flows ?? [];
  const edit = (flow: FlowDefinition) => setEditing({ flow, saved: known.some(({ key }) => key === flow.key) });
  const read = async (file: File) => {
    const flow = asFlow(await file.text());
    setUnreadable(flow === null ? file.name : null);
    if (flow !== null) edit(flow);
  };
  if (editing) {
    return (
      <section aria-labelledby="page-title" style={{ maxWidth: 980 }}>
        <PageTitle text={editing.flow.name || t('flows.new')} />
        <FlowEditor
          key={editing.flow.key}
          {...editing}
          onSaved={() => setEditing(null)}
          onCancel={() => setEditing(null)}
        />
      </section>
    );
  }
  return (
    <section aria-labelledby="page-title">
      <div className="vt-bar">
        <PageTitle text={t('flows.title')} />
        <span style={{ flex: 1 }} />
        <Upload
          accept=".json,application/json"
          showUploadList={false}
          beforeUpload={(file) => read(file).then(() => false)}
        >
          <Button>{t('flows.importFile')}</Button>
        </Upload>
        {DIRECTIONS.map((direction) => (
          <Button key={direction} type="primary" onClick={() => edit({ ...EMPTY, direction })}>
            {t(`flows.newOf.${direction}`)}
          </Button>
        ))}
      </div>
      <p className="vt-quiet" style={{ maxWidth: 900, margin: '0 0 10px' }}>
        {t('flows.intro')}
      </p>
      {unreadable !== null && (
        <Alert type="error" showIcon title={t('flows.unreadable', { name: unreadable })} style={{ marginBottom: 10 }} />
      )}
      {flows.isError && <Problem error={flows.error} onRetry={() => flows.refetch()} />}
      {flows.isPending && <Loading />}
      {flows.data && (
        <div className="vt-desk">
          <div>
            {known.length === 0 && <Empty text={t('flows.none')} />}
            {known.map((flow) => (
              <Card
                key={flow.flowId}
                size="small"
                style={{ marginBottom: 10 }}
                title={`${t(`flows.directions.${flow.direction}`)} · ${flow.name} · ${flow.active === null ? t('flows.notApplied') : t('flows.applied', { version: flow.active })}`}
              >
                <FlowVersions flow={flow} onEdit={edit} />
              </Card>
            ))}
          </div>
          <Card size="small" title={t('flows.shipped')}>
            {DIRECTIONS.flatMap((direction) => [
              <h3 key={direction} style={{ margin: '4px 0 8px' }}>
                {t(`flows.directions.${direction}`)}
              </h3>,
              ...flows.data.shipped
                .filter((flow) => flow.direction === direction)
                .map((flow) => (
                  <div key={flow.key} style={{ marginBottom: 12 }}>
                    <Space align="start" style={{ justifyContent: 'space-between', width: '100%' }}>
                      <strong>{flow.name}</strong>
                      <Button size="small" onClick={() => edit(flow)} aria-label={`${t('flows.import')}: ${flow.name}`}>
                        {t('flows.import')}
                      </Button>
                    </Space>
                    <div className="vt-small">{flow.steps.map(({ name }) => name).join(' → ')}</div>
                    {flow.note && <div className="vt-quiet">{flow.note}</div>}
                  </div>
                )),
            ])}
          </Card>
        </div>
      )}
    </section>
  );
}

/** Enough of a flow to be shown in the form; what is wrong in it the service says when it is checked. */
function asFlow(text: string): FlowDefinition | null {
  try {
    const given = JSON.parse(text) as Partial<FlowDefinition>;
    const whole = typeof given.key === 'string' && Array.isArray(given.steps) && given.for !== undefined;
    const { direction } = given;
    return whole && direction !== undefined && DIRECTIONS.includes(direction)
      ? { ...EMPTY, ...given, direction }
      : null;
  } catch {
    return null;
  }
}

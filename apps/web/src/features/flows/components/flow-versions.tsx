import { App, Button, Space, Table } from 'antd';
import { useTranslation } from 'react-i18next';
import { formatCount, formatInstant } from '../../../shared/format/format';
import { Problem } from '../../../shared/ui/states';
import { type Flow, type FlowDefinition, readFlow, useFlowActs } from '../api/flows';

/** The versions of one flow, newest first: which is applied, and how many documents are still under way on each. */
export function FlowVersions({ flow, onEdit }: { flow: Flow; onEdit: (definition: FlowDefinition) => void }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const { activate, retire } = useFlowActs();
  const { flowId } = flow;
  const open = async (version: number) => onEdit(await readFlow(flowId, version));
  const download = async (version: number) => {
    const text = `${JSON.stringify(await readFlow(flowId, version), null, 2)}\n`;
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
    link.download = `${flow.key}-v${version}.json`;
    link.click();
    URL.revokeObjectURL(link.href);
  };
  return (
    <>
      {activate.error && <Problem error={activate.error} />}
      {retire.error && <Problem error={retire.error} />}
      <Table<Flow['versions'][number]>
        rowKey="version"
        size="small"
        pagination={false}
        dataSource={flow.versions}
        scroll={{ x: 760 }}
        columns={[
          { title: t('flows.version'), dataIndex: 'version', width: 90 },
          { title: t('flows.state'), width: 120, render: (_, row) => t(`flows.states.${row.state}`) },
          {
            title: t('flows.savedBy'),
            render: (_, row) => `${row.savedBy}, ${formatInstant(row.savedAt)}`,
          },
          {
            title: t('flows.activatedBy'),
            render: (_, row) => (row.activatedAt ? `${row.activatedBy}, ${formatInstant(row.activatedAt)}` : ''),
          },
          {
            title: t('flows.running'),
            width: 110,
            render: (_, row) => <span className="vt-number">{formatCount(row.running)}</span>,
          },
          {
            width: 280,
            render: (_, row) => (
              <Space size={4} wrap>
                {row.state === 'active' ? (
                  <Button
                    size="small"
                    loading={retire.isPending}
                    onClick={() => retire.mutate(flowId, { onSuccess: () => void message.success(t('flows.retired')) })}
                  >
                    {t('flows.retire')}
                  </Button>
                ) : (
                  <Button
                    size="small"
                    type="primary"
                    loading={activate.isPending && activate.variables.version === row.version}
                    onClick={() =>
                      activate.mutate(
                        { flowId, version: row.version },
                        { onSuccess: () => void message.success(t('flows.activated', { version: row.version })) },
                      )
                    }
                  >
                    {t('flows.activate')}
                  </Button>
                )}
                <Button size="small" onClick={() => open(row.version)}>
                  {t('flows.edit')}
                </Button>
                <Button size="small" onClick={() => download(row.version)}>
                  {t('flows.download')}
                </Button>
              </Space>
            ),
          },
        ]}
      />
    </>
  );
}

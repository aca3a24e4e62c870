import { useQuery } from '@tanstack/react-query';
import { Alert, Button, Card, Table } from 'antd';
import { useTranslation } from 'react-i18next';
import { answerOf, api, type Paths } from '../../../shared/api/client';
import { PageTitle } from '../../../shared/ui/page-title';
import { Loading, Problem } from '../../../shared/ui/states';

const everyMs = 15_000;
type Readiness = Paths['/health']['get']['responses'][200]['content']['application/json'];

/** Not ready is an answer too (503), and the one that is looked for here. */
const readiness = (): Promise<Readiness> =>
  answerOf(
    api.GET('/health').then(({ data, error, response }) => {
      const said = data ?? (error as Readiness | undefined);
      return said?.parts ? { data: said, response: new Response(null, { status: 200 }) } : { error, response };
    }),
  );

/** What the role does, and how the parts of the system are: an administrator neither reads nor signs documents. */
export default function OperationsPage() {
  const { t } = useTranslation();
  const health = useQuery({ queryKey: ['health'], refetchInterval: everyMs, queryFn: readiness });
  return (
    <section style={{ maxWidth: 860, display: 'grid', gap: 10 }}>
      <PageTitle text={t('operations.title')} />
      {health.isPending && <Loading />}
      {health.isError && <Problem error={health.error} onRetry={() => health.refetch()} />}
      {health.data && <Parts parts={health.data.parts} again={() => health.refetch()} asking={health.isFetching} />}
      <Card size="small" title={t('operations.role')}>
        <p style={{ marginTop: 0 }}>{t('operations.does')}</p>
        <p>{t('operations.doesNot')}</p>
        <p style={{ marginBottom: 4 }}>{t('operations.how')}</p>
        <ul style={{ margin: 0 }}>
          {(['doctor', 'verify', 'up'] as const).map((name) => (
            <li key={name}>
              <code>npx vanthu {name}</code>: {t(`operations.${name}`)}
            </li>
          ))}
        </ul>
      </Card>
    </section>
  );
}

function Parts({ parts, again, asking }: { parts: Readiness['parts']; again: () => void; asking: boolean }) {
  const { t } = useTranslation();
  const nameOf = (part: string) => t(`operations.parts.${part as 'gateway'}`, { defaultValue: part });
  const rows = Object.entries(parts).map(([part, state]) => ({ part, state }));
  const down = rows.filter(({ state }) => state === 'down').map(({ part }) => nameOf(part));
  return (
    <>
      <Alert
        type={down.length === 0 ? 'success' : 'error'}
        showIcon
        role="status"
        title={down.length === 0 ? t('operations.ready') : t('operations.notReady', { parts: down.join(', ') })}
        action={
          <Button size="small" onClick={again} loading={asking}>
            {t('operations.again')}
          </Button>
        }
      />
      <Table
        rowKey="part"
        size="small"
        pagination={false}
        dataSource={rows}
        columns={[
          { title: t('operations.part'), render: (_, row) => nameOf(row.part) },
          {
            title: t('operations.state'),
            width: 160,
            render: (_, { state }) => (
              <span style={{ color: state === 'up' ? 'var(--good)' : 'var(--seal)' }}>
                {t(state === 'up' ? 'operations.upWord' : 'operations.downWord')}
              </span>
            ),
          },
        ]}
      />
    </>
  );
}

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Form, Input, Select, Table, Typography } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, api, type Schemas } from '../../../shared/api/client';
import { useColleagues } from '../../../shared/api/directory';
import { formatInstant } from '../../../shared/format/format';
import { ActDialog } from '../../../shared/ui/act-dialog';
import { PageTitle } from '../../../shared/ui/page-title';
import { useRules } from '../../../shared/ui/rules';
import { Empty, Loading, Problem } from '../../../shared/ui/states';
import { makeMachineKey } from './machine-key';

type Account = Schemas['MachineAccount'];
interface Wish {
  name: string;
  responsiblePositionId: string;
  decision: string;
}

const accountsKey = ['directory', 'machine-accounts'];
/** Roles that may draft: only who may do it himself answers for a system that does. */
const DRAFTING: readonly Schemas['Role'][] = ['official', 'unit-head', 'form-checker', 'clerk'];

/** Accounts of other systems: opened by decision, answered for by one official, revoked at once. */
export default function MachineAccountsPage() {
  const { t } = useTranslation();
  const accounts = useQuery({
    queryKey: accountsKey,
    queryFn: async () => (await answerOf(api.GET('/api/directory/machine-accounts', {}))).accounts,
  });
  const [opening, setOpening] = useState(false);
  const [revoking, setRevoking] = useState<Account>();
  const [made, setMade] = useState<{ name: string; key: string }>();
  return (
    <section style={{ display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: 10, maxWidth: 1180 }}>
      <div className="vt-bar">
        <PageTitle text={t('machines.title')} />
        <span style={{ flex: 1 }} />
        <Button type="primary" onClick={() => setOpening(true)}>
          {t('machines.create')}
        </Button>
      </div>
      <p style={{ margin: 0 }}>{t('machines.what')}</p>
      {made && (
        <Alert
          type="warning"
          role="status"
          closable={{ onClose: () => setMade(undefined) }}
          title={t('machines.once', { name: made.name })}
          description={
            <Typography.Text code copyable style={{ wordBreak: 'break-all' }}>
              {made.key}
            </Typography.Text>
          }
        />
      )}
      {accounts.isPending && <Loading />}
      {accounts.isError && <Problem error={accounts.error} onRetry={() => accounts.refetch()} />}
      {accounts.data?.length === 0 && <Empty text={t('machines.empty')} />}
      {accounts.data && accounts.data.length > 0 && (
        <Table<Account>
          rowKey="id"
          size="small"
          pagination={false}
          scroll={{ x: 900 }}
          dataSource={accounts.data}
          columns={[
            { title: t('machines.name'), dataIndex: 'name' },
            {
              title: t('machines.responsible'),
              render: (_, one) => `${one.responsibleName}, ${one.responsibleTitle}`,
            },
            { title: t('machines.decision'), dataIndex: 'decision' },
            { title: t('machines.createdAt'), width: 140, render: (_, one) => formatInstant(one.createdAt) },
            {
              title: t('common.state'),
              width: 230,
              render: (_, one) =>
                one.revokedAt ? (
                  <span className="vt-quiet">
                    {t('machines.revoked', { at: formatInstant(one.revokedAt), reason: one.revokedReason ?? '' })}
                  </span>
                ) : (
                  <Button size="small" onClick={() => setRevoking(one)}>
                    {t('machines.revoke')}
                  </Button>
                ),
            },
          ]}
        />
      )}
      <CreateDialog open={opening} onClose={() => setOpening(false)} onMade={setMade} />
      <RevokeDialog account={revoking} onClose={() => setRevoking(undefined)} />
    </section>
  );
}

function CreateDialog(props: {
  open: boolean;
  onClose: () => void;
  onMade: (made: { name: string; key: string }) => void;
}) {
  const { t } = useTranslation();
  const { required, chosen } = useRules();
  const client = useQueryClient();
  const colleagues = useColleagues();
  const create = useMutation({
    mutationFn: async (wish: Wish) => {
      const { key, keySha256 } = await makeMachineKey();
      await answerOf(api.POST('/api/directory/machine-accounts', { params: {}, body: { ...wish, keySha256 } }));
      return { name: wish.name, key };
    },
    onSuccess: (made) => {
      props.onMade(made);
      props.onClose();
      return client.invalidateQueries({ queryKey: accountsKey });
    },
  });
  const fit = (colleagues.data ?? []).filter(({ roles }) => roles.some((role) => DRAFTING.includes(role)));
  return (
    <ActDialog<Wish>
      open={props.open}
      title={t('machines.createDo')}
      busy={create.isPending}
      error={create.error}
      onSubmit={(wish) => create.mutate(wish)}
      onCancel={props.onClose}
    >
      <Form.Item name="name" label={t('machines.name')} rules={[required]}>
        <Input maxLength={100} placeholder={t('machines.nameHint')} />
      </Form.Item>
      <Form.Item
        name="responsiblePositionId"
        label={t('machines.responsible')}
        extra={t('machines.responsibleHint')}
        rules={[chosen]}
      >
        <Select
          showSearch={{ optionFilterProp: 'label' }}
          loading={colleagues.isPending}
          options={fit.map(({ positionId, fullName, title }) => ({
            value: positionId,
            label: `${fullName}, ${title}`,
          }))}
        />
      </Form.Item>
      <Form.Item name="decision" label={t('machines.decision')} rules={[required]}>
        <Input maxLength={300} placeholder={t('machines.decisionHint')} />
      </Form.Item>
    </ActDialog>
  );
}

function RevokeDialog({ account, onClose }: { account: Account | undefined; onClose: () => void }) {
  const { t } = useTranslation();
  const { required } = useRules();
  const client = useQueryClient();
  const revoke = useMutation({
    mutationFn: ({ accountId, reason }: { accountId: string; reason: string }) =>
      answerOf(
        api.POST('/api/directory/machine-accounts/{accountId}/revoke', {
          params: { path: { accountId } },
          body: { reason },
        }),
      ),
    onSuccess: () => {
      onClose();
      return client.invalidateQueries({ queryKey: accountsKey });
    },
  });
  return (
    <ActDialog<{ reason: string }>
      open={account !== undefined}
      title={t('machines.revokeDo')}
      lead={<p>{t('machines.revokeLead', { name: account?.name ?? '' })}</p>}
      busy={revoke.isPending}
      error={revoke.error}
      onSubmit={({ reason }) => account && revoke.mutate({ accountId: account.id, reason })}
      onCancel={onClose}
    >
      <Form.Item name="reason" label={t('common.reason')} rules={[required]}>
        <Input.TextArea maxLength={300} rows={2} />
      </Form.Item>
    </ActDialog>
  );
}

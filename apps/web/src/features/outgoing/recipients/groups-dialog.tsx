import { Button, Flex, Form, Input, Modal, Popconfirm } from 'antd';
import { useTranslation } from 'react-i18next';
import { useRules } from '../../../shared/ui/rules';
import { Problem } from '../../../shared/ui/states';
import { type Addressee, type RecipientGroup, useGroupAct, useRecipientGroups } from './recipients';

interface GroupsDialogProps {
  open: boolean;
  /** What the document has now: the members of a group that is kept. */
  chosen: readonly Addressee[];
  onClose: () => void;
}

/** The recipients chosen now become a group of the agency, or take the place of one; groups no longer used are removed. */
export function GroupsDialog({ open, chosen, onClose }: GroupsDialogProps) {
  const { t } = useTranslation();
  return (
    <Modal open={open} title={t('outgoing.addressing.groupsTitle')} footer={null} onCancel={onClose} destroyOnHidden>
      {open && <Groups chosen={chosen} />}
    </Modal>
  );
}

function Groups({ chosen }: Pick<GroupsDialogProps, 'chosen'>) {
  const { t } = useTranslation();
  const { required, atMost } = useRules();
  const groups = useRecipientGroups();
  const act = useGroupAct();
  const [form] = Form.useForm<{ name: string }>();
  const members = [...chosen];
  const none = members.length === 0;
  return (
    <Flex vertical gap={10}>
      <Form<{ name: string }>
        form={form}
        component={false}
        requiredMark={false}
        layout="vertical"
        onFinish={({ name }) =>
          act.mutate({ act: 'save', group: { name, members } }, { onSuccess: () => form.resetFields() })
        }
      >
        <Flex gap={6} align="center" wrap>
          <Form.Item
            name="name"
            label={t('outgoing.addressing.groupName')}
            rules={[required, atMost(100)]}
            style={{ flex: 1 }}
          >
            <Input onPressEnter={form.submit} />
          </Form.Item>
          <Button type="primary" onClick={form.submit} disabled={none} loading={act.isPending}>
            {t('outgoing.addressing.saveGroup', { count: members.length })}
          </Button>
        </Flex>
      </Form>
      {none && <p>{t('outgoing.addressing.noneToKeep')}</p>}
      {act.error ? <Problem error={act.error} /> : null}
      {groups.isError && <Problem error={groups.error} onRetry={() => groups.refetch()} />}
      {groups.data?.length === 0 && <p>{t('outgoing.addressing.noGroup')}</p>}
      <ul className="vt-plain-list">
        {groups.data?.map((group) => (
          <Kept key={group.id} group={group} members={members} act={act} />
        ))}
      </ul>
    </Flex>
  );
}

function Kept(props: { group: RecipientGroup; members: Addressee[]; act: ReturnType<typeof useGroupAct> }) {
  const { t } = useTranslation();
  const { group, members, act } = props;
  return (
    <li>
      <Flex gap={6} align="center" wrap>
        <span style={{ flex: 1 }} title={group.members.map(({ name }) => name).join('; ')}>
          {t('outgoing.addressing.groupOf', { name: group.name, count: group.members.length })}
        </span>
        <Button
          size="small"
          disabled={members.length === 0}
          onClick={() => act.mutate({ act: 'save', group: { ...group, members } })}
        >
          {t('outgoing.addressing.replaceGroup')}
        </Button>
        <Popconfirm
          title={t('outgoing.addressing.removeSure', { name: group.name })}
          okText={t('outgoing.addressing.removeGroup')}
          cancelText={t('common.cancel')}
          onConfirm={() => act.mutate({ act: 'remove', groupId: group.id })}
        >
          <Button size="small" danger>
            {t('outgoing.addressing.removeGroup')}
          </Button>
        </Popconfirm>
      </Flex>
    </li>
  );
}

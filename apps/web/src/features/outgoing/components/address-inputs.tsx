import { Form, Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '../../../shared/api/client';
import { useColleagues } from '../../../shared/api/directory';
import { useRules } from '../../../shared/ui/rules';
import type { DraftForm } from '../api/draft-form';

type Named = { id: string; name: string };
const URGENCIES: readonly Schemas['Urgency'][] = ['normal', 'urgent', 'very-urgent', 'express'];

/** Who signs, how soon it must arrive, and where. */
export function AddressInputs({ agencies, units }: { agencies: readonly Named[]; units: readonly Named[] }) {
  const { t } = useTranslation();
  const { chosen, linesAtMost } = useRules();
  const signers = useColleagues('signer');
  const optionsOf = (list: readonly Named[]) => list.map(({ id, name }) => ({ value: id, label: name }));
  const toMany = { mode: 'multiple' as const, showSearch: { optionFilterProp: 'label' } };
  return (
    <>
      <Form.Item name="signerPositionId" label={t('outgoing.columns.signer')} rules={[chosen]}>
        <Select
          loading={signers.isPending}
          options={signers.data?.map((p) => ({ value: p.positionId, label: `${p.fullName}, ${p.title}` })) ?? []}
        />
      </Form.Item>
      <Form.Item name="urgency" label={t('common.urgency')}>
        <Select options={URGENCIES.map((value) => ({ value, label: t(`urgency.${value}`) }))} />
      </Form.Item>
      <Form.Item name="agencyIds" label={t('outgoing.draft.agencies')}>
        <Select {...toMany} options={optionsOf(agencies)} />
      </Form.Item>
      <Form.Item name="unitIds" label={t('outgoing.draft.units')}>
        <Select {...toMany} options={optionsOf(units)} />
      </Form.Item>
      <Form.Item
        name="others"
        label={t('outgoing.draft.others')}
        dependencies={['agencyIds', 'unitIds']}
        rules={[
          linesAtMost(200),
          ({ getFieldsValue }) => ({
            warningOnly: true,
            validator: (_, others: string | undefined) => {
              const { agencyIds = [], unitIds = [] } = getFieldsValue() as DraftForm;
              const none = agencyIds.length + unitIds.length === 0 && !others?.trim();
              return none ? Promise.reject(t('outgoing.draft.noRecipient')) : Promise.resolve();
            },
          }),
        ]}
      >
        <Input.TextArea autoSize={{ minRows: 2 }} />
      </Form.Item>
    </>
  );
}

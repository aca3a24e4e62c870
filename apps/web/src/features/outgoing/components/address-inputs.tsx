import { Checkbox, Form, Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '../../../shared/api/client';
import { useColleagues } from '../../../shared/api/directory';
import { useRules } from '../../../shared/ui/rules';
import type { FormName } from '../api/body-forms';
import type { DraftForm } from '../api/draft-form';

type Named = { id: string; name: string };
const ROADS: readonly Schemas['SigningRoad'][] = ['digital', 'ink'];
const URGENCIES: readonly Schemas['Urgency'][] = ['normal', 'urgent', 'very-urgent', 'express'];

interface AddressInputsProps {
  agencies: readonly Named[];
  units: readonly Named[];
  form: FormName;
  /** The agency works as a collective body: documents are signed TM. unless the head decides alone. */
  isCollective: boolean;
}

/** Who signs, how soon it must arrive, and where. */
export function AddressInputs({ agencies, units, form, isCollective }: AddressInputsProps) {
  const { t } = useTranslation();
  const { chosen, linesAtMost } = useRules();
  const signers = useColleagues('signer');
  const people = signers.data?.map((p) => ({ value: p.positionId, label: `${p.fullName}, ${p.title}` })) ?? [];
  const optionsOf = (list: readonly Named[]) => list.map(({ id, name }) => ({ value: id, label: name }));
  const toMany = { mode: 'multiple' as const, showSearch: { optionFilterProp: 'label' } };
  return (
    <>
      {form === 'minutes' && (
        <Form.Item
          name="secretaryPositionId"
          label={t('outgoing.draft.secretary')}
          extra={t('outgoing.draft.secretaryHint')}
          rules={[chosen]}
        >
          <Select loading={signers.isPending} options={people} showSearch={{ optionFilterProp: 'label' }} />
        </Form.Item>
      )}
      <Form.Item
        name="signerPositionId"
        label={form === 'minutes' ? t('outgoing.draft.chair') : t('outgoing.columns.signer')}
        rules={[chosen]}
      >
        <Select loading={signers.isPending} options={people} showSearch={{ optionFilterProp: 'label' }} />
      </Form.Item>
      {isCollective && form !== 'minutes' && (
        <Form.Item name="headDecidesAlone" valuePropName="checked">
          <Checkbox>{t('outgoing.draft.headDecidesAlone')}</Checkbox>
        </Form.Item>
      )}
      {form !== 'minutes' && (
        <Form.Item name="road" label={t('outgoing.draft.road')}>
          <Select options={ROADS.map((value) => ({ value, label: t(`outgoing.roads.${value}`) }))} />
        </Form.Item>
      )}
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

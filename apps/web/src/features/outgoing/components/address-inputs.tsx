import { Checkbox, Form, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '../../../shared/api/client';
import { useColleagues } from '../../../shared/api/directory';
import { useRules } from '../../../shared/ui/rules';
import type { FormName } from '../api/body-forms';
import type { DraftForm } from '../api/draft-form';
import { RecipientsInput } from '../recipients/recipients-input';
import { IssuerInput } from './issuer-input';

const ROADS: readonly Schemas['SigningRoad'][] = ['digital', 'ink'];
const URGENCIES: readonly Schemas['Urgency'][] = ['normal', 'urgent', 'very-urgent', 'express'];

interface AddressInputsProps {
  form: FormName;
  /** The agency works as a collective body: documents are signed TM. unless the head decides alone. */
  isCollective: boolean;
}

/** Who signs, how soon it must arrive, and where. */
export function AddressInputs({ form, isCollective }: AddressInputsProps) {
  const { t } = useTranslation();
  const { chosen } = useRules();
  const signers = useColleagues('signer');
  const isOfBody = Boolean(Form.useWatch('advisoryBody'));
  const people = signers.data?.map((p) => ({ value: p.positionId, label: `${p.fullName}, ${p.title}` })) ?? [];
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
      {form !== 'minutes' && <IssuerInput />}
      <Form.Item
        name="signerPositionId"
        label={form === 'minutes' ? t('outgoing.draft.chair') : t('outgoing.columns.signer')}
        rules={[chosen]}
      >
        <Select loading={signers.isPending} options={people} showSearch={{ optionFilterProp: 'label' }} />
      </Form.Item>
      {isCollective && !isOfBody && form !== 'minutes' && (
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
      <Form.Item
        name="recipients"
        label={t('outgoing.draft.recipients')}
        rules={[
          {
            warningOnly: true,
            validator: (_, chosen: DraftForm['recipients']) =>
              chosen?.length ? Promise.resolve() : Promise.reject(t('outgoing.draft.noRecipient')),
          },
        ]}
      >
        <RecipientsInput />
      </Form.Item>
    </>
  );
}

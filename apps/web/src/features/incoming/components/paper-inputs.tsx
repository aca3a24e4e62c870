import { Form, Input, InputNumber, Radio, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { formatInstant } from '../../../shared/format/format';
import { useRules } from '../../../shared/ui/rules';
import { type PaperCheck, type UnopenedLetter, useLetters } from '../api/paper';

export interface PaperForm {
  copies: number;
  envelopeIntact: boolean;
  contentsMatch: boolean;
  remark?: string;
  letterId?: string | undefined;
}

/** What the clerk finds is answered of each envelope anew: neither ticked beforehand nor taken from the one before (Art. 21.1.a). */
export const paperStart: Partial<PaperForm> = { copies: 1 };

export const paperCheckOf = ({ copies, envelopeIntact, contentsMatch, remark }: PaperForm): PaperCheck => ({
  ...{ copies, envelopeIntact, contentsMatch },
  remark: remark?.trim() ? remark : null,
});

/** What the clerk checks on paper before it is registered (Art. 21.1.a). */
export function PaperInputs() {
  const { t } = useTranslation();
  const { required, chosen, atMost } = useRules();
  const form = Form.useFormInstance<PaperForm>();
  const intact = Form.useWatch('envelopeIntact', form);
  const matching = Form.useWatch('contentsMatch', form);
  const abnormal = intact === false || matching === false;
  const letters = useLetters().data?.filter(({ documentId }) => documentId === null) ?? [];
  return (
    <>
      <Form.Item name="copies" label={t('incoming.paper.copies')} rules={[chosen]}>
        <InputNumber min={1} max={999} precision={0} />
      </Form.Item>
      {(['envelopeIntact', 'contentsMatch'] as const).map((name) => (
        <Form.Item key={name} name={name} label={t(`incoming.paper.${name}`)} rules={[chosen]}>
          <Radio.Group
            aria-label={t(`incoming.paper.${name}`)}
            options={[
              { value: true, label: t('incoming.paper.yes') },
              { value: false, label: t('incoming.paper.no') },
            ]}
          />
        </Form.Item>
      ))}
      {abnormal && (
        <Form.Item name="remark" label={t('incoming.paper.remark')} rules={[required, atMost(500)]}>
          <Input.TextArea autoSize={{ minRows: 2 }} />
        </Form.Item>
      )}
      {letters.length > 0 && (
        <Form.Item name="letterId" label={t('incoming.paper.fromLetter')}>
          <Select allowClear options={letters.map((letter) => ({ value: letter.id, label: nameOf(letter) }))} />
        </Form.Item>
      )}
    </>
  );
}

const nameOf = ({ senderName, addressee, arrivedAt }: UnopenedLetter): string =>
  `${senderName} → ${addressee}, ${formatInstant(arrivedAt)}`;

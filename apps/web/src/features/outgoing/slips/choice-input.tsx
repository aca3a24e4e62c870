import { Input, Radio } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Choice } from './slips';

const CHOICES = ['approved', 'returned', 'left'] as const;

/** Agreed, returned with a reason, or left for another time. */
export function ChoiceInput({
  name,
  choice,
  onChoose,
}: {
  name: string;
  choice: Choice;
  onChoose: (choice: Choice) => void;
}) {
  const { t } = useTranslation();
  const reason = choice.decision === 'returned' ? choice.reason : '';
  const choose = (decision: Choice['decision']) =>
    onChoose(decision === 'returned' ? { decision, reason } : { decision });
  return (
    <fieldset className="vt-blocks">
      <legend className="vt-small">{name}</legend>
      <Radio.Group
        value={choice.decision}
        onChange={(event) => choose(event.target.value as Choice['decision'])}
        options={CHOICES.map((value) => ({ value, label: t(`slips.choices.${value}`) }))}
      />
      {choice.decision === 'returned' && (
        <Input.TextArea
          aria-label={`${t('common.reason')}: ${name}`}
          placeholder={t('common.reason')}
          rows={2}
          maxLength={1000}
          value={reason}
          onChange={(event) => onChoose({ decision: 'returned', reason: event.target.value })}
        />
      )}
    </fieldset>
  );
}

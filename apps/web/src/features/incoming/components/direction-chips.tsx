import { Button, Checkbox, DatePicker, Input, Radio, Space } from 'antd';
import dayjs from 'dayjs';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useOwnAgency } from '../../../shared/api/directory';
import { formatDate } from '../../../shared/format/format';
import { submitKey } from '../../../shared/ui/keys';
import type { DirectionInput, RoutedDocument } from '../api/incoming';
import { AfterSender } from './after-sender';

interface DirectionChipsProps {
  routed: RoutedDocument;
  busy: boolean;
  /** `null`: agrees to the proposal as it stands. */
  onDirect: (direction: DirectionInput | null) => void;
}

/** The proposal agreed to by one press, or changed by chips: exactly one lead, co-operators, a day. */
export function DirectionChips({ routed, busy, onDirect }: DirectionChipsProps) {
  const { t } = useTranslation();
  const units = useOwnAgency().data?.units ?? [];
  const { proposal, deadlineChoices } = routed;
  const unitOf = (one: DirectionInput['lead'] | undefined) => (one?.kind === 'unit' ? one.unitId : undefined);
  const [lead, setLead] = useState(unitOf(proposal?.lead));
  const [cooperators, setCooperators] = useState<string[]>(
    proposal?.cooperators.flatMap((one) => unitOf(one) ?? []) ?? [],
  );
  const [deadline, setDeadline] = useState(proposal?.deadline ?? deadlineChoices[0]?.deadline);
  const [text, setText] = useState(proposal?.text ?? '');
  const named = (unitId: string) => ({
    ...{ kind: 'unit' as const, unitId },
    name: units.find(({ id }) => id === unitId)?.name ?? '',
  });
  const whole = lead !== undefined && deadline !== undefined && text.trim() !== '';
  const direct = () =>
    lead !== undefined &&
    deadline !== undefined &&
    onDirect({
      lead: named(lead),
      cooperators: cooperators.filter((unitId) => unitId !== lead).map(named),
      ...{ deadline, text: text.trim() },
    });
  const days = deadlineChoices.map((choice) => ({
    value: choice.deadline,
    label: `${choice.label} (${formatDate(choice.deadline).slice(0, 5)})`,
  }));
  const known = days.filter(({ value }, at) => days.findIndex((day) => day.value === value) === at);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the key submits from every field inside, as in the forms
    <div className="vt-chips" onKeyDown={submitKey(direct)}>
      {proposal && (
        <Button type="primary" block loading={busy} title={t('direction.space')} onClick={() => onDirect(null)}>
          {t('incoming.direction.agree')}
        </Button>
      )}
      <fieldset>
        <legend>{t('incoming.direction.lead')}</legend>
        <Radio.Group
          optionType="button"
          size="small"
          value={lead}
          onChange={({ target }) => setLead(target.value)}
          options={units.map(({ id, name }) => ({ value: id, label: name }))}
        />
      </fieldset>
      <fieldset>
        <legend>{t('incoming.direction.cooperators')}</legend>
        <Checkbox.Group
          value={cooperators}
          onChange={setCooperators}
          options={units.filter(({ id }) => id !== lead).map(({ id, name }) => ({ value: id, label: name }))}
        />
      </fieldset>
      <fieldset>
        <legend>{t('incoming.direction.deadline')}</legend>
        <Radio.Group
          optionType="button"
          size="small"
          value={deadline}
          onChange={({ target }) => setDeadline(target.value)}
          options={known}
        />
        <DatePicker
          aria-label={t('direction.otherDay')}
          format="DD/MM/YYYY"
          size="small"
          allowClear={false}
          minDate={dayjs()}
          value={deadline === undefined ? null : dayjs(deadline)}
          onChange={(day) => day && setDeadline(day.format('YYYY-MM-DD'))}
        />
        <AfterSender answerBy={routed.answerBy} deadline={deadline} />
      </fieldset>
      <Input.TextArea
        aria-label={t('incoming.direction.text')}
        placeholder={t('incoming.direction.text')}
        autoSize={{ minRows: 2, maxRows: 5 }}
        maxLength={1000}
        value={text}
        onChange={({ target }) => setText(target.value)}
      />
      <Space>
        <Button disabled={!whole} loading={busy} title="Ctrl+Enter" onClick={direct}>
          {t('direction.send')}
        </Button>
      </Space>
    </div>
  );
}

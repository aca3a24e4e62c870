import { DatePicker, Form, Input, Select } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '../../../shared/api/client';
import { useOwnAgency } from '../../../shared/api/directory';
import { useRules } from '../../../shared/ui/rules';
import type { DirectionInput, RoutedDocument } from '../api/incoming';
import { AfterSender } from './after-sender';

export interface DirectionForm {
  lead: string;
  cooperators?: string[];
  deadline: Dayjs;
  text: string;
}

export function directionOf(form: DirectionForm, units: Schemas['Unit'][]): DirectionInput {
  const named = (unitId: string) => ({
    kind: 'unit' as const,
    unitId,
    name: units.find((unit) => unit.id === unitId)?.name ?? '',
  });
  return {
    lead: named(form.lead),
    cooperators: (form.cooperators ?? []).map(named),
    deadline: form.deadline.format('YYYY-MM-DD'),
    text: form.text,
  };
}

/** The office's proposal as a start for the leader's own direction. */
export const directionForm = (proposal: DirectionInput): Partial<DirectionForm> => ({
  ...(proposal.lead.kind === 'unit' ? { lead: proposal.lead.unitId } : {}),
  cooperators: proposal.cooperators.flatMap((one) => (one.kind === 'unit' ? [one.unitId] : [])),
  deadline: dayjs(proposal.deadline),
  text: proposal.text,
});

/** Exactly one lead, the co-operators, a deadline counted on the agency's calendar (R-IN-09, R-GEN-06). */
export function DirectionInputs({ routed }: { routed: RoutedDocument | undefined }) {
  const { t } = useTranslation();
  const { required, chosen, atMost } = useRules();
  const agency = useOwnAgency();
  const choices = routed?.deadlineChoices ?? [];
  const lead: string | undefined = Form.useWatch('lead');
  const deadline: Dayjs | undefined = Form.useWatch('deadline');
  const options = agency.data?.units.map((unit) => ({ value: unit.id, label: unit.name })) ?? [];
  return (
    <>
      <Form.Item name="lead" label={t('incoming.direction.lead')} rules={[chosen]}>
        <Select options={options} />
      </Form.Item>
      <Form.Item name="cooperators" label={t('incoming.direction.cooperators')}>
        <Select mode="multiple" options={options.filter((option) => option.value !== lead)} />
      </Form.Item>
      <Form.Item name="deadline" label={t('incoming.direction.deadline')} rules={[chosen]}>
        <DatePicker
          format="DD/MM/YYYY"
          style={{ width: '100%' }}
          minDate={dayjs()}
          presets={choices.map(({ label, deadline }) => ({ label, value: dayjs(deadline) }))}
        />
      </Form.Item>
      <AfterSender answerBy={routed?.answerBy ?? null} deadline={deadline?.format('YYYY-MM-DD')} />
      <Form.Item name="text" label={t('incoming.direction.text')} rules={[required, atMost(1000)]}>
        <Input.TextArea autoSize={{ minRows: 2 }} />
      </Form.Item>
    </>
  );
}

import { useQuery } from '@tanstack/react-query';
import { AutoComplete, DatePicker, Form, Input, type InputProps, Select } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '../../../shared/api/client';
import { findAgencies } from '../../../shared/api/directory';
import { instantOfOffice, officeClockOf } from '../../../shared/format/format';
import { oneLine, useRules } from '../../../shared/ui/rules';
import type { IncomingFields } from '../api/incoming';

export interface IncomingFieldsForm extends Omit<IncomingFields, 'documentDate' | 'answerBy' | 'meeting'> {
  documentDate: Dayjs;
  answerBy: Dayjs | null;
  meetingAt?: Dayjs | null;
  meetingPlace?: string | undefined;
}

export const toForm = ({ meeting, ...fields }: IncomingFields): IncomingFieldsForm => ({
  ...fields,
  meetingAt: meeting ? dayjs(officeClockOf(meeting.startsAt)) : null,
  meetingPlace: meeting?.place,
  documentDate: dayjs(fields.documentDate),
  answerBy: fields.answerBy === null ? null : dayjs(fields.answerBy),
});

export const fromForm = (form: IncomingFieldsForm): IncomingFields => ({
  senderAgencyId: form.senderAgencyId ?? null,
  senderName: form.senderName,
  numberAndSymbol: form.numberAndSymbol,
  documentDate: form.documentDate.format('YYYY-MM-DD'),
  kind: form.kind,
  abstract: form.abstract,
  signerName: form.signerName || null,
  urgency: form.urgency,
  answerBy: form.answerBy ? form.answerBy.format('YYYY-MM-DD') : null,
  meeting:
    form.kind === INVITATION && form.meetingAt && form.meetingPlace
      ? { startsAt: instantOfOffice(form.meetingAt.format('YYYY-MM-DDTHH:mm')), place: form.meetingPlace }
      : null,
  letterAbout: form.kind === LETTER ? (form.letterAbout ?? 'petition') : null,
});

const INVITATION = 'giay-moi';
const LETTER = 'don-thu';
const URGENCIES: readonly Schemas['Urgency'][] = ['normal', 'urgent', 'very-urgent', 'express'];

/** The fields that a clerk enters or confirms, in the order of the register (Annex IV). */
export function IncomingFieldsInputs() {
  const { t } = useTranslation();
  const { required, chosen, atMost } = useRules();
  const day = { format: 'DD/MM/YYYY', style: { width: '100%' } };
  return (
    <>
      <SenderInput />
      <div className="vt-two">
        <Form.Item name="numberAndSymbol" label={t('incoming.columns.number')} rules={[required, atMost(60)]}>
          <Input />
        </Form.Item>
        <Form.Item name="documentDate" label={t('incoming.documentDate')} rules={[chosen]}>
          <DatePicker {...day} />
        </Form.Item>
      </div>
      <KindInput />
      <HandlingInputs />
      <Form.Item
        name="abstract"
        label={t('incoming.columns.abstract')}
        normalize={oneLine}
        rules={[required, atMost(500)]}
      >
        <Input.TextArea autoSize={{ minRows: 2 }} />
      </Form.Item>
      <Form.Item name="signerName" label={t('incoming.signer')} rules={[atMost(100)]}>
        <Input />
      </Form.Item>
      <div className="vt-two">
        <Form.Item name="urgency" label={t('common.urgency')} rules={[chosen]}>
          <Select options={URGENCIES.map((value) => ({ value, label: t(`urgency.${value}`) }))} />
        </Form.Item>
        <Form.Item name="answerBy" label={t('incoming.answerBy')}>
          <DatePicker {...day} />
        </Form.Item>
      </div>
    </>
  );
}

function KindInput() {
  const { t } = useTranslation();
  const { chosen } = useRules();
  const kinds = t('incoming.kinds', { returnObjects: true });
  return (
    <Form.Item name="kind" label={t('incoming.columns.kind')} rules={[chosen]}>
      <Select
        showSearch={{ optionFilterProp: 'label' }}
        options={Object.entries(kinds).map(([value, label]) => ({ value, label }))}
      />
    </Form.Item>
  );
}

/** What kinds with a handling of their own ask for: when and where one is invited to, what a citizen writes about. */
function HandlingInputs() {
  const { t } = useTranslation();
  const { chosen, required, atMost } = useRules();
  const form = Form.useFormInstance<IncomingFieldsForm>();
  const kind = Form.useWatch('kind', form);
  if (kind === LETTER) return <LetterInput />;
  if (kind !== INVITATION) return null;
  return (
    <div className="vt-two">
      <Form.Item name="meetingAt" label={t('incoming.handling.meetingAt')} rules={[chosen]}>
        <DatePicker showTime={{ format: 'HH:mm' }} format="DD/MM/YYYY HH:mm" style={{ width: '100%' }} />
      </Form.Item>
      <Form.Item name="meetingPlace" label={t('incoming.handling.meetingPlace')} rules={[required, atMost(200)]}>
        <Input />
      </Form.Item>
    </div>
  );
}

function LetterInput() {
  const { t } = useTranslation();
  const { chosen } = useRules();
  const abouts = t('incoming.handling.abouts', { returnObjects: true });
  return (
    <Form.Item name="letterAbout" label={t('incoming.handling.about')} initialValue="petition" rules={[chosen]}>
      <Select options={Object.entries(abouts).map(([value, label]) => ({ value, label }))} />
    </Form.Item>
  );
}

/** Of a citizen's letter also what it is about. */
export function KindAndLetterInputs() {
  const kind = Form.useWatch('kind', Form.useFormInstance<IncomingFieldsForm>());
  return (
    <>
      <KindInput />
      {kind === LETTER && <LetterInput />}
    </>
  );
}

/** One box: a name of the directory is known by its id, any other name stands as it was typed. */
function SenderInput() {
  const { t } = useTranslation();
  const { required, atMost } = useRules();
  const form = Form.useFormInstance<IncomingFieldsForm>();
  const name = Form.useWatch('senderName', form) ?? '';
  const known = Form.useWatch('senderAgencyId', { form, preserve: true });
  const agencies = useQuery({
    queryKey: ['directory', 'find', name],
    queryFn: () => findAgencies(name),
    staleTime: 60_000,
    placeholderData: (before) => before,
  });
  return (
    <>
      <Form.Item
        name="senderName"
        label={t('incoming.columns.sender')}
        extra={name && t(known ? 'incoming.inputs.senderKnown' : 'incoming.inputs.senderUnknown')}
        rules={[required, atMost(200)]}
      >
        <AutoComplete
          defaultActiveFirstOption={false}
          options={agencies.data?.map((agency) => ({ value: agency.name, key: agency.id })) ?? []}
          onChange={(typed: string) => {
            const same = agencies.data?.find((agency) => agency.name === typed.trim());
            form.setFieldValue('senderAgencyId', same?.id ?? null);
          }}
        >
          <NameBox placeholder={t('incoming.inputs.sender')} />
        </AutoComplete>
      </Form.Item>
      <Form.Item name="senderAgencyId" hidden>
        <Input />
      </Form.Item>
    </>
  );
}

/** The suggestions call "no option" number -1, which no reader of the screen can find: then nothing is named. */
const NameBox = ({ 'aria-activedescendant': active, ...rest }: InputProps) => (
  <Input {...rest} {...(active?.endsWith('_-1') ? {} : { 'aria-activedescendant': active })} />
);

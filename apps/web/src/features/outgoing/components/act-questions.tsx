import { Button, Checkbox, Form, Input, Upload } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Purpose } from '../../../shared/api/station';
import { civilDateOf } from '../../../shared/format/format';
import { DayInput } from '../../../shared/ui/day-input';
import { useRules } from '../../../shared/ui/rules';
import type { OutgoingAct, OutgoingDetail } from '../api/outgoing';
import { WayInput } from './way-input';

/** What an act has to know before it is done. */
export function Questions({ document, act }: { document: OutgoingDetail; act: OutgoingAct }) {
  switch (act) {
    case 'return':
      return <ReasonInput />;
    case 'record-ink-signature':
      return <InkDateInput document={document} />;
    case 'add-scan':
      return <ScanInput />;
    case 'allot-number':
    case 'seal':
      return (
        <>
          <WayInput purpose="organisation" />
          <ThenIssueInput />
        </>
      );
    default:
      return <WayInput purpose={purposeOf(document, act)} />;
  }
}

/** A job that is taken up again is of the step at which it stopped. */
function purposeOf(document: OutgoingDetail, act: OutgoingAct): Purpose {
  if (act === 'sign') return 'personal';
  return document.plan.find(({ step }) => step === document.job?.step)?.kind ?? 'organisation';
}

function ReasonInput() {
  const { t } = useTranslation();
  const { required } = useRules();
  return (
    <Form.Item name="reason" label={t('common.reason')} rules={[required]}>
      <Input.TextArea rows={3} autoFocus maxLength={1000} showCount />
    </Form.Item>
  );
}

function ThenIssueInput() {
  const { t } = useTranslation();
  return (
    <Form.Item name="thenIssue" valuePropName="checked">
      <Checkbox>{t('outgoing.thenIssue')}</Checkbox>
    </Form.Item>
  );
}

function InkDateInput({ document }: { document: OutgoingDetail }) {
  const { t } = useTranslation();
  const { chosen } = useRules();
  return (
    <Form.Item
      name="signedOn"
      label={t('outgoing.ink.signedOn')}
      extra={t('outgoing.ink.who', { name: document.signerName })}
      initialValue={civilDateOf(new Date())}
      rules={[chosen]}
    >
      <DayInput autoFocus />
    </Form.Item>
  );
}

function ScanInput() {
  const { t } = useTranslation();
  return <FileInput name="file" label={t('outgoing.ink.scan')} />;
}

/** One PDF; the value of the field is the file itself. */
export function FileInput({ name, label }: { name: string; label: string }) {
  const { t } = useTranslation();
  return (
    <Form.Item
      name={name}
      label={label}
      rules={[{ required: true, message: t('outgoing.attachments.noFile') }]}
      valuePropName="fileList"
      getValueProps={(file?: File) => ({ fileList: file ? [{ uid: '1', name: file.name }] : [] })}
      getValueFromEvent={({ file, fileList }: { file: File; fileList: unknown[] }) =>
        fileList.length > 0 ? file : undefined
      }
    >
      <Upload accept="application/pdf,.pdf" maxCount={1} beforeUpload={() => false}>
        <Button>{t('outgoing.attachments.choose')}</Button>
      </Upload>
    </Form.Item>
  );
}

import { Alert, App, Button, Card, Form, Space } from 'antd';
import dayjs from 'dayjs';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { civilDateOf, officeClockOf } from '../../../shared/format/format';
import { submitKey } from '../../../shared/ui/keys';
import { Problem } from '../../../shared/ui/states';
import { type ReadUpload, receive } from '../api/incoming';
import { receivePaper } from '../api/paper';
import { fromForm, type IncomingFieldsForm, IncomingFieldsInputs } from './incoming-fields';
import { type PaperForm, PaperInputs, paperCheckOf, paperStart } from './paper-inputs';

type Described = IncomingFieldsForm & PaperForm;

interface DescribeProps {
  ticket: string;
  /** What its text says; null: it could not be read. */
  read: ReadUpload | null;
  /** On paper the clerk's check of the envelope goes with it. */
  paper: boolean;
  start: Partial<Described> | null;
  /** Received, and the next file gets the same fields. */
  onKept: (fields: Partial<Described>) => void;
}

/** The fields of an upload, filled with what its pages say; received and opened, or received and kept for the next one. */
export function DescribeUpload({ ticket, read, paper, start, onKept }: DescribeProps) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const navigate = useNavigate();
  const [form] = Form.useForm<Described>();
  const [problem, setProblem] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const finish = async (answers: Described, next: 'open' | 'keep') => {
    setBusy(true);
    setProblem(null);
    const fields = fromForm(answers);
    const received = paper
      ? receivePaper({ ticket, fields, check: paperCheckOf(answers), letterId: answers.letterId, read })
      : receive(ticket, fields, read?.printedSender);
    await received.then((done) => {
      message.success(t(paper ? 'incoming.inputs.receivedPaper' : 'incoming.inputs.received'));
      if (next === 'open') navigate(`/van-ban-den/${done.id}`);
      else onKept({ ...fieldsOnly(answers), numberAndSymbol: '', abstract: '' });
    }, setProblem);
    setBusy(false);
  };
  return (
    <Card size="small">
      <p className="vt-quiet" style={{ marginTop: 0 }}>
        {t('incoming.inputs.numberLater')}
      </p>
      <ReadingNote read={read} />
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        onFinish={(fields) => finish(fields, 'open')}
        onKeyDown={submitKey(form.submit)}
        scrollToFirstError={{ focus: true }}
        initialValues={{
          urgency: 'normal',
          kind: 'cong-van',
          documentDate: dayjs(civilDateOf(new Date())),
          ...paperStart,
          ...start,
          ...fieldsRead(read),
        }}
      >
        {paper && <PaperInputs />}
        <IncomingFieldsInputs />
        {problem !== null && <Problem error={problem} />}
        <Space wrap>
          <Button type="primary" htmlType="submit" loading={busy} title="Ctrl+Enter">
            {t('incoming.receive')}
          </Button>
          <Button
            loading={busy}
            onClick={() =>
              form.validateFields().then(
                (fields) => finish(fields, 'keep'),
                () => undefined,
              )
            }
          >
            {t('incoming.inputs.receiveAndCopy')}
          </Button>
        </Space>
      </Form>
    </Card>
  );
}

/** What the next file may share; the envelope's check is its own, and a letter comes back once. */
function fieldsOnly(answers: Described): Partial<Described> {
  const { copies: _, envelopeIntact: __, contentsMatch: ___, remark: ____, letterId: _____, ...fields } = answers;
  return fields;
}

/** Why nothing was read, which fields to look at again, or that all is sure. */
function ReadingNote({ read }: { read: ReadUpload | null }) {
  const { t } = useTranslation();
  if (read === null) return null;
  const style = { marginBottom: 10 };
  if (read.problemVi) return <Alert type="info" showIcon title={read.problemVi} style={style} />;
  const unsure = READ_FIELDS.filter((name) => (read[name]?.confidence ?? 0) < SURE);
  if (unsure.length === 0) return <Alert type="success" showIcon style={style} title={t('incoming.inputs.readAll')} />;
  const fields = unsure.map((name) => t(`incoming.inputs.readFields.${name}`)).join(', ');
  return <Alert type="warning" showIcon style={style} title={t('incoming.inputs.readUnsure', { fields })} />;
}

const READ_FIELDS = ['senderName', 'numberAndSymbol', 'documentDate', 'kind', 'abstract', 'signerName'] as const;
/** From here on a field stands where and how Annex I has it. */
const SURE = 0.9;

/** What was read fills the form; what was not found stays as it was. */
function fieldsRead(read: ReadUpload | null): Partial<IncomingFieldsForm> {
  if (read === null) return {};
  const { senderAgencyId, senderName, numberAndSymbol, documentDate, kind, abstract, signerName } = read;
  return {
    ...(senderName && { senderName: senderName.value, senderAgencyId: senderAgencyId?.value ?? null }),
    ...(numberAndSymbol && { numberAndSymbol: numberAndSymbol.value }),
    ...(documentDate && { documentDate: dayjs(documentDate.value) }),
    ...(kind && { kind: kind.value }),
    ...(abstract && { abstract: abstract.value }),
    ...(signerName && { signerName: signerName.value }),
    ...(read.urgency && { urgency: read.urgency.value }),
    ...(read.meeting && {
      meetingAt: dayjs(officeClockOf(read.meeting.value.startsAt)),
      meetingPlace: read.meeting.value.place,
    }),
    ...(read.answerBy && { answerBy: dayjs(read.answerBy.value) }),
  };
}

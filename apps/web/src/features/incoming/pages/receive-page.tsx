import { Alert, App, Button, Card, Form, Space, Upload } from 'antd';
import dayjs from 'dayjs';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import type { Schemas } from '../../../shared/api/client';
import { upload } from '../../../shared/api/upload';
import { civilDateOf } from '../../../shared/format/format';
import { PdfView } from '../../../shared/pdf/pdf-view';
import { submitKey } from '../../../shared/ui/keys';
import { PageTitle } from '../../../shared/ui/page-title';
import { Problem } from '../../../shared/ui/states';
import { type ReadUpload, readUpload, receive } from '../api/incoming';
import { fromForm, type IncomingFieldsForm, IncomingFieldsInputs } from '../components/incoming-fields';

interface Sent {
  ticket: Schemas['UploadTicket'];
  /** What its text says; null: it could not be read. */
  read: ReadUpload | null;
  /** As it lies on the clerk's machine; shown while it is described. */
  bytes: ArrayBuffer;
}

/** A file that came by another way than the system: the document on the left, its fields on the right. */
export default function ReceivePage() {
  const { t } = useTranslation();
  const [sent, setSent] = useState<Sent | null>(null);
  const [problem, setProblem] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  /** The fields of the last one, for the next file of the same sender. */
  const [kept, setKept] = useState<Partial<IncomingFieldsForm> | null>(null);
  const send = async (file: File) => {
    setProblem(null);
    setBusy(true);
    await Promise.all([upload(file), file.arrayBuffer()]).then(
      async ([ticket, bytes]) => setSent({ ticket, bytes, read: await readUpload(ticket.ticket) }),
      setProblem,
    );
    setBusy(false);
  };
  return (
    <section>
      <div className="vt-bar">
        <PageTitle text={t('incoming.receive')} />
        <Link to="/van-ban-den">← {t('common.back')}</Link>
      </div>
      <div className="vt-desk">
        <div>
          <Upload.Dragger
            accept="application/pdf,.pdf"
            aria-label={t('incoming.inputs.fileLabel')}
            showUploadList={false}
            disabled={busy}
            beforeUpload={(file) => {
              void send(file);
              return false;
            }}
            style={{ background: '#fff' }}
          >
            {busy
              ? t('incoming.inputs.uploading')
              : sent
                ? `${sent.ticket.name} · ${t('incoming.inputs.otherFile')}`
                : t('incoming.inputs.file')}
          </Upload.Dragger>
          <div style={{ height: 10 }} />
          {problem !== null && <Problem error={problem} />}
          {sent && <PdfView source={sent.bytes} name={sent.ticket.name} />}
        </div>
        {sent && (
          <Describe
            key={sent.ticket.ticket}
            ticket={sent.ticket.ticket}
            read={sent.read}
            start={kept}
            onKept={(fields) => {
              setKept(fields);
              setSent(null);
            }}
          />
        )}
      </div>
    </section>
  );
}

interface DescribeProps {
  ticket: string;
  read: ReadUpload | null;
  start: Partial<IncomingFieldsForm> | null;
  /** Received, and the next file gets the same fields. */
  onKept: (fields: Partial<IncomingFieldsForm>) => void;
}

function Describe({ ticket, read, start, onKept }: DescribeProps) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const navigate = useNavigate();
  const [form] = Form.useForm<IncomingFieldsForm>();
  const [problem, setProblem] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const finish = async (fields: IncomingFieldsForm, next: 'open' | 'keep') => {
    setBusy(true);
    setProblem(null);
    await receive(ticket, fromForm(fields), read?.printedSender).then((done) => {
      message.success(t('incoming.inputs.received'));
      if (next === 'open') navigate(`/van-ban-den/${done.id}`);
      else onKept({ ...fields, numberAndSymbol: '', abstract: '' });
    }, setProblem);
    setBusy(false);
  };
  const unsure = read === null ? [] : unsureOf(read);
  return (
    <Card size="small">
      <p className="vt-quiet" style={{ marginTop: 0 }}>
        {t('incoming.inputs.numberLater')}
      </p>
      {read?.problemVi && <Alert type="info" showIcon title={read.problemVi} style={{ marginBottom: 10 }} />}
      {read && !read.problemVi && (
        <Alert
          type={unsure.length === 0 ? 'success' : 'warning'}
          showIcon
          style={{ marginBottom: 10 }}
          title={
            unsure.length === 0
              ? t('incoming.inputs.readAll')
              : t('incoming.inputs.readUnsure', {
                  fields: unsure.map((name) => t(`incoming.inputs.readFields.${name}`)).join(', '),
                })
          }
        />
      )}
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
          ...start,
          ...fieldsRead(read),
        }}
      >
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

const READ_FIELDS = ['senderName', 'numberAndSymbol', 'documentDate', 'kind', 'abstract', 'signerName'] as const;
/** From here on a field stands where and how Annex I has it. */
const SURE = 0.9;

const unsureOf = (read: ReadUpload) => READ_FIELDS.filter((name) => (read[name]?.confidence ?? 0) < SURE);

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
    ...(read.answerBy && { answerBy: dayjs(read.answerBy.value) }),
  };
}

import { App, Button, Card, Form, Upload } from 'antd';
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
import { receive } from '../api/incoming';
import { fromForm, type IncomingFieldsForm, IncomingFieldsInputs } from '../components/incoming-fields';

interface Sent {
  ticket: Schemas['UploadTicket'];
  /** As it lies on the clerk's machine; shown while it is described. */
  bytes: ArrayBuffer;
}

/** A file that came by another way than the system: the document on the left, its fields on the right. */
export default function ReceivePage() {
  const { t } = useTranslation();
  const [sent, setSent] = useState<Sent | null>(null);
  const [problem, setProblem] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const send = async (file: File) => {
    setProblem(null);
    setBusy(true);
    await Promise.all([upload(file), file.arrayBuffer()]).then(
      ([ticket, bytes]) => setSent({ ticket, bytes }),
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
        {sent && <Describe key={sent.ticket.ticket} ticket={sent.ticket.ticket} />}
      </div>
    </section>
  );
}

function Describe({ ticket }: { ticket: string }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const navigate = useNavigate();
  const [form] = Form.useForm<IncomingFieldsForm>();
  const [problem, setProblem] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const finish = async (fields: IncomingFieldsForm) => {
    setBusy(true);
    setProblem(null);
    await receive(ticket, fromForm(fields)).then((done) => {
      message.success(t('incoming.inputs.received'));
      navigate(`/van-ban-den/${done.id}`);
    }, setProblem);
    setBusy(false);
  };
  return (
    <Card size="small">
      <p className="vt-quiet" style={{ marginTop: 0 }}>
        {t('incoming.inputs.numberLater')}
      </p>
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        onFinish={finish}
        onKeyDown={submitKey(form.submit)}
        scrollToFirstError={{ focus: true }}
        initialValues={{ urgency: 'normal', kind: 'cong-van', documentDate: dayjs(civilDateOf(new Date())) }}
      >
        <IncomingFieldsInputs />
        {problem !== null && <Problem error={problem} />}
        <Button type="primary" htmlType="submit" loading={busy} title="Ctrl+Enter">
          {t('incoming.receive')}
        </Button>
      </Form>
    </Card>
  );
}

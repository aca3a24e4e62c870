import { Button, Card, Form, Upload } from 'antd';
import dayjs from 'dayjs';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { upload } from '../../../shared/api/upload';
import { civilDateOf } from '../../../shared/format/format';
import { Problem } from '../../../shared/ui/states';
import { receive } from '../api/incoming';
import { fromForm, type IncomingFieldsForm, IncomingFieldsInputs } from '../components/incoming-fields';

/** A file that came by another way than the system: uploaded, then described as the clerk reads it. */
export default function ReceivePage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [ticket, setTicket] = useState<{ ticket: string; name: string } | null>(null);
  const [problem, setProblem] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const send = async (file: File) => {
    setProblem(null);
    setBusy(true);
    await upload(file).then(setTicket, setProblem);
    setBusy(false);
  };
  const finish = async (form: IncomingFieldsForm) => {
    if (!ticket) return;
    setBusy(true);
    setProblem(null);
    await receive(ticket.ticket, fromForm(form)).then((done) => navigate(`/van-ban-den/${done.id}`), setProblem);
    setBusy(false);
  };
  return (
    <section style={{ maxWidth: 720 }}>
      <Link to="/van-ban-den">{t('common.back')}</Link>
      <h1 style={{ fontSize: 20, margin: '4px 0 10px' }}>{t('incoming.receive')}</h1>
      <Card>
        <Upload.Dragger
          accept="application/pdf,.pdf"
          showUploadList={false}
          disabled={busy}
          beforeUpload={(file) => {
            void send(file);
            return false;
          }}
        >
          <p style={{ margin: 8 }}>{ticket ? ticket.name : 'Kéo tệp PDF vào đây, hoặc bấm để chọn'}</p>
        </Upload.Dragger>
        {problem !== null && <Problem error={problem} />}
        {ticket && (
          <Form
            layout="vertical"
            requiredMark={false}
            onFinish={finish}
            style={{ marginTop: 14 }}
            initialValues={{ urgency: 'normal', kind: 'cong-van', documentDate: dayjs(civilDateOf(new Date())) }}
          >
            <IncomingFieldsInputs />
            <Button type="primary" htmlType="submit" loading={busy}>
              {t('incoming.receive')}
            </Button>
          </Form>
        )}
      </Card>
    </section>
  );
}

import { App, Button, Card, Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { formatInstant } from '../../../shared/format/format';
import { submitKey } from '../../../shared/ui/keys';
import { useRules } from '../../../shared/ui/rules';
import { Empty, Loading, Problem } from '../../../shared/ui/states';
import { useIncomingMutation } from '../api/incoming';
import { passUnopened, type UnopenedLetter, useLetters } from '../api/paper';

interface Envelope {
  senderName: string;
  addressee: string;
  numberOnEnvelope?: string;
}

/** Envelopes for named persons: what stands on them is noted, and they are passed on unopened (Art. 21.1.b). */
export function Letters({ onHandIn }: { onHandIn: (letter: UnopenedLetter) => void }) {
  const { t } = useTranslation();
  const { required, atMost } = useRules();
  const { message } = App.useApp();
  const [form] = Form.useForm<Envelope>();
  const letters = useLetters();
  const pass = useIncomingMutation((envelope: Envelope) =>
    passUnopened({ ...envelope, numberOnEnvelope: envelope.numberOnEnvelope?.trim() || null }),
  );
  const send = (envelope: Envelope) =>
    pass.mutate(envelope, {
      onSuccess: () => {
        void message.success(t('incoming.letters.passed', { name: envelope.addressee }));
        form.resetFields();
      },
    });
  return (
    <div className="vt-desk">
      <Card size="small" title={t('incoming.letters.list')}>
        {letters.isPending ? (
          <Loading />
        ) : letters.isError ? (
          <Problem error={letters.error} onRetry={() => letters.refetch()} />
        ) : letters.data.length === 0 ? (
          <Empty text={t('incoming.letters.empty')} />
        ) : (
          <ul className="vt-plain-list">
            {letters.data.map((letter) => (
              <li key={letter.id} style={{ display: 'flex', gap: 8, flexWrap: 'wrap', padding: '6px 0' }}>
                <span style={{ flex: '1 1 260px' }}>
                  {t('incoming.letters.line', {
                    sender: letter.senderName,
                    addressee: letter.addressee,
                    at: formatInstant(letter.arrivedAt),
                  })}
                  {letter.numberOnEnvelope && <span className="vt-quiet"> · {letter.numberOnEnvelope}</span>}
                </span>
                {letter.documentId ? (
                  <Link to={`/van-ban-den/${letter.documentId}`}>{t('incoming.letters.registered')}</Link>
                ) : (
                  <Button size="small" onClick={() => onHandIn(letter)}>
                    {t('incoming.letters.handIn')}
                  </Button>
                )}
              </li>
            ))}
          </ul>
        )}
      </Card>
      <Card size="small">
        <p className="vt-quiet" style={{ marginTop: 0 }}>
          {t('incoming.letters.why')}
        </p>
        <Form<Envelope>
          form={form}
          layout="vertical"
          requiredMark={false}
          onFinish={send}
          onKeyDown={submitKey(form.submit)}
          scrollToFirstError={{ focus: true }}
        >
          <Form.Item name="senderName" label={t('incoming.letters.sender')} rules={[required, atMost(200)]}>
            <Input />
          </Form.Item>
          <Form.Item name="addressee" label={t('incoming.letters.addressee')} rules={[required, atMost(200)]}>
            <Input />
          </Form.Item>
          <Form.Item name="numberOnEnvelope" label={t('incoming.letters.number')} rules={[atMost(60)]}>
            <Input />
          </Form.Item>
          {pass.error && <Problem error={pass.error} />}
          <Button type="primary" htmlType="submit" loading={pass.isPending} title="Ctrl+Enter">
            {t('incoming.letters.pass')}
          </Button>
        </Form>
      </Card>
    </div>
  );
}

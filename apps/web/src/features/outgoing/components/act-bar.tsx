import { Alert, App, Button, Form, Input, Modal, Space } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { Problem } from '../../../shared/ui/states';
import { type OutgoingAct, type OutgoingDetail, useOutgoingAct } from '../api/outgoing';

const NEEDS_PIN: readonly OutgoingAct[] = ['sign', 'allot-number', 'retry-seal'];

/** Only what is possible now is offered, the main act first; what needs a PIN or a reason asks for it. */
export function ActBar({ document }: { document: OutgoingDetail }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const navigate = useNavigate();
  const act = useOutgoingAct(document);
  const [asking, setAsking] = useState<OutgoingAct | null>(null);

  const start = (wanted: OutgoingAct) => {
    act.reset();
    if (wanted === 'edit') navigate(`/van-ban-di/${document.id}/sua`);
    else if (NEEDS_PIN.includes(wanted) || wanted === 'return') setAsking(wanted);
    else act.mutate({ act: wanted }, { onSuccess: () => message.success(t('common.done')) });
  };
  const answer = ({ pin, reason }: { pin?: string; reason?: string }) => {
    if (asking === null) return;
    act.mutate(
      { act: asking, ...(pin === undefined ? {} : { pin }), ...(reason === undefined ? {} : { reason }) },
      {
        onSuccess: () => {
          setAsking(null);
          message.success(t('common.done'));
        },
      },
    );
  };
  const ordered = [...document.acts].sort((a, b) => rank(a) - rank(b));
  return (
    <>
      {document.job?.state === 'waiting' && (
        <Alert type="info" showIcon title={t('signing.waiting')} style={{ marginBottom: 10 }} />
      )}
      {document.job?.reasonVi && (
        <Alert type="warning" showIcon title={document.job.reasonVi} style={{ marginBottom: 10 }} />
      )}
      {act.error && asking === null && <Problem error={act.error} />}
      <Space style={{ marginBottom: 12 }} wrap>
        {ordered.map((wanted, i) => (
          <Button
            key={wanted}
            type={i === 0 && wanted !== 'return' ? 'primary' : 'default'}
            loading={act.isPending && act.variables?.act === wanted}
            onClick={() => start(wanted)}
          >
            {t(`outgoing.acts.${wanted}`)}
          </Button>
        ))}
      </Space>
      <Modal
        open={asking !== null}
        title={asking && t(`outgoing.acts.${asking}`)}
        footer={null}
        destroyOnHidden
        onCancel={() => setAsking(null)}
      >
        <p>
          <strong>{document.abstract}</strong>
          {asking === 'sign' && <CapacityShown document={document} />}
        </p>
        <Form layout="vertical" requiredMark={false} onFinish={answer}>
          {asking === 'return' ? (
            <Form.Item
              name="reason"
              label={t('common.reason')}
              rules={[{ required: true, message: t('session.required') }]}
            >
              <Input.TextArea rows={3} autoFocus maxLength={1000} />
            </Form.Item>
          ) : (
            <Form.Item
              name="pin"
              label={t('signing.pin')}
              extra={t('signing.pinHint')}
              rules={[{ required: true, message: t('session.required') }]}
            >
              <Input.Password autoFocus autoComplete="off" inputMode="numeric" />
            </Form.Item>
          )}
          {act.error && <Problem error={act.error} />}
          <Space style={{ marginTop: 12 }}>
            <Button type="primary" htmlType="submit" loading={act.isPending}>
              {asking && t(`outgoing.acts.${asking}`)}
            </Button>
            <Button onClick={() => setAsking(null)}>{t('common.cancel')}</Button>
          </Space>
        </Form>
      </Modal>
    </>
  );
}

/** The capacity as it will be printed, shown before signing. */
const CapacityShown = ({ document }: { document: OutgoingDetail }) => (
  <span style={{ display: 'block', marginTop: 6 }}>
    {document.plan.find((entry) => entry.kind === 'personal' && entry.signedAt === null)?.capacityLines.join(' / ')}
  </span>
);

const ORDER: readonly OutgoingAct[] = [
  'sign',
  'allot-number',
  'retry-seal',
  'issue',
  'check-content',
  'check-form',
  'submit',
  'edit',
  'return',
];
const rank = (act: OutgoingAct): number => ORDER.indexOf(act);

import { Button, DatePicker, Form, Input, Select, Space } from 'antd';
import type { Dayjs } from 'dayjs';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useColleagues } from '../../../shared/api/directory';
import { civilDateOf, formatDate, formatInstant } from '../../../shared/format/format';
import { useSession } from '../../../shared/session/session';
import { ActDialog } from '../../../shared/ui/act-dialog';
import { Facts } from '../../../shared/ui/facts';
import { useRules } from '../../../shared/ui/rules';
import { type Device, useDeviceActs } from '../api/signing';

interface LendForm {
  borrowerPersonId: string;
  permission: string;
  permissionDate: Dayjs;
  signedBy: string;
  minutes: string;
  minutesDate: Dayjs;
  until: Dayjs;
}
interface ReturnForm {
  minutes: string;
  minutesDate: Dayjs;
}

const dayOf = (day: Dayjs): string => day.format('YYYY-MM-DD');

/** Who has the agency's device in hand, and on what paper (Art. 32; R-ORG-02, R-ORG-03). */
export function DeviceCard({ device }: { device: Device }) {
  const { t } = useTranslation();
  const { personId } = useSession();
  const acts = useDeviceActs(device.id);
  const [open, setOpen] = useState<'lend' | 'return' | null>(null);
  const lent = device.lendings.find(({ returnedAt }) => returnedAt === null);
  const isKeeper = device.keeperPersonId === personId;
  const close = () => setOpen(null);
  const takeBack = ({ minutes, minutesDate }: ReturnForm) =>
    acts.takeBack.mutate({ minutes: { numberAndSymbol: minutes, date: dayOf(minutesDate) } }, { onSuccess: close });
  const lend = (form: LendForm) =>
    acts.lend.mutate(
      {
        borrowerPersonId: form.borrowerPersonId,
        permission: {
          numberAndSymbol: form.permission,
          date: dayOf(form.permissionDate),
          signedBy: form.signedBy,
        },
        minutes: { numberAndSymbol: form.minutes, date: dayOf(form.minutesDate) },
        until: form.until.endOf('day').toISOString(),
      },
      { onSuccess: close },
    );
  return (
    <div>
      <Facts
        title={device.label}
        facts={[
          [t('certificates.devices.keeper'), device.keeperName],
          [t('certificates.devices.decision'), device.decision],
          [t('certificates.devices.since'), formatInstant(device.assignedAt)],
          [t('certificates.devices.holder'), lent ? lent.borrowerName : device.keeperName],
          [
            t('certificates.devices.permission'),
            lent &&
              `${lent.permission.numberAndSymbol}, ${formatDate(lent.permission.date)}, ${lent.permission.signedBy}`,
          ],
          [
            t('certificates.devices.minutes'),
            lent && `${lent.minutes.numberAndSymbol}, ${formatDate(lent.minutes.date)}`,
          ],
          [t('certificates.devices.until'), lent && formatInstant(lent.until)],
        ]}
      />
      {isKeeper && (
        <Space style={{ marginTop: 8 }}>
          {lent ? (
            <Button onClick={() => setOpen('return')}>{t('certificates.devices.takeBack')}</Button>
          ) : (
            <Button onClick={() => setOpen('lend')}>{t('certificates.devices.lend')}</Button>
          )}
        </Space>
      )}
      <ActDialog<LendForm>
        open={open === 'lend'}
        title={t('certificates.devices.lend')}
        lead={<p style={{ marginTop: 0 }}>{t('certificates.devices.lead')}</p>}
        busy={acts.lend.isPending}
        error={acts.lend.error}
        onSubmit={lend}
        onCancel={close}
      >
        <Borrower />
        <PaperInputs name="permission" />
        <SignedBy />
        <PaperInputs name="minutes" />
        <Until />
      </ActDialog>
      <ActDialog<ReturnForm>
        open={open === 'return'}
        title={t('certificates.devices.takeBack')}
        busy={acts.takeBack.isPending}
        error={acts.takeBack.error}
        onSubmit={takeBack}
        onCancel={close}
      >
        <PaperInputs name="minutes" />
      </ActDialog>
    </div>
  );
}

function Borrower() {
  const { t } = useTranslation();
  const { required } = useRules();
  const { personId } = useSession();
  const clerks = useColleagues('clerk');
  const options = (clerks.data ?? [])
    .filter((one) => one.personId !== personId)
    .map((one) => ({ value: one.personId, label: `${one.fullName} · ${one.title}` }));
  return (
    <Form.Item name="borrowerPersonId" label={t('certificates.devices.borrower')} rules={[required]}>
      <Select options={options} loading={clerks.isPending} />
    </Form.Item>
  );
}

function PaperInputs({ name }: { name: 'permission' | 'minutes' }) {
  const { t } = useTranslation();
  const { required } = useRules();
  const today = civilDateOf(new Date());
  return (
    <Space align="start" wrap>
      <Form.Item name={name} label={t(`certificates.devices.${name}`)} rules={[required]}>
        <Input maxLength={100} style={{ width: 250 }} />
      </Form.Item>
      <Form.Item name={`${name}Date`} label={t('certificates.devices.date')} rules={[required]}>
        <DatePicker format="DD/MM/YYYY" disabledDate={(day) => dayOf(day) > today} />
      </Form.Item>
    </Space>
  );
}

function SignedBy() {
  const { t } = useTranslation();
  const { required } = useRules();
  return (
    <Form.Item name="signedBy" label={t('certificates.devices.signedBy')} rules={[required]}>
      <Input maxLength={200} />
    </Form.Item>
  );
}

function Until() {
  const { t } = useTranslation();
  const { required } = useRules();
  const today = civilDateOf(new Date());
  return (
    <Form.Item name="until" label={t('certificates.devices.until')} rules={[required]}>
      <DatePicker format="DD/MM/YYYY" disabledDate={(day) => dayOf(day) < today} />
    </Form.Item>
  );
}

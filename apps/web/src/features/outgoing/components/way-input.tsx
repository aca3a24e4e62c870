import { Button, Form, Input, Radio, Space, Upload } from 'antd';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { SigningWay, WayAnswers } from '../../../shared/api/handouts';
import type { Purpose } from '../../../shared/api/station';
import { useRules } from '../../../shared/ui/rules';
import { type OfferedWay, useWays } from './use-ways';

/** With which key, wherever it is; what that way asks for stands above, so that a PIN is typed at once. */
export function WayInput({ purpose }: { purpose: Purpose }) {
  const { t } = useTranslation();
  const form = Form.useFormInstance<WayAnswers>();
  const ways = useWays(purpose);
  const chosen = Form.useWatch<SigningWay | undefined>('way') ?? 'key';
  const [own] = ways;
  const first = own?.why === null ? own.way : ways.find(({ why }) => why === null)?.way;
  const isPossible = ways.some(({ way, why }) => way === chosen && why === null);
  useEffect(() => {
    // What turns out not to be possible is not left chosen.
    if (!isPossible && first !== undefined) form.setFieldValue('way', first);
  }, [form, isPossible, first]);
  const impossible = ways.filter(({ why }) => why !== null);
  return (
    <>
      {chosen === 'key' && <PinInput />}
      {chosen === 'cms' && <CertificateInput />}
      <Form.Item
        name="way"
        label={t('signing.way')}
        initialValue="key"
        {...(chosen === 'key' ? {} : { extra: t(`signing.wayHints.${chosen}`) })}
      >
        <Radio.Group>
          <Space orientation="vertical" size={2}>
            {ways
              .filter(({ why }) => why === null)
              .map(({ way, label }) => (
                <Radio key={way} value={way}>
                  {label}
                </Radio>
              ))}
          </Space>
        </Radio.Group>
      </Form.Item>
      {impossible.length > 0 && (
        <details className="vt-small" style={{ marginBottom: 10 }} open={impossible.includes(own as OfferedWay)}>
          <summary>{t('signing.impossible', { count: impossible.length })}</summary>
          <ul style={{ margin: '4px 0 0', paddingLeft: 18 }}>
            {impossible.map(({ label, why }) => (
              <li key={label}>
                {label}: {why}
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}

export function PinInput() {
  const { t } = useTranslation();
  const { chosen } = useRules();
  return (
    <Form.Item name="pin" label={t('signing.pin')} extra={t('signing.pinHint')} rules={[chosen]}>
      <Input.Password id="pin" autoFocus autoComplete="off" inputMode="numeric" />
    </Form.Item>
  );
}

function CertificateInput() {
  const { t } = useTranslation();
  return (
    <Form.Item
      name="certificate"
      label={t('signing.certificateFile')}
      rules={[{ required: true, message: t('signing.noFile') }]}
      valuePropName="fileList"
      getValueProps={(file?: File) => ({ fileList: file ? [{ uid: '1', name: file.name }] : [] })}
      getValueFromEvent={({ file, fileList }: { file: File; fileList: unknown[] }) =>
        fileList.length > 0 ? file : undefined
      }
    >
      <Upload accept=".cer,.crt,.pem,.der" maxCount={1} beforeUpload={() => false}>
        <Button>{t('signing.chooseFile')}</Button>
      </Upload>
    </Form.Item>
  );
}

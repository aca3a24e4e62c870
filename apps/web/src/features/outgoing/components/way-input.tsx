import { Button, Form, Input, Radio, Space, Upload } from 'antd';
import { useTranslation } from 'react-i18next';
import type { SigningWay } from '../../../shared/api/handouts';
import { useRules } from '../../../shared/ui/rules';

const ALL: readonly SigningWay[] = ['key', 'desktop', 'file', 'cms'];

/** With which key, wherever it is; what that way asks for stands above, so that a PIN is typed at once. */
export function WayInput({ ways = ALL }: { ways?: readonly SigningWay[] }) {
  const { t } = useTranslation();
  const chosen = Form.useWatch<SigningWay | undefined>('way') ?? 'key';
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
            {ways.map((way) => (
              <Radio key={way} value={way}>
                {t(`signing.ways.${way}`)}
              </Radio>
            ))}
          </Space>
        </Radio.Group>
      </Form.Item>
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

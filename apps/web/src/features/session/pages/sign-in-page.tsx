import { Button, Card, Form, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSessionActions } from '../../../shared/session/session';
import { Problem } from '../../../shared/ui/states';

export function SignInPage() {
  const { t } = useTranslation();
  const { signIn } = useSessionActions();
  const [problem, setProblem] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const submit = async ({ username, password }: { username: string; password: string }) => {
    setBusy(true);
    setProblem(null);
    await signIn(username.trim(), password).catch(setProblem);
    setBusy(false);
  };
  const required = [{ required: true, message: t('session.required') }];
  return (
    <main style={{ display: 'grid', placeItems: 'center', minHeight: '100vh', padding: 16 }}>
      <Card style={{ width: 'min(400px, 100%)' }}>
        <h1 style={{ margin: 0, fontSize: 26 }}>{t('product')}</h1>
        <p style={{ color: 'var(--quiet)', marginTop: 4 }}>{t('session.intro')}</p>
        <Form layout="vertical" onFinish={submit} requiredMark={false}>
          <Form.Item name="username" label={t('session.username')} rules={required}>
            <Input autoComplete="username" autoFocus />
          </Form.Item>
          <Form.Item name="password" label={t('session.password')} rules={required}>
            <Input.Password autoComplete="current-password" />
          </Form.Item>
          {problem !== null && <Problem error={problem} />}
          <Button type="primary" htmlType="submit" loading={busy} block style={{ marginTop: 12 }}>
            {t('session.submit')}
          </Button>
        </Form>
      </Card>
    </main>
  );
}

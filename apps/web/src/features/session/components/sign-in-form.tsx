import { Button, Form, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useRules } from '../../../shared/ui/rules';
import { Problem } from '../../../shared/ui/states';

export function SignInForm({ onSignIn }: { onSignIn: (username: string, password: string) => Promise<void> }) {
  const { t } = useTranslation();
  const { chosen } = useRules();
  const [problem, setProblem] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const submit = async ({ username, password }: { username: string; password: string }) => {
    setBusy(true);
    setProblem(null);
    await onSignIn(username.trim(), password).catch(setProblem);
    setBusy(false);
  };
  return (
    <Form name="sign-in" layout="vertical" onFinish={submit} requiredMark={false}>
      <Form.Item name="username" label={t('session.username')} rules={[chosen]}>
        <Input autoComplete="username" autoCapitalize="none" spellCheck={false} autoFocus />
      </Form.Item>
      <Form.Item name="password" label={t('session.password')} rules={[chosen]}>
        <Input.Password autoComplete="current-password" />
      </Form.Item>
      {problem !== null && <Problem error={problem} />}
      <Button type="primary" htmlType="submit" loading={busy} block>
        {t('session.submit')}
      </Button>
    </Form>
  );
}

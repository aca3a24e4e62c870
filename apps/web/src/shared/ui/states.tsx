import { Alert, Empty as AntEmpty, Button, Spin } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { RequestProblem } from '../api/client';

export function Loading() {
  const { t } = useTranslation();
  return (
    <div role="status" style={{ padding: 48, textAlign: 'center' }}>
      <Spin /> <span style={{ marginLeft: 8 }}>{t('common.loading')}</span>
    </div>
  );
}

export const Empty = ({ text, children }: { text: string; children?: ReactNode }) => (
  <AntEmpty image={AntEmpty.PRESENTED_IMAGE_SIMPLE} description={text} style={{ padding: 32, background: '#fff' }}>
    {children}
  </AntEmpty>
);

/** A refusal or a failure, in the words the service chose. */
export function Problem({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const { t } = useTranslation();
  const traceId = error instanceof RequestProblem ? error.refusal.traceId : undefined;
  return (
    <Alert
      type="error"
      showIcon
      role="alert"
      title={error instanceof Error ? error.message : String(error)}
      description={traceId}
      action={onRetry && <Button onClick={onRetry}>{t('common.retry')}</Button>}
    />
  );
}

import { Alert, Empty as AntEmpty, Button, Spin } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { RequestProblem } from '../api/client';

export function Loading({ text }: { text?: string }) {
  const { t } = useTranslation();
  return (
    <div role="status" style={{ padding: 32, textAlign: 'center' }}>
      <Spin /> <span style={{ marginLeft: 8 }}>{text ?? t('common.loading')}</span>
    </div>
  );
}

export const Empty = ({ text, children }: { text: string; children?: ReactNode }) => (
  <AntEmpty
    image={AntEmpty.PRESENTED_IMAGE_SIMPLE}
    styles={{ image: { height: 32 } }}
    description={text}
    style={{ padding: 16, margin: 0, background: '#fff' }}
  >
    {children}
  </AntEmpty>
);

/** A refusal or a failure, in the words the service chose. */
export function Problem({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const { t } = useTranslation();
  const refusal = error instanceof RequestProblem ? error.refusal : undefined;
  // What was refused says why; what broke is looked up by its id.
  const traceId = refusal?.code === 'FAULT' ? refusal.traceId : undefined;
  return (
    <Alert
      type="error"
      showIcon
      role="alert"
      // A refusal may name several things, each on a line of its own.
      style={{ marginBottom: 10, whiteSpace: 'pre-line' }}
      title={error instanceof Error ? error.message : String(error)}
      description={traceId && t('common.technical', { id: traceId })}
      action={
        onRetry && (
          <Button size="small" onClick={onRetry}>
            {t('common.retry')}
          </Button>
        )
      }
    />
  );
}

import { useMutation } from '@tanstack/react-query';
import { Alert } from 'antd';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, api } from '../../../shared/api/client';
import { PageTitle } from '../../../shared/ui/page-title';
import { Loading, Problem } from '../../../shared/ui/states';

/** Where a remote signing service sends its user back to: hands in what it was sent with, once, and keeps none of it. */
export default function ConfirmationPage() {
  const { t } = useTranslation();
  const begun = useRef(false);
  const { mutate, ...answer } = useMutation({
    mutationFn: (returned: URLSearchParams) => {
      const named = (name: string) => returned.get(name) ?? undefined;
      const [code, error, iss] = [named('code'), named('error'), named('iss')];
      const body = {
        state: named('state') ?? '-',
        ...(code === undefined ? {} : { code }),
        ...(error === undefined ? {} : { error }),
        ...(iss === undefined ? {} : { iss }),
      };
      return answerOf(api.POST('/api/signing/authorisation-answers', { body }));
    },
  });
  useEffect(() => {
    if (begun.current) return;
    begun.current = true;
    const returned = new URLSearchParams(window.location.search);
    // Neither the history of the browser nor a copied address carries it on.
    window.history.replaceState(window.history.state, '', window.location.pathname);
    mutate(returned);
  }, [mutate]);
  return (
    <section style={{ display: 'grid', gap: 12, maxWidth: 620 }}>
      <PageTitle text={t('signing.confirmation.page')} />
      {(answer.isPending || answer.isIdle) && <Loading />}
      {answer.isError && <Problem error={answer.error} />}
      {answer.data && (
        <Alert
          type="success"
          showIcon
          role="status"
          title={t('signing.confirmation.done', { count: answer.data.signatures })}
        />
      )}
    </section>
  );
}

import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { listAsLeft } from './list-filters';
import { PageTitle } from './page-title';
import { Problem } from './states';

interface DocumentHeadProps {
  listAddress: string;
  title: string;
  state: string;
  waitingFor: string | null;
  /** Between state and who is waited for: urgency, numbers, deadlines. */
  marks?: ReactNode;
  /** What can be done now; stays in sight while the pages are read. */
  acts: ReactNode;
}

/** Number, abstract, state, who must act next, and the acts. */
export function DocumentHead({ listAddress, title, state, waitingFor, marks, acts }: DocumentHeadProps) {
  const { t } = useTranslation();
  return (
    <header className="vt-docbar">
      <div>
        <PageTitle text={title} />
        <div style={{ display: 'flex', gap: '2px 10px', alignItems: 'center', flexWrap: 'wrap', marginTop: 2 }}>
          <Link to={listAsLeft(listAddress)}>← {t('common.back')}</Link>
          {marks}
          <strong role="status" data-testid="state">
            {state}
          </strong>
          {waitingFor && <span className="vt-quiet">{t('common.waitingFor', { who: waitingFor })}</span>}
        </div>
      </div>
      {acts}
    </header>
  );
}

/** There is no such document, or not for this reader, or it cannot be fetched now. */
export function NoDocument({
  listAddress,
  error,
  onRetry,
}: {
  listAddress: string;
  error: unknown;
  onRetry: () => void;
}) {
  const { t } = useTranslation();
  return (
    <section>
      <div className="vt-bar">
        <PageTitle text={t('common.noDocument')} />
        <Link to={listAsLeft(listAddress)}>← {t('common.back')}</Link>
      </div>
      <Problem error={error} onRetry={() => onRetry()} />
    </section>
  );
}

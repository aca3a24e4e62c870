import { Card } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useSessionActions } from '../../../shared/session/session';
import { PageTitle } from '../../../shared/ui/page-title';
import { SignInForm } from '../components/sign-in-form';

export function SignInPage() {
  const { t } = useTranslation();
  const { signIn } = useSessionActions();
  return (
    <main style={{ display: 'grid', placeItems: 'center', minHeight: '100vh', padding: 16, boxSizing: 'border-box' }}>
      <Card style={{ width: 'min(400px, 100%)' }}>
        <PageTitle text={t('session.title')}>
          <span style={{ fontSize: 26 }}>{t('product')}</span>
        </PageTitle>
        <p className="vt-quiet" style={{ marginTop: 4 }}>
          {t('session.intro')}
        </p>
        <SignInForm onSignIn={signIn} />
        <p style={{ marginBottom: 0 }}>
          <Link to="/kiem-tra">{t('session.verify')}</Link>
        </p>
      </Card>
    </main>
  );
}

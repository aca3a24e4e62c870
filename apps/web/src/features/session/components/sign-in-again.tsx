import { Modal } from 'antd';
import { useTranslation } from 'react-i18next';
import { useSession, useSessionActions } from '../../../shared/session/session';
import { SignInForm } from './sign-in-form';

/** The session has ended while a page is open: nothing of the page is lost, and nothing of it can be read until one is back. */
export function SignInAgain() {
  const { t } = useTranslation();
  const session = useSession();
  const { signInAgain } = useSessionActions();
  return (
    <Modal
      open
      title={t('session.ended')}
      footer={null}
      closable={false}
      keyboard={false}
      mask={{ closable: false }}
      styles={{ mask: { background: 'var(--head)' } }}
    >
      <p>{t('session.endedHint')}</p>
      <SignInForm onSignIn={(username, password) => signInAgain(session, username, password)} />
    </Modal>
  );
}

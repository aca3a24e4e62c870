import { Alert, Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { RequestProblem } from '../../../shared/api/client';
import { PageTitle } from '../../../shared/ui/page-title';
import { Loading, Problem } from '../../../shared/ui/states';
import { useVerification } from '../api/use-verification';
import { useOffer } from '../api/verification';
import { FilePicker } from '../components/file-picker';
import { Result } from '../components/result';
import { Samples } from '../components/samples';

/** For anybody: is this PDF what was signed, and by whom? Nothing is kept. */
export default function VerificationPage() {
  const { t } = useTranslation();
  const { data: offer } = useOffer();
  const { visit, show, trySample, startAgain } = useVerification(offer?.maxMegabytes);
  const choose = (
    <>
      <FilePicker maxMegabytes={offer?.maxMegabytes} onFile={show} />
      <Samples samples={offer?.samples ?? []} onTry={trySample} />
    </>
  );
  return (
    <>
      <header className="vt-head">
        <strong style={{ fontSize: 17, letterSpacing: 0.3, flex: 1 }}>{t('product')}</strong>
        <Link to="/">{t('verification.enter')}</Link>
      </header>
      <main className="vt-main" id="main">
        <div className="vt-docbar" style={{ position: 'static' }}>
          <PageTitle text={t('verification.title')} />
          {visit.step === 'answered' && <Button onClick={startAgain}>{t('verification.another')}</Button>}
        </div>
        {visit.step !== 'answered' && <p className="vt-lead">{t('verification.intro')}</p>}
        {visit.step !== 'answered' && <Alert type="info" showIcon title={t('verification.nothingKept')} />}
        {visit.step === 'choosing' && choose}
        {(visit.step === 'reading' || visit.step === 'checking') && (
          <div style={{ textAlign: 'center' }}>
            <Loading text={t(`verification.${visit.step}`, { name: visit.name })} />
            <Button onClick={startAgain}>{t('verification.stop')}</Button>
          </div>
        )}
        {visit.step === 'refused' && (
          <>
            <h2 className="vt-heading">{`${t('verification.refused')}: ${visit.name}`}</h2>
            <Problem error={visit.error} />
            {isEncrypted(visit.error) && <p>{t('verification.encryptedHint')}</p>}
            {choose}
          </>
        )}
        {visit.step === 'answered' && <Result {...visit} />}
      </main>
    </>
  );
}

const isEncrypted = (error: unknown): boolean =>
  error instanceof RequestProblem && error.refusal.code === 'FILE.ENCRYPTED';

import { App, Button, Space } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatCount, formatInstant } from '../../../shared/format/format';
import { plainWords, withoutVerdict } from '../../../shared/format/plain-words';
import { Facts } from '../../../shared/ui/facts';
import { fetchReport, type Verification } from '../api/verification';
import type { Pointer } from './places';
import { SignatureAnswer } from './signature-answer';
import { colourOf, shapeOf } from './verdict-signs';

interface AnswerProps {
  file: File;
  verification: Verification;
  pointTo: Pointer;
}

/** The answer for the file and why, then each signature, the marks on the pages, and what to take home. */
export function Answer({ file, verification, pointTo }: AnswerProps) {
  const { t } = useTranslation();
  const { answer, messageVi, signatures, moreSignatures, marks, timestamps } = verification;
  return (
    <div className="vt-aside">
      <section className="vt-verdict vt-verdict-large" style={{ color: colourOf[answer] }} aria-live="polite">
        <strong data-testid="answer">
          {shapeOf[answer]} {t(`signing.${answer}`)}
        </strong>
        <p>{plainWords(withoutVerdict(messageVi))}</p>
        <p>{answer === 'unsigned' ? t('verification.unsignedHint') : t(`verification.why.${answer}`)}</p>
      </section>
      {signatures.length > 0 && (
        <section aria-labelledby="signatures-title">
          <h2 id="signatures-title" className="vt-heading">
            {t('verification.signatures', { count: signatures.length + moreSignatures })}
          </h2>
          {signatures.map((signature, index) => (
            <SignatureAnswer
              // biome-ignore lint/suspicious/noArrayIndexKey: signatures have an order and may share a name
              key={index}
              signature={signature}
              index={index}
              isOpen={index === 0 || signatures.length <= 2}
              pointTo={pointTo}
            />
          ))}
          {moreSignatures > 0 && <p>{t('verification.moreSignatures', { count: moreSignatures })}</p>}
        </section>
      )}
      {marks.length > 0 && (
        <section aria-labelledby="marks-title">
          <h2 id="marks-title" className="vt-heading">
            {t('verification.marks')}
          </h2>
          <ul className="vt-marks">
            {marks.map(({ kindVi, shows, setBy, place }, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: marks have an order and nothing else of their own
              <li key={index}>
                {shows === null ? kindVi : t('verification.mark', { kind: kindVi, shows })}
                {setBy !== null && <span className="vt-quiet"> {t('verification.setBy', { name: setBy })}</span>}{' '}
                {place && pointTo.button(`mark-${index}`, place)}
              </li>
            ))}
          </ul>
        </section>
      )}
      {timestamps.length > 0 && (
        <section aria-labelledby="timestamps-title">
          <h2 id="timestamps-title" className="vt-heading">
            {t('verification.timestamps')}
          </h2>
          <ul className="vt-marks">
            {timestamps.map(({ field, time, by }) => (
              <li key={field}>{[time === null ? field : formatInstant(time), by].filter((one) => one).join(', ')}</li>
            ))}
          </ul>
        </section>
      )}
      <Facts
        title={t('verification.file')}
        facts={[
          [t('verification.name'), file.name],
          [t('verification.size'), t('verification.bytes', { size: formatCount(verification.bytes) })],
          [t('verification.hash'), verification.sha256],
          [t('verification.judgedFor'), formatInstant(verification.judgedFor)],
        ]}
      />
      <Reports file={file} />
    </div>
  );
}

function Reports({ file }: { file: File }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const [busy, setBusy] = useState<'html' | 'pdf'>();
  const keep = async (as: 'html' | 'pdf') => {
    setBusy(as);
    try {
      download(await fetchReport(file, as), `Kết quả kiểm tra ${file.name.replace(/\.pdf$/i, '')}.${as}`);
    } catch (error) {
      message.error((error as Error).message);
    }
    setBusy(undefined);
  };
  return (
    <Space wrap role="group" aria-label={t('verification.reports')}>
      <Button loading={busy === 'pdf'} onClick={() => keep('pdf')}>
        {t('verification.reportPdf')}
      </Button>
      <Button loading={busy === 'html'} onClick={() => keep('html')}>
        {t('verification.reportHtml')}
      </Button>
    </Space>
  );
}

function download(content: Blob, name: string): void {
  const address = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}

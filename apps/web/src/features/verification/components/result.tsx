import { useTranslation } from 'react-i18next';
import { PdfView } from '../../../shared/pdf/pdf-view';
import type { Verification } from '../api/verification';
import { Answer } from './answer';
import { usePlaces } from './places';

interface ResultProps {
  file: File;
  bytes: ArrayBuffer;
  verification: Verification;
}

/** The pages with what was found on them, and beside them the answer. On a narrow screen the answer comes first. */
export function Result({ file, bytes, verification }: ResultProps) {
  const { t } = useTranslation();
  const { boxes, pointTo } = usePlaces(verification);
  return (
    <div className="vt-desk vt-result">
      <PdfView source={bytes} name={t('verification.document')} boxes={boxes} />
      <section aria-label={t('verification.result')} className="vt-result-answer">
        <Answer file={file} verification={verification} pointTo={pointTo} />
      </section>
    </div>
  );
}

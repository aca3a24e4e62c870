import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Sample } from '../api/verification';

/** Files for those who have none at hand. */
export function Samples({ samples, onTry }: { samples: readonly Sample[]; onTry: (sample: Sample) => void }) {
  const { t } = useTranslation();
  if (samples.length === 0) return null;
  return (
    <section aria-labelledby="samples-title">
      <h2 id="samples-title" className="vt-heading">
        {t('verification.samples')}
      </h2>
      <ul className="vt-samples">
        {samples.map((sample) => (
          <li key={sample.name}>
            <Button block onClick={() => onTry(sample)}>
              {sample.titleVi}
            </Button>
            <span className="vt-small">{sample.saysVi}</span>
          </li>
        ))}
      </ul>
      <p className="vt-small">{t('verification.samplesHint')}</p>
    </section>
  );
}

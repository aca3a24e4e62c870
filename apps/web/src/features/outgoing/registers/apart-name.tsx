import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ApartSeries } from './apart';

/** What a series kept apart is for, and under it who heads the body that it belongs to. */
export function ApartName({ of, children }: { of: ApartSeries; children?: ReactNode }) {
  const { t } = useTranslation();
  return (
    <>
      {of.name}
      {of.head && <div className="vt-small">{t('registers.apart.head', of.head)}</div>}
      {children}
    </>
  );
}

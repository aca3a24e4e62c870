import { type ReactNode, useEffect } from 'react';
import { useTranslation } from 'react-i18next';

const id = 'page-title';

/** The heading of a page; also names the window. */
export function PageTitle({ text, children }: { text: string; children?: ReactNode }) {
  const { t } = useTranslation();
  useEffect(() => {
    document.title = `${text} · ${t('product')}`;
  }, [text, t]);
  return (
    <h1 id={id} className="vt-title" tabIndex={-1}>
      {children ?? text}
    </h1>
  );
}

/** After an act its button is gone: whoever works by keyboard goes on from the heading, not from the top of the window. */
export function focusTitleWhenLost(): void {
  if (document.activeElement === null || document.activeElement === document.body) document.getElementById(id)?.focus();
}

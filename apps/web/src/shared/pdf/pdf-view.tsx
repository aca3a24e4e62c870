import { Alert, Button, Space } from 'antd';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Loading } from '../ui/states';
import type { PageBox } from './page-boxes';
import { type PdfSource, usePdf } from './pdf-document';
import { PdfPage } from './pdf-page';

const STEPS = [0.6, 0.8, 1, 1.25, 1.5, 2];
/** Pixels; wider than this a page is harder to read, not easier. */
const WIDEST = 800;

interface PdfViewProps {
  source: PdfSource;
  downloadAddress?: string;
  name: string;
  /** Places to point at, on any page. */
  boxes?: readonly PageBox[];
  /** What lies over a page, placed in shares of it. */
  overlay?: ((page: number) => ReactNode) | undefined;
}

/** The pages of a PDF, as wide as there is room for. */
export function PdfView({ source, downloadAddress, name, boxes = [], overlay }: PdfViewProps) {
  const { t } = useTranslation();
  const { opened, failed } = usePdf(source);
  const [step, setStep] = useState(2);
  const pages = useRef<HTMLDivElement>(null);
  const room = useWidth(pages);
  const width = Math.round(Math.min(room, WIDEST) * (STEPS[step] ?? 1));
  return (
    <section aria-label={name}>
      <Space style={{ marginBottom: 8 }} role="toolbar" aria-label={t('pdf.tools')}>
        <Button size="small" aria-label={t('pdf.zoomOut')} disabled={step === 0} onClick={() => setStep(step - 1)}>
          −
        </Button>
        <Button
          size="small"
          aria-label={t('pdf.zoomIn')}
          disabled={step === STEPS.length - 1}
          onClick={() => setStep(step + 1)}
        >
          +
        </Button>
        {downloadAddress && (
          <Button size="small" href={downloadAddress} download={name}>
            {t('pdf.download')}
          </Button>
        )}
        {opened && <span className="vt-quiet">{t('pdf.pages', { count: opened.pdf.numPages })}</span>}
      </Space>
      {failed && <Alert type="error" showIcon role="alert" title={t('pdf.problem')} style={{ marginBottom: 8 }} />}
      {!opened && !failed && <Loading />}
      {/* What can be scrolled sideways can be reached by keyboard. */}
      <div ref={pages} className="vt-pages" tabIndex={step > 2 ? 0 : undefined}>
        {opened &&
          room > 0 &&
          Array.from({ length: opened.pdf.numPages }, (_, i) => (
            <PdfPage
              // biome-ignore lint/suspicious/noArrayIndexKey: a page is its number
              key={i}
              opened={opened}
              number={i + 1}
              width={width}
              boxes={boxes.filter((box) => box.page === i + 1)}
            >
              {overlay?.(i + 1)}
            </PdfPage>
          ))}
      </div>
    </section>
  );
}

function useWidth(element: { current: HTMLElement | null }): number {
  const [width, setWidth] = useState(0);
  useEffect(() => {
    if (!element.current) return;
    const watch = new ResizeObserver(([entry]) => {
      // In steps: a scroll bar that comes and goes does not draw everything again.
      if (entry) setWidth(Math.floor((entry.contentRect.width - 6) / 20) * 20);
    });
    watch.observe(element.current);
    return () => watch.disconnect();
  }, [element]);
  return width;
}

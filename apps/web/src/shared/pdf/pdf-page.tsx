import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type PageBox, PageBoxes } from './page-boxes';
import type { OpenPdf } from './pdf-document';

interface PdfPageProps {
  opened: OpenPdf;
  number: number;
  /** Pixels of the page on the screen. */
  width: number;
  /** Drawn over this page. */
  boxes?: readonly PageBox[];
  children?: ReactNode;
}

/** One page: its picture, and over it the text, which can be marked, copied and read aloud. */
export function PdfPage({ opened, number, width, boxes = [], children }: PdfPageProps) {
  const { t } = useTranslation();
  const sheet = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const text = useRef<HTMLDivElement>(null);
  const near = useNear(sheet);
  const { pdf } = opened;
  useEffect(() => {
    if (!near) return;
    const task = new Drawing(opened, number, width);
    task.draw(canvas.current, text.current, sheet.current).catch(() => {});
    return () => task.cancel();
  }, [near, opened, number, width]);
  return (
    <div ref={sheet} className="vt-sheet" style={{ width }}>
      <canvas ref={canvas} role="img" aria-label={t('pdf.page', { page: number, pages: pdf.numPages })} />
      <div ref={text} className="vt-text" />
      {boxes.length > 0 && <PageBoxes pdf={pdf} number={number} boxes={boxes} />}
      {children}
    </div>
  );
}

class Drawing {
  private gone = false;
  private rendering: { cancel(): void } | undefined;

  constructor(
    private readonly opened: OpenPdf,
    private readonly number: number,
    private readonly width: number,
  ) {}

  cancel(): void {
    this.gone = true;
    this.rendering?.cancel();
  }

  /** Drawn aside and then shown at once: the page before stays until this one is ready. */
  async draw(canvas: HTMLCanvasElement | null, text: HTMLElement | null, sheet: HTMLElement | null): Promise<void> {
    const page = await this.opened.pdf.getPage(this.number);
    if (this.gone || !canvas || !text || !sheet) return;
    const scale = this.width / page.getViewport({ scale: 1 }).width;
    const viewport = page.getViewport({ scale: scale * (window.devicePixelRatio || 1) });
    const aside = document.createElement('canvas');
    aside.width = Math.floor(viewport.width);
    aside.height = Math.floor(viewport.height);
    const rendering = page.render({ canvas: aside, viewport });
    this.rendering = rendering;
    await rendering.promise;
    if (this.gone) return;
    canvas.width = aside.width;
    canvas.height = aside.height;
    canvas.getContext('2d')?.drawImage(aside, 0, 0);
    canvas.dataset.rendered = typeof this.opened.source === 'string' ? this.opened.source : 'file';
    sheet.style.aspectRatio = 'auto';
    const { TextLayer } = await import('pdfjs-dist');
    if (this.gone) return;
    text.replaceChildren();
    text.style.setProperty('--total-scale-factor', String(scale));
    const textContentSource = await page.getTextContent();
    if (this.gone) return;
    await new TextLayer({ textContentSource, container: text, viewport: page.getViewport({ scale }) }).render();
  }
}

/** True from the moment when the element comes near to what is seen: a document of 200 pages draws a few. */
function useNear(element: { current: HTMLElement | null }): boolean {
  const [near, setNear] = useState(false);
  useEffect(() => {
    if (!element.current || near) return;
    const watch = new IntersectionObserver(([seen]) => seen?.isIntersecting && setNear(true), { rootMargin: '800px' });
    watch.observe(element.current);
    return () => watch.disconnect();
  }, [element, near]);
  return near;
}

import { Button, Space } from 'antd';
import type { PDFDocumentProxy } from 'pdfjs-dist';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Loading, Problem } from './states';

const STEPS = [0.6, 0.8, 1, 1.25, 1.5, 2];

/** The pages of a PDF as pictures with their text behind them; pdf.js comes only when a document is opened. */
export function PdfView({
  address,
  downloadAddress,
  name,
}: {
  address: string;
  downloadAddress: string;
  name: string;
}) {
  const { t } = useTranslation();
  const [pdf, setPdf] = useState<PDFDocumentProxy | null>(null);
  const [problem, setProblem] = useState<unknown>(null);
  const [step, setStep] = useState(2);
  useEffect(() => {
    let gone = false;
    setPdf(null);
    setProblem(null);
    open(address)
      .then((opened) => (gone ? opened.loadingTask.destroy() : setPdf(opened)))
      .catch((error: unknown) => !gone && setProblem(error));
    return () => {
      gone = true;
    };
  }, [address]);
  return (
    <section aria-label={name}>
      <Space style={{ marginBottom: 8 }}>
        <Button aria-label={t('common.zoomOut')} disabled={step === 0} onClick={() => setStep(step - 1)}>
          −
        </Button>
        <Button aria-label={t('common.zoomIn')} disabled={step === STEPS.length - 1} onClick={() => setStep(step + 1)}>
          +
        </Button>
        <Button href={downloadAddress} download={name}>
          {t('common.openPdf')}
        </Button>
        {pdf && <span style={{ color: 'var(--quiet)' }}>{pdf.numPages} trang</span>}
      </Space>
      {problem !== null && <Problem error={new Error('Không mở được tệp PDF.')} />}
      {!pdf && problem === null && <Loading />}
      {pdf &&
        pageNumbers(pdf).map((number) => (
          <PdfPage key={`${address}-${number}`} pdf={pdf} number={number} scale={STEPS[step] ?? 1} />
        ))}
    </section>
  );
}

async function open(address: string): Promise<PDFDocumentProxy> {
  const [pdfjs, worker] = await Promise.all([import('pdfjs-dist'), import('pdfjs-dist/build/pdf.worker.min.mjs?url')]);
  pdfjs.GlobalWorkerOptions.workerSrc = worker.default;
  return pdfjs.getDocument({ url: address }).promise;
}

function PdfPage({ pdf, number, scale }: { pdf: PDFDocumentProxy; number: number; scale: number }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const { t } = useTranslation();
  useEffect(() => {
    let task: { cancel(): void } | undefined;
    let gone = false;
    void pdf.getPage(number).then((page) => {
      const target = canvas.current;
      if (gone || !target) return;
      const sharp = window.devicePixelRatio || 1;
      const viewport = page.getViewport({ scale: scale * sharp * 1.2 });
      target.width = viewport.width;
      target.height = viewport.height;
      target.style.width = `${viewport.width / sharp}px`;
      target.style.maxWidth = '100%';
      const render = page.render({ canvas: target, viewport });
      task = render;
      render.promise.then(
        () => target.setAttribute('data-rendered', 'true'),
        () => {},
      );
    });
    return () => {
      gone = true;
      task?.cancel();
    };
  }, [pdf, number, scale]);
  return (
    <canvas
      ref={canvas}
      className="vt-paper"
      role="img"
      aria-label={t('common.page', { page: number, pages: pdf.numPages })}
    />
  );
}

const pageNumbers = (pdf: PDFDocumentProxy): number[] => Array.from({ length: pdf.numPages }, (_, i) => i + 1);

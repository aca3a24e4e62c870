import type { PDFDocumentProxy, PDFWorker } from 'pdfjs-dist';
import { useEffect, useState } from 'react';

/** An address of ours, or the bytes of a file that has not been sent yet. */
export type PdfSource = string | ArrayBuffer;

export interface OpenPdf {
  pdf: PDFDocumentProxy;
  source: PdfSource;
}

type Viewer = { pdfjs: typeof import('pdfjs-dist'); worker: PDFWorker };
let viewer: Promise<Viewer> | undefined;

/** pdf.js is large and comes when the first document is opened, or a little before; one worker reads all documents. */
function pdfViewer(): Promise<Viewer> {
  viewer ??= startViewer().catch((problem: unknown) => {
    viewer = undefined;
    throw problem;
  });
  return viewer;
}

async function startViewer(): Promise<Viewer> {
  const [pdfjs, address] = await Promise.all([import('pdfjs-dist'), import('pdfjs-dist/build/pdf.worker.min.mjs?url')]);
  pdfjs.GlobalWorkerOptions.workerSrc = address.default;
  return { pdfjs, worker: new pdfjs.PDFWorker() };
}

/** While a list is being read, what its documents need is already there. */
export function fetchPdfViewer(): void {
  pdfViewer().catch(() => {});
}

async function open(source: PdfSource): Promise<PDFDocumentProxy> {
  const { pdfjs, worker } = await pdfViewer();
  // pdf.js takes the bytes away into its worker; the caller keeps its own.
  const content = typeof source === 'string' ? { url: source } : { data: source.slice(0) };
  return pdfjs.getDocument({ ...content, worker, enableXfa: false }).promise;
}

/** The opened document. While another revision is on its way the one before stays, so that a signature appears without a blink. */
export function usePdf(source: PdfSource): { opened: OpenPdf | null; failed: boolean } {
  const [opened, setOpened] = useState<OpenPdf | null>(null);
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    let gone = false;
    open(source).then(
      (pdf) => {
        if (gone) return void pdf.loadingTask.destroy();
        setFailed(false);
        setOpened({ pdf, source });
      },
      () => !gone && setFailed(true),
    );
    return () => {
      gone = true;
    };
  }, [source]);
  useEffect(() => () => void opened?.pdf.loadingTask.destroy(), [opened]);
  return { opened, failed };
}

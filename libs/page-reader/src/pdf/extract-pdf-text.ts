import { type ReadingRefusal, refuse } from '../refusal.js';
import { type DocumentText, mmPerPoint, type TextPage } from '../text.js';
import { matrixOf } from './matrix.js';
import { type FontOf, type OperatorList, walkOperators } from './walk-operators.js';

export interface ReadingLimits {
  /** Default 60 MiB. */
  readonly maxBytes?: number;
  /** More are refused. Default 400. */
  readonly maxPages?: number;
}

export const usualLimits = { maxBytes: 60 * 1_048_576, maxPages: 400 } as const;

const reader = async () => {
  const [pdfjs, worker] = await Promise.all([
    import('pdfjs-dist/legacy/build/pdf.mjs'),
    // Found by the reader under this name: it then starts no thread of its own.
    import('pdfjs-dist/legacy/build/pdf.worker.mjs' as string),
  ]);
  (globalThis as { pdfjsWorker?: unknown }).pdfjsWorker = worker;
  return pdfjs;
};

/**
 * Words with their places from a PDF, in this thread: `readPdfText` puts it into one that can be ended. Pictures are not
 * decoded, scripts not run, nothing outside the file is opened.
 */
export async function extractPdfText(
  bytes: Uint8Array,
  { maxBytes = usualLimits.maxBytes, maxPages = usualLimits.maxPages }: ReadingLimits = {},
): Promise<DocumentText | ReadingRefusal> {
  if (bytes.length > maxBytes) return refuse('PAGES.TOO_LARGE');
  const pdfjs = await reader();
  const task = pdfjs.getDocument({
    // A copy: the reader takes the buffer away.
    data: Uint8Array.from(bytes),
    ...{ isEvalSupported: false, enableXfa: false, useSystemFonts: false, stopAtErrors: false, verbosity: 0 },
    ...{ maxImageSize: 1, disableFontFace: true, useWorkerFetch: false, useWasm: false },
  });
  try {
    const pdf = await task.promise;
    if (pdf.numPages > maxPages) return refuse('PAGES.TOO_MANY_PAGES');
    const pages: TextPage[] = [];
    for (let number = 1; number <= pdf.numPages; number += 1) {
      const page = await pdf.getPage(number);
      const { transform, width, height } = page.getViewport({ scale: 1 });
      const list: OperatorList = await page.getOperatorList({ annotationMode: pdfjs.AnnotationMode.ENABLE });
      const fonts = new Map<string, FontOf>();
      for (const id of fontIds(list, pdfjs.OPS.setFont)) fonts.set(id, await fontOf(page.commonObjs, id));
      const base = matrixOf(transform);
      const found = base ? walkOperators(list, pdfjs.OPS, base, fonts) : { words: [], strokes: [] };
      pages.push({ number, widthMm: width * mmPerPoint, heightMm: height * mmPerPoint, margins: null, ...found });
      page.cleanup();
    }
    return { source: 'pdf', positions: 'measured', pages };
  } catch (error) {
    return refuse(codeOf(error));
  } finally {
    await task.destroy();
  }
}

function codeOf(error: unknown): 'PAGES.ENCRYPTED' | 'PAGES.DAMAGED' {
  return error instanceof Error && error.name === 'PasswordException' ? 'PAGES.ENCRYPTED' : 'PAGES.DAMAGED';
}

function fontIds(list: OperatorList, setFont: number): Set<string> {
  const ids = new Set<string>();
  list.fnArray.forEach((code, index) => {
    const args = list.argsArray[index];
    if (code === setFont && Array.isArray(args)) ids.add(String(args[0]));
  });
  return ids;
}

interface ReadObjects {
  get(id: string, callback: (value: unknown) => void): unknown;
}

interface ReadFont {
  readonly name?: string;
  readonly bold?: boolean;
  readonly black?: boolean;
  readonly italic?: boolean;
  readonly fontMatrix?: readonly number[];
}

async function fontOf(objects: ReadObjects, id: string): Promise<FontOf> {
  const font = await new Promise<ReadFont | null>((resolve) => {
    objects.get(id, (value) => resolve(value as ReadFont | null));
  });
  const name = (font?.name ?? '').replace(/^[A-Z]{6}\+/, '');
  return {
    name,
    isBold: font?.bold === true || font?.black === true || /bold|black/i.test(name),
    isItalic: font?.italic === true || /italic|oblique/i.test(name),
    scale: font?.fontMatrix?.[0] ?? 0.001,
  };
}

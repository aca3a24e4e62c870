import type { renderReportPdf as Render } from './render-pdf.js';

/** The report as a PDF for printing, A4. What writes PDF is large and comes when it is first needed. */
export const renderReportPdf = async (...about: Parameters<typeof Render>): Promise<Uint8Array> =>
  (await import('./render-pdf.js')).renderReportPdf(...about);

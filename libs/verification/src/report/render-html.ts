import { type ReportDocument, type ReportSection, type Row, reportDocument } from './report-document.js';
import { visible } from './visible.js';

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
/** Names and reasons come out of files of strangers. */
const safe = (text: string): string => visible(text).replace(/[&<>"']/g, (character) => escapes[character] ?? '');

const colours = { valid: '#1d6b3a', invalid: '#b3121d', undetermined: '#8a5a00', unsigned: '#55606e' } as const;

const style = `body{font:15px/1.5 "Times New Roman",Tinos,serif;color:#1c2430;max-width:800px;margin:24px auto;padding:0 16px}
h1{font-size:22px}h2{font-size:17px;margin:22px 0 4px}.answer{border:2px solid;padding:8px 14px}.answer strong{font-size:20px}
.answer p{margin:0;color:#1c2430}table{border-collapse:collapse;width:100%}th,td{border:1px solid #d5dae1;padding:4px 8px;text-align:left;
vertical-align:top;overflow-wrap:anywhere}th{width:34%;font-weight:400;color:#55606e}section{break-inside:avoid}footer{margin-top:20px;color:#55606e}
@page{size:A4;margin:20mm}`;

/** A whole page of HTML without scripts, pictures or addresses: it can be kept, sent and printed. */
export function renderReportHtml(...about: Parameters<typeof reportDocument>): string {
  const report = reportDocument(...about);
  return `<!doctype html>
<html lang="vi"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${safe(report.title)}: ${safe(about[0])}</title><style>${style}</style></head>
<body><h1>${safe(report.title)}</h1>
${answerHtml(report)}
${table(report.facts)}
${report.sections.map(sectionHtml).join('\n')}
<footer>${safe(report.closing)}</footer></body></html>
`;
}

const answerHtml = ({ answer, answerVi, messageVi }: ReportDocument): string =>
  `<div class="answer" style="color:${colours[answer]}"><strong>${safe(answerVi)}</strong><p>${safe(messageVi)}</p></div>`;

const table = (rows: readonly Row[]): string =>
  rows.length === 0
    ? ''
    : `<table>${rows.map(([label, value]) => `<tr><th scope="row">${safe(label)}</th><td>${safe(value)}</td></tr>`).join('')}</table>`;

const sectionHtml = ({ heading, message, rows, listHeading, list }: ReportSection): string =>
  `<section><h2>${safe(heading)}</h2>${message ? `<p>${safe(message)}</p>` : ''}${table(rows)}${
    listHeading ? `<p>${safe(listHeading)}:</p>` : ''
  }${list.length > 0 ? `<ul>${list.map((line) => `<li>${safe(line)}</li>`).join('')}</ul>` : ''}</section>`;

import { Injectable } from '@nestjs/common';
import { type InputOf, isRefusal, type Refusal, stats } from '@vanthu/contracts';
import { layOutDocument, printable } from '@vanthu/decree30';
import { PassingFiles } from '@vanthu/files';
import { type Answer, Handles, type RequestContext } from '@vanthu/messaging';
import { Transactions } from '@vanthu/persistence';
import { PrintFonts } from '../files/print-fonts.js';
import { reportDocument } from '../files/report-document.js';
import { reportDocx } from '../files/report-docx.js';
import { ReportHead } from '../files/report-head.js';
import { reportCsv, reportXlsx, templateCsv, templateXlsx } from '../files/report-tables.js';
import { type Report, ReportReader } from '../store/report-reader.js';

type Asked = InputOf<typeof stats.WriteReport>;

const mediaTypes = {
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8',
} as const;
const nameOf = {
  reform: 'cai-cach-hanh-chinh',
  coverage: 'ky-so',
  volumes: 'van-ban-di-den',
  resolution: 'giai-quyet-van-ban-den',
  outputs: 'quan-ly-van-ban',
} as const;
const maxBytes = 20 * 1024 * 1024;

/** The report as a file: PDF and DOCX by Annex I, without number, date and signature; XLSX and CSV with the basis of every figure. */
@Injectable()
export class WriteReportHandler {
  constructor(
    private readonly transactions: Transactions,
    private readonly reader: ReportReader,
    private readonly head: ReportHead,
    private readonly passing: PassingFiles,
    private readonly fonts: PrintFonts,
  ) {}

  @Handles(stats.WriteReport)
  async handle(input: Asked, ctx: RequestContext): Promise<Answer<typeof stats.WriteReport>> {
    const content = await (input.what === 'template' ? this.template(input, ctx) : this.report(input, ctx));
    if (isRefusal(content)) return content;
    const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
    const stored = await this.passing.take(once(bytes), { maxBytes });
    if (isRefusal(stored)) return stored;
    const name = `${input.what === 'template' ? 'so-lieu' : 'bao-cao'}-${nameOf[input.kind]}-${input.period}.${input.format}`;
    return { passingId: stored.id, bytes: bytes.length, name, mediaType: mediaTypes[input.format] };
  }

  private async template(input: Asked, ctx: RequestContext): Promise<Uint8Array | string | Refusal> {
    const given = await this.transactions.run((tx) => this.reader.given(tx, input, ctx));
    if (isRefusal(given)) return given;
    return input.format === 'csv' ? templateCsv(given) : templateXlsx(given);
  }

  private async report(input: Asked, ctx: RequestContext): Promise<Uint8Array | string | Refusal> {
    const report = await this.transactions.run((tx) => this.reader.report(tx, input, ctx), {
      isolation: 'REPEATABLE READ',
    });
    if (isRefusal(report)) return report;
    switch (input.format) {
      case 'csv':
        return reportCsv(report);
      case 'xlsx':
        return reportXlsx(report);
      case 'pdf':
      case 'docx':
        return this.document(report, input.format, ctx);
      default:
        return input.format satisfies never;
    }
  }

  private async document(report: Report, format: 'pdf' | 'docx', ctx: RequestContext): Promise<Uint8Array | Refusal> {
    const head = await this.head.of(report.agencyId, report.abstract, ctx);
    if (isRefusal(head)) return head;
    const { sealMm, ...printed } = head;
    const fonts = await this.fonts.tinos();
    // What was closed before such characters were refused is never changed, and is printed all the same.
    const content = printable(reportDocument(printed, report.blocks), fonts);
    if (format === 'docx') return reportDocx(content);
    const { pdf } = await layOutDocument(content, fonts, { createdAt: new Date(report.asOf), sealMm });
    return pdf;
  }
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

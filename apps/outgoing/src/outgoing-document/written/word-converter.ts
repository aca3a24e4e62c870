import { Inject, Injectable } from '@nestjs/common';
import { outgoing, type Refusal } from '@vanthu/contracts';
import { SERVICE_CONFIG, type ServiceConfig } from '@vanthu/messaging';
import {
  convertWordToPdf,
  findLibreOffice,
  isReadingRefusal,
  libreOfficeCommand,
  wordRefusal,
} from '@vanthu/page-reader';
import { z } from 'zod';
import { fileUnfit } from './file-unfit.js';

/** Folders where LibreOffice is looked for, as in PATH; default: PATH itself. */
const Variables = z.object({ VANTHU_LIBREOFFICE_PATH: z.string().optional() });

/** DOCX to PDF/A-2b, one after the other: LibreOffice takes a core and some hundred megabytes while it prints. */
@Injectable()
export class WordConverter {
  private readonly path: string | undefined;
  private turn: Promise<unknown> = Promise.resolve();

  constructor(@Inject(SERVICE_CONFIG) { extra }: ServiceConfig) {
    this.path = Variables.parse(extra).VANTHU_LIBREOFFICE_PATH ?? process.env.PATH;
  }

  async convert(docx: Uint8Array): Promise<Uint8Array | Refusal> {
    const unfit = wordRefusal(docx);
    if (unfit) return fileUnfit(unfit);
    // Looked for each time: whoever installs it need not start anything anew.
    const program = findLibreOffice(this.path);
    if (program === null) return outgoing.refuseOutgoing('OUTGOING.NO_CONVERTER', { command: libreOfficeCommand });
    const mine = this.turn.then(() => convertWordToPdf(docx, { program, isArchival: true }));
    this.turn = mine.catch(() => {});
    const pdf = await mine;
    return isReadingRefusal(pdf) ? fileUnfit(pdf) : pdf;
  }
}

import { Inject, Injectable } from '@nestjs/common';
import { isRefusal, type Refusal } from '@vanthu/contracts';
import { layOutRegister, type RegisterContent, registerSheet } from '@vanthu/decree30';
import { PassingFiles } from '@vanthu/files';
import { SERVICE_CONFIG, type ServiceConfig } from '@vanthu/messaging';
import { writeXlsx } from '@vanthu/spreadsheets';
import { Fonts } from '../drafting/fonts.js';

const maxBytes = 200_000_000;
const mediaTypes = {
  pdf: 'application/pdf',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const;

/** Books with their covers as PDF or workbook, each as a file that passes through the door and is kept nowhere. */
@Injectable()
export class PassingBooks {
  private readonly passing: PassingFiles;

  constructor(
    private readonly fonts: Fonts,
    @Inject(SERVICE_CONFIG) config: ServiceConfig,
  ) {
    this.passing = new PassingFiles(config.files);
  }

  /** @param name  of the file, without its ending */
  async pass(
    books: readonly RegisterContent[],
    format: 'pdf' | 'xlsx',
    name: string,
    at: Date,
  ): Promise<{ passingId: string; bytes: number; name: string; mediaType: string } | Refusal> {
    const content =
      format === 'pdf'
        ? (await layOutRegister(books, await this.fonts.tinos(), { createdAt: at })).pdf
        : await workbookOf(books);
    const file = await this.passing.take(once(content), { maxBytes });
    if (isRefusal(file)) return file;
    return { passingId: file.id, bytes: file.bytes, name: `${name}.${format}`, mediaType: mediaTypes[format] };
  }
}

async function workbookOf(books: readonly RegisterContent[]): Promise<Uint8Array> {
  const [first, ...rest] = books.map((book, index) => registerSheet(`${book.year} ${index + 1}`, book));
  if (!first) throw new RangeError('no sheet to be written');
  return writeXlsx([first, ...rest]);
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

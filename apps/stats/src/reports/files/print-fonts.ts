import { Injectable } from '@nestjs/common';
import { type DocumentFonts, loadTinos, unprintable } from '@vanthu/decree30';
import type { Unprintable } from '../domain/check-inputs.js';

/** What reports are printed with: read and parsed once for as long as the process lives. */
@Injectable()
export class PrintFonts {
  private loaded: Promise<DocumentFonts> | undefined;

  tinos(): Promise<DocumentFonts> {
    this.loaded ??= loadTinos();
    return this.loaded;
  }

  async unprintable(): Promise<Unprintable> {
    const fonts = await this.tinos();
    return (text) => unprintable(text, fonts);
  }
}

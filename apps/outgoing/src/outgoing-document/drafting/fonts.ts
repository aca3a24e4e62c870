import { Injectable } from '@nestjs/common';
import { type DocumentFonts, loadTinos } from '@vanthu/decree30';

/** Read and parsed once for as long as the process lives. */
@Injectable()
export class Fonts {
  private loaded: Promise<DocumentFonts> | undefined;

  tinos(): Promise<DocumentFonts> {
    this.loaded ??= loadTinos();
    return this.loaded;
  }
}

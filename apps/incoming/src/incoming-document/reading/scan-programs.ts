import { Inject, Injectable } from '@nestjs/common';
import { SERVICE_CONFIG, type ServiceConfig } from '@vanthu/messaging';
import { findPageRenderer, findRecogniser, type RecognitionPrograms } from '@vanthu/page-reader';
import { z } from 'zod';

const Variables = z.object({ VANTHU_SCAN_TOOLS_PATH: z.string().optional() });

/** tesseract and poppler where the service may use them: in `VANTHU_SCAN_TOOLS_PATH`, else in PATH. */
@Injectable()
export class ScanPrograms {
  private readonly path: string | undefined;

  constructor(@Inject(SERVICE_CONFIG) { extra }: ServiceConfig) {
    this.path = Variables.parse(extra).VANTHU_SCAN_TOOLS_PATH ?? process.env.PATH;
  }

  get recogniser(): RecognitionPrograms | null {
    return findRecogniser(this.path);
  }

  get renderer(): string | null {
    return findPageRenderer(this.path);
  }
}

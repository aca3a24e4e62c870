import { Inject, Injectable } from '@nestjs/common';
import { SERVICE_LOGGER } from '@vanthu/messaging';
import type { Logger } from '@vanthu/observability';
import { type DocumentText, isReadingRefusal, recogniseScan } from '@vanthu/page-reader';
import { ScanPrograms } from './scan-programs.js';

/** What became of a scan: its words, or why it has none, in words for people. */
type Recognised = DocumentText | { readonly problemVi: string };

/** Scans whose words are remembered; nothing is lost with them but seconds. */
const most = 40;
const timeLimitMs = 90_000;
/** Scans that wait for their turn, each with all its bytes. */
const mostWaiting = 8;

const missingVi =
  'Tệp là bản quét không có lớp chữ, và máy chủ chưa có chương trình nhận dạng tiếng Việt (tesseract); hãy nhập các trường theo trang in.';
const failedVi = 'Không nhận dạng được chữ trên bản quét; hãy nhập các trường theo trang in.';

/** Scans read one after the other, while whoever asks does not wait: he asks again. */
@Injectable()
export class ScanReader {
  private readonly known = new Map<string, { result: Recognised | null }>();
  private turn: Promise<void> = Promise.resolve();
  private waiting = 0;

  constructor(
    private readonly programs: ScanPrograms,
    @Inject(SERVICE_LOGGER) private readonly log: Logger,
  ) {}

  /** The words, or `null` as long as they are being recognised, or too many others are. */
  read(sha256: string, bytes: Uint8Array, pages: number): Recognised | null {
    const before = this.known.get(sha256);
    if (before !== undefined) return before.result;
    const programs = this.programs.recogniser;
    if (programs === null) return { problemVi: missingVi };
    if (this.waiting >= mostWaiting) return null;
    this.waiting += 1;
    const entry: { result: Recognised | null } = { result: null };
    this.remember(sha256, entry);
    this.turn = this.turn.then(async () => {
      entry.result = await recogniseScan(bytes, { ...programs, pages, timeLimitMs }).then(
        (text) => (isReadingRefusal(text) ? { problemVi: text.messageVi } : text),
        (error: unknown) => {
          this.log.warn({ err: error, sha256 }, 'a scan could not be recognised');
          return { problemVi: failedVi };
        },
      );
      this.waiting -= 1;
    });
    return null;
  }

  /** Until nothing is being recognised. */
  settled(): Promise<void> {
    return this.turn;
  }

  private remember(sha256: string, entry: { result: Recognised | null }): void {
    this.known.set(sha256, entry);
    const [oldest] = this.known.keys();
    if (this.known.size > most && oldest !== undefined) this.known.delete(oldest);
  }
}

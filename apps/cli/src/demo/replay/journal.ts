import { appendFileSync, existsSync, readFileSync } from 'node:fs';

interface Line {
  readonly what: 'ticket' | 'document' | 'day' | 'time';
  readonly key: string;
  readonly value: string;
}

/**
 * What the driver must remember when it is started again: tickets (a command repeated with another ticket is another command),
 * ids of documents, days that are done. Everything else follows from the data set or is asked of the services.
 */
export class Journal {
  private readonly kept = new Map<string, string>();

  /** Whether an earlier run has begun. */
  readonly isContinued: boolean;

  constructor(private readonly file: string) {
    this.isContinued = existsSync(file);
    if (!this.isContinued) return;
    const content = readFileSync(file, 'utf8');
    // The last line may have been cut when the driver was killed: the next one must not continue it.
    if (!content.endsWith('\n')) appendFileSync(file, '\n');
    for (const text of content.split('\n')) {
      const line = parsed(text);
      if (line) this.kept.set(`${line.what} ${line.key}`, line.value);
    }
  }

  get(what: Line['what'], key: string): string | undefined {
    return this.kept.get(`${what} ${key}`);
  }

  keep(what: Line['what'], key: string, value: string): void {
    this.kept.set(`${what} ${key}`, value);
    appendFileSync(this.file, `${JSON.stringify({ what, key, value } satisfies Line)}\n`);
  }
}

function parsed(text: string): Line | null {
  try {
    return text === '' ? null : (JSON.parse(text) as Line);
  } catch {
    return null;
  }
}

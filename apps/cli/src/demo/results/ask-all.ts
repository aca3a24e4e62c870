import type { Desk, When } from '../replay/desk.js';

interface Page<T> {
  readonly items: readonly T[];
  readonly nextCursor: string | null;
}

/** Every item of a list, page by page. @param path  with its query, without cursor */
export async function askAll<T>(desk: Desk, path: string, when: When): Promise<T[]> {
  const all: T[] = [];
  let cursor: string | null = null;
  do {
    const next: string = cursor === null ? path : `${path}&cursor=${encodeURIComponent(cursor)}`;
    const page: Page<T> = await desk.get<Page<T>>('results', next, when);
    all.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return all;
}

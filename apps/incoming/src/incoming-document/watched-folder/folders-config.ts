import { isAbsolute } from 'node:path';
import { z } from 'zod';

const Folders = z.record(z.uuid(), z.string().refine(isAbsolute, 'an absolute path'));
const Variables = z.object({ VANTHU_WATCHED_FOLDERS: z.string().optional() });

export interface WatchedFolder {
  readonly agencyId: string;
  readonly path: string;
}

/**
 * `VANTHU_WATCHED_FOLDERS`: JSON, the id of each agency with the absolute path of its folder. Absent: none is watched.
 *
 * @throws Error when it is not that, or two agencies have one folder
 */
export function watchedFolders(extra: Readonly<Record<string, unknown>>): WatchedFolder[] {
  const { VANTHU_WATCHED_FOLDERS: text } = Variables.parse(extra);
  if (text === undefined || text.trim() === '') return [];
  let told: unknown;
  try {
    told = JSON.parse(text);
  } catch (cause) {
    throw new Error('VANTHU_WATCHED_FOLDERS is not JSON', { cause });
  }
  const folders = Folders.safeParse(told);
  if (!folders.success) throw new Error(`VANTHU_WATCHED_FOLDERS: ${z.prettifyError(folders.error)}`);
  const found = Object.entries(folders.data).map(([agencyId, path]) => ({ agencyId, path }));
  if (new Set(found.map(({ path }) => path)).size < found.length) {
    throw new Error('VANTHU_WATCHED_FOLDERS: each agency has a folder of its own');
  }
  return found;
}

import type { Verification, VerificationPool, VerificationTrust, VerifyOptions } from '@vanthu/verification';
import type { FoundFile } from './find-files.js';

export interface VerifiedFile {
  readonly name: string;
  readonly verification: Verification;
}

/**
 * Judges files side by side and yields them in the order in which they were found, each as soon as those before it are done.
 * So many are on their way as keep every thread busy: a folder of a million files is never held as a whole.
 */
export async function* verifyFiles(
  files: AsyncIterable<FoundFile>,
  pool: VerificationPool,
  trust: VerificationTrust,
  options: VerifyOptions,
): AsyncGenerator<VerifiedFile> {
  const ahead: Promise<VerifiedFile>[] = [];
  const most = pool.threads * 4;
  for await (const { path, name } of files) {
    ahead.push(pool.verify(path, trust, options).then((verification) => ({ name, verification })));
    if (ahead.length >= most) yield (await ahead.shift()) as VerifiedFile;
  }
  for (const one of ahead) yield await one;
}

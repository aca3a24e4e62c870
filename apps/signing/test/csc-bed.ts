import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CscServer } from './csc-server.js';
import { type SigningBed, signingBed } from './signing-bed.js';

/** The service beside this remote one, which it knows as the administrator has named it: name → entry of VANTHU_CSC_FILE. */
export async function cscBed(
  service: CscServer,
  entries: (url: string) => Record<string, object>,
): Promise<{ bed: SigningBed; folder: string; close: () => Promise<void> }> {
  const folder = mkdtempSync(join(tmpdir(), 'vanthu-csc-'));
  const file = join(folder, 'csc.json');
  writeFileSync(file, JSON.stringify(entries(await service.start())));
  const bed = await signingBed({ logLevel: 'silent', extra: { VANTHU_CSC_FILE: file } });
  const close = async () => {
    await bed.close();
    await service.close();
    rmSync(folder, { recursive: true, force: true });
  };
  return { bed, folder, close };
}

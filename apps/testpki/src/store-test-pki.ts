import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { certificatesFromPem, certificateToPem, type Revocation } from '@vanthu/pki';
import { type Authority, keyFromPem, keyToPem } from './authority.js';
import { type TestPki, type TestPkiState, testPkiFrom } from './test-pki.js';

const authorities = { root: 'root', intermediate: 'intermediate', unknownRoot: 'unknown-root' } as const;

interface StoredState {
  readonly at: string;
  readonly crlNumber: number;
  readonly issued: Record<keyof typeof authorities, number>;
  readonly revocations: ReadonlyArray<Omit<Revocation, 'revokedAt'> & { readonly revokedAt: string }>;
}

/** Writes the CAs into a folder: `root.pem`, `root.key.pem` (mode 0600), ..., `state.json`. Certificates issued are the caller's. */
export async function saveTestPki(pki: TestPki, directory: string): Promise<void> {
  const { state } = pki;
  await mkdir(directory, { recursive: true });
  for (const [name, file] of Object.entries(authorities) as [keyof typeof authorities, string][]) {
    const { certificate, privateKey } = state[name];
    await writeFile(join(directory, `${file}.pem`), certificateToPem(certificate));
    const keyFile = join(directory, `${file}.key.pem`);
    await writeFile(keyFile, keyToPem(privateKey), { mode: 0o600 });
    // the mode above counts for new files only
    await chmod(keyFile, 0o600);
  }
  const stored: StoredState = {
    at: state.at.toISOString(),
    crlNumber: state.crlNumber,
    issued: {
      root: state.root.issued,
      intermediate: state.intermediate.issued,
      unknownRoot: state.unknownRoot.issued,
    },
    revocations: state.revocations.map((one) => ({ ...one, revokedAt: one.revokedAt.toISOString() })),
  };
  await writeFile(join(directory, 'state.json'), `${JSON.stringify(stored, undefined, 2)}\n`);
}

export async function loadTestPki(directory: string): Promise<TestPki> {
  const stored = JSON.parse(await readFile(join(directory, 'state.json'), 'utf8')) as StoredState;
  const authority = async (name: keyof typeof authorities): Promise<Authority> => {
    const file = join(directory, authorities[name]);
    const [certificate] = certificatesFromPem(await readFile(`${file}.pem`, 'utf8'));
    if (certificate === undefined) throw new Error(`no certificate in ${authorities[name]}.pem`);
    return {
      certificate,
      privateKey: keyFromPem(await readFile(`${file}.key.pem`, 'utf8')),
      issued: stored.issued[name],
    };
  };
  const state: TestPkiState = {
    at: new Date(stored.at),
    crlNumber: stored.crlNumber,
    root: await authority('root'),
    intermediate: await authority('intermediate'),
    unknownRoot: await authority('unknownRoot'),
    revocations: stored.revocations.map((one) => ({ ...one, revokedAt: new Date(one.revokedAt) })),
  };
  return testPkiFrom(state);
}

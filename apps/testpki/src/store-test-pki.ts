import { existsSync } from 'node:fs';
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { certificatesFromPem, certificateToPem, type Revocation } from '@vanthu/pki';
import { type Authority, type KeyHolder, keyFromPem, keyToPem } from './authority.js';
import { type TestPki, testPkiFrom } from './test-pki.js';
import { type AuthorityName, authorityNames, completeState, fileNameOf, type TestPkiState } from './test-pki-state.js';

interface StoredState {
  readonly at: string;
  readonly crlNumber: number;
  readonly serverUrl?: string | undefined;
  readonly revocations: ReadonlyArray<Omit<Revocation, 'revokedAt'> & { readonly revokedAt: string }>;
}

/** Everybody with a key, by the name of their files. */
function holdersOf(state: TestPkiState): [file: string, holder: KeyHolder][] {
  return [
    ...authorityNames.map((name): [string, KeyHolder] => [fileNameOf(name), state[name]]),
    ['unknown-root', state.unknownRoot],
    ['tsa', state.timestampAuthority],
    ...authorityNames.map((name): [string, KeyHolder] => [`ocsp-${fileNameOf(name)}`, state.responders[name]]),
  ];
}

/** Writes the CAs into a folder: `root.pem`, `root.key.pem` (mode 0600), ..., `state.json`. Certificates issued are the caller's. */
export async function saveTestPki(pki: TestPki, directory: string): Promise<void> {
  const { state } = pki;
  await mkdir(directory, { recursive: true });
  for (const [file, { certificate, privateKey }] of holdersOf(state)) {
    await writeFile(join(directory, `${file}.pem`), certificateToPem(certificate));
    const keyFile = join(directory, `${file}.key.pem`);
    await writeFile(keyFile, keyToPem(privateKey), { mode: 0o600 });
    // the mode above counts for new files only
    await chmod(keyFile, 0o600);
  }
  const stored: StoredState = {
    at: state.at.toISOString(),
    crlNumber: state.crlNumber,
    serverUrl: state.serverUrl,
    revocations: state.revocations.map((one) => ({ ...one, revokedAt: one.revokedAt.toISOString() })),
  };
  await writeFile(join(directory, 'state.json'), `${JSON.stringify(stored, undefined, 2)}\n`);
}

/**
 * The PKI of a folder. What an earlier release did not write there is made anew, so save it again.
 *
 * @param options.serverUrl  where its servers run now, if not where they ran last; certificates issued from here on say so
 */
export async function loadTestPki(directory: string, options: { serverUrl?: string } = {}): Promise<TestPki> {
  const stored = JSON.parse(await readFile(join(directory, 'state.json'), 'utf8')) as StoredState;
  const holder = async (name: string): Promise<KeyHolder | undefined> => {
    const file = join(directory, name);
    if (!existsSync(`${file}.pem`) || !existsSync(`${file}.key.pem`)) return undefined;
    const [certificate] = certificatesFromPem(await readFile(`${file}.pem`, 'utf8'));
    if (certificate === undefined) throw new Error(`no certificate in ${name}.pem`);
    return { certificate, privateKey: keyFromPem(await readFile(`${file}.key.pem`, 'utf8')) };
  };
  const authority = async (name: string): Promise<Authority | undefined> => {
    const found = await holder(name);
    return found && { ...found, issued: [] };
  };
  const each = async <T>(read: (name: AuthorityName) => Promise<T | undefined>) =>
    Object.fromEntries(
      (await Promise.all(authorityNames.map(async (name) => [name, await read(name)] as const))).filter(
        (entry): entry is [AuthorityName, Awaited<T>] => entry[1] !== undefined,
      ),
    ) as Partial<Record<AuthorityName, T>>;
  const [unknownRoot, timestampAuthority] = [await authority('unknown-root'), await holder('tsa')];
  const state = completeState(
    { at: new Date(stored.at), serverUrl: options.serverUrl ?? stored.serverUrl },
    {
      ...(await each((name) => authority(fileNameOf(name)))),
      ...(unknownRoot === undefined ? {} : { unknownRoot }),
      ...(timestampAuthority === undefined ? {} : { timestampAuthority }),
      responders: await each((name) => holder(`ocsp-${fileNameOf(name)}`)),
      revocations: stored.revocations.map((one) => ({ ...one, revokedAt: new Date(one.revokedAt) })),
      crlNumber: stored.crlNumber,
    },
  );
  return testPkiFrom(state);
}

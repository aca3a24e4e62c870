import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { certificatesFromPem, certificateToPem, parseCertificate, parseCrl } from '@vanthu/pki';
import type { VerificationTrust } from '@vanthu/verification';
import { layoutOf } from '../installation/layout.js';

export interface TrustFlags {
  readonly trust?: string[];
  readonly issuers?: string[];
  readonly crl?: string[];
  readonly data: string;
}

/** A file that was named as trust and is none. The message is for the person. */
export class TrustProblem extends Error {
  override readonly name = 'TrustProblem';
}

/** PEM of a file that holds PEM or one certificate in DER. */
async function certificatesOf(file: string): Promise<string> {
  try {
    const bytes = await readFile(file);
    const text = bytes.toString('latin1');
    if (!text.includes('-----BEGIN')) return certificateToPem(parseCertificate(bytes));
    if (certificatesFromPem(text).length === 0) throw new Error('không có chứng thư số nào');
    return text;
  } catch (error) {
    throw new TrustProblem(`Không đọc được chứng thư số ${file}: ${(error as Error).message}`);
  }
}

async function crlOf(file: string): Promise<Uint8Array> {
  try {
    return parseCrl(await readFile(file)).der;
  } catch (error) {
    throw new TrustProblem(`Không đọc được danh sách thu hồi ${file}: ${(error as Error).message}`);
  }
}

const all = <T>(files: readonly string[], read: (file: string) => Promise<T>): Promise<T[]> =>
  Promise.all(files.map(read));

/**
 * What the command line names; without it what the environment names for the services, else the test PKI of the demonstration.
 *
 * @throws TrustProblem
 */
export async function verificationTrust(flags: TrustFlags, env: NodeJS.ProcessEnv): Promise<VerificationTrust> {
  const { pki } = layoutOf(flags.data);
  const named = !flags.trust && env.VANTHU_TRUST_ROOTS ? [env.VANTHU_TRUST_ROOTS] : flags.trust;
  const own = named ? [] : ['root.pem'].map((name) => join(pki, name)).filter(existsSync);
  const beside = (names: string[]): string[] =>
    own.length > 0 ? names.map((n) => join(pki, n)).filter(existsSync) : [];
  const fromEnvironment = (name: string): string[] => (flags.trust ? [] : (env[name] ?? '').split(',').filter(Boolean));
  const anchors = await all(named ?? own, certificatesOf);
  const issuers = [
    ...(flags.issuers ?? []),
    ...fromEnvironment('VANTHU_TRUST_INTERMEDIATES'),
    ...beside(['intermediate.pem']),
  ];
  const lists = [
    ...(flags.crl ?? []),
    ...fromEnvironment('VANTHU_TRUST_CRLS'),
    ...beside(['intermediate.crl', 'root.crl']),
  ];
  return {
    anchors: anchors.map((pem) => ({ pem, family: 'public-service' as const })),
    intermediates: await all(issuers, certificatesOf),
    crls: await all(lists, crlOf),
  };
}

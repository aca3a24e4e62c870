import { existsSync, readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { type KeyProvider } from '@vanthu/pki';
import { TestAuthorities } from '../../test/test-authorities.js';
import { signingDay } from '../../test/test-certificates.js';
import { formFields } from '../form/fields.js';
import { collect, isPrefix, isRefusal, judge, signPdf } from '../index.js';
import { PdfDocument } from '../pdf/document.js';
import { defaultLimits } from '../pdf/limits.js';

const folder = new URL('../../../../../shared/corpus/', import.meta.url);
const isThere = existsSync(new URL('expected.jsonl', folder));
if (!isThere) process.stderr.write('corpus of files to sign not found: its checks are skipped\n');

interface Row {
  readonly file: string;
  readonly expect: string;
  readonly policy?: string;
}

const rows = isThere
  ? readFileSync(new URL('expected.jsonl', folder), 'utf8')
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line) as Row)
      .filter((row) => row.expect?.startsWith('SIGN-'))
  : [];

/** What the suites of these files sign them with; the others need none. */
const passwords: Readonly<Record<string, string>> = {
  'dss/open_protected.pdf': ' ',
  'pdfbox/sign_me_protected.pdf': ' ',
  'pyhanko/minimal-rc4.pdf': 'ownersecret',
  'pyhanko/minimal-aes256.pdf': 'ownersecret',
  'pyhanko/minimal-two-fields-aes256.pdf': 'ownersecret',
};

const emptyFields = (source: Uint8Array, password: string | undefined): string[] =>
  formFields(new PdfDocument(source, defaultLimits, password).last)
    .filter(({ type, value }) => type === 'Sig' && value == null)
    .map(({ name }) => name);

(isThere ? describe : describe.skip)('files of other engines to be signed', () => {
  const authorities = new TestAuthorities();
  let key: KeyProvider;
  beforeAll(() => {
    key = authorities.signer('P-256');
  });

  it.each(rows.map((row) => [row.file, row] as const))('%s', async (file, row) => {
    const source = readFileSync(new URL(file, folder));
    const before = collect(source).signatures.map(({ integrityReasons }) => integrityReasons.length);
    const password = passwords[file];
    const empty = emptyFields(source, password);
    const places = empty.length > 0 ? empty.map((fieldName) => ({ fieldName })) : [{ newField: { page: 1 } }];
    let signed = await signPdf(source, { ...places[0]!, at: signingDay, password }, key);
    // One of the empty fields may be locked by a signature that leaves the other open
    for (const place of places.slice(1))
      if (isRefusal(signed)) signed = await signPdf(source, { ...place, at: signingDay, password }, key);
    // Hybrid files show different objects to different readers: refused here, which the corpus leaves to policy
    if (row.expect === 'SIGN-REFUSE' || row.policy) {
      expect(signed).toMatchObject({ kind: 'refusal', code: row.policy ? 'PADES.HYBRID' : 'PADES.PERMISSION' });
      return;
    }
    if (isRefusal(signed)) throw new Error(`${signed.code}: ${signed.message}`);
    expect(isPrefix(source, signed.pdf)).toBe(true);
    const { signatures } = judge(collect(signed.pdf), { anchors: authorities.anchors, at: signingDay });
    expect(signatures.map(({ integrity }) => integrity)).toEqual([...before.map(() => 'ok'), 'ok']);
  });
});

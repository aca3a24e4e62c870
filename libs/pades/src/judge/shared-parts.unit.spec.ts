import { generateKeyPairSync } from 'node:crypto';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { form } from '../../test/attacks/mark-appearances.js';
import { RawUpdate } from '../../test/attacks/raw-update.js';
import { mark } from '../../test/attacks/signed-attacks.js';
import { signedTwoPages } from '../../test/attacks/two-page-document.js';
import { signingDay, testCertificate, testRoot, testSigner } from '../../test/test-certificates.js';
import { readDss } from '../dss/read-dss.js';
import { collect, judge, publicServicePolicy } from '../index.js';
import { PdfDocument } from '../pdf/document.js';

/* What a small file can make large by naming the same thing thousands of times. */
describe('parts that are used again and again', () => {
  const root = testRoot();
  const signer = testSigner({ commonName: 'UBND xã thử nghiệm' }, root);
  let signed: Uint8Array;
  beforeAll(async () => {
    signed = await signedTwoPages(signer);
  });

  it('VRI entries that name one list share what is read of it', () => {
    const update = new RawUpdate(signed);
    const list = update.add(`[${`${update.stream('', 'x')} 0 R `.repeat(50)}]`);
    const entry = update.add(`<< /Cert ${list} 0 R >>`);
    update.catalog({ DSS: `<< /VRI << /A ${entry} 0 R /B ${entry} 0 R /C << /Cert ${list} 0 R >> >> >>` });
    const vri = readDss(new PdfDocument(update.bytes()).last)!.vri;
    expect(vri.get('A')!.certificates).toHaveLength(50);
    expect(vri.get('B')!.certificates).toBe(vri.get('A')!.certificates);
    expect(vri.get('C')!.certificates).toBe(vri.get('A')!.certificates);
  });

  it('a soft mask of more samples than any seal has is not looked at', async () => {
    const side = 8_000;
    const draw = (update: RawUpdate) => {
      const common = '/Type /XObject /Subtype /Image /ColorSpace /DeviceGray';
      const size = `/Width ${side} /Height ${side} /BitsPerComponent 1`;
      const mask = update.stream(`${common} ${size}`, new Uint8Array((side / 8) * side));
      const image = update.stream(`${common} /Width 1 /Height 1 /BitsPerComponent 8 /SMask ${mask} 0 R`, 'x');
      return form(update, 110, 110, `/XObject << /I ${image} 0 R >>`, 'q 110 0 0 110 0 0 cm /I Do Q');
    };
    const pdf = await mark({ rect: [300, 300, 410, 410], draw })(signed, signer);
    const anchors = [{ ...root.anchor, family: 'public-service' as const }];
    const { answer, marks } = judge(collect(pdf), { anchors, at: signingDay, policy: publicServicePolicy });
    expect([answer, marks[0]!.isAccepted]).toEqual(['không hợp lệ', false]);
  });

  it('certificates of a store are read up to 3 MB', () => {
    const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const commonName = 'Một tên dài '.repeat(9_000);
    const update = new RawUpdate(signed);
    const refs = Array.from({ length: 30 }, () =>
      update.stream('', testCertificate({ commonName }, publicKey, root).der),
    );
    update.catalog({ DSS: `<< /Certs [${refs.map((num) => `${num} 0 R`).join(' ')}] >>` });
    const { certificates, problems } = collect(update.bytes()).evidence;
    expect(problems).toEqual(['too much in the security store']);
    expect(certificates.length).toBeGreaterThan(10);
    expect(certificates.length).toBeLessThan(30);
  });
});

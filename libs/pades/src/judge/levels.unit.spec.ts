import { beforeAll, describe, expect, it } from '@jest/globals';
import { flipped, seeded } from '../../test/attacks/random.js';
import { RawUpdate } from '../../test/attacks/raw-update.js';
import { flowPdf } from '../../test/flow-pdf.js';
import { TestAuthorities } from '../../test/test-authorities.js';
import { signingDay } from '../../test/test-certificates.js';
import {
  augment,
  collect,
  factsFromJson,
  factsToJson,
  isRefusal,
  type JudgeOptions,
  judge,
  type PdfFacts,
  publicServicePolicy,
  type Report,
  type SignatureLevel,
  signPdf,
  strictPolicy,
} from '../index.js';

const levels = ['B-B', 'B-T', 'B-LT', 'B-LTA'] as const;
const years = (count: number) => new Date(signingDay.getTime() + count * 365 * 86_400_000);

async function signedAt(level: SignatureLevel, authorities: TestAuthorities, validTo?: Date): Promise<Uint8Array> {
  const key = authorities.signer('P-256', validTo ? { validTo } : {});
  const signed = await signPdf(
    await flowPdf(),
    { fieldName: 'ky_ca_nhan_1', at: signingDay, claimedSigningTime: signingDay, level, sources: authorities.sources },
    key,
  );
  if (isRefusal(signed)) throw new Error(`${signed.code}: ${signed.message}`);
  return signed.pdf;
}

describe('levels and times (EN 319 142-1 6.3, EN 319 102-1 5.6)', () => {
  const authorities = new TestAuthorities();
  const files = new Map<SignatureLevel, Uint8Array>();
  beforeAll(async () => {
    for (const level of levels) files.set(level, await signedAt(level, authorities, years(2)));
  });
  const report = (pdf: Uint8Array, more: Partial<JudgeOptions> = {}): Report =>
    judge(collect(pdf), { anchors: authorities.anchors, at: signingDay, ...more });
  const first = (pdf: Uint8Array, more: Partial<JudgeOptions> = {}) => report(pdf, more).signatures[0]!;

  it.each(levels)('%s is what a file of that level is said to be', (level) => {
    const { answer, signatures } = report(files.get(level)!);
    expect([answer, signatures[0]!.level]).toEqual(['hợp lệ', level]);
    expect(signatures[0]!.changes).toBe(level === 'B-B' || level === 'B-T' ? 'none' : 'lta');
  });

  it('a level is not claimed from a timestamp of an authority that nobody trusts', () => {
    const others = new TestAuthorities();
    expect(first(files.get('B-LTA')!, { anchors: others.anchors })).toMatchObject({
      level: 'B-B',
      provenTime: undefined,
    });
  });

  it('R-VER-03: a certificate that has ended is judged at the time of the timestamp', () => {
    const at = years(3);
    expect(first(files.get('B-B')!, { at })).toMatchObject({ subIndication: 'OUT_OF_BOUNDS_NO_POE' });
    const stamped = first(files.get('B-T')!, { at });
    expect(stamped).toMatchObject({ indication: 'TOTAL_PASSED', provenTime: signingDay.toISOString() });
    expect(stamped.remarks.join()).toContain('còn hiệu lực khi ký');
  });

  it('R-VER-04: revoked before signing is not valid, revoked afterwards is valid with a remark', async () => {
    const pdf = files.get('B-T')!;
    const { certificates, signerCertificate: certificate } = collect(pdf).signatures[0]!.cms!;
    const issuer = certificates.find((one) => one !== certificate);
    const answerWhenRevoked = async (at: Date) => {
      authorities.revoked.set(certificate!.fingerprintSha256, { at });
      const answer = await authorities.collect({ certificate: certificate!, issuer: issuer! });
      authorities.revoked.clear();
      return answer.ocsp ? [answer.ocsp] : [];
    };
    const before = first(pdf, { ocsps: await answerWhenRevoked(new Date('2026-11-01T00:00:00Z')) });
    expect(before).toMatchObject({ indication: 'TOTAL_FAILED', subIndication: 'REVOKED' });
    authorities.now = years(1);
    const after = first(pdf, { at: years(1), ocsps: await answerWhenRevoked(new Date('2027-03-01T00:00:00Z')) });
    authorities.now = signingDay;
    expect(after).toMatchObject({ indication: 'TOTAL_PASSED', subIndication: undefined });
    expect(after.remarks.join()).toContain('bị thu hồi ngày 01/03/2027');
    const unproven = first(files.get('B-B')!, { ocsps: [] });
    expect(unproven.indication).toBe('TOTAL_PASSED');
  });

  it('R-VER-05: silence about revocation is told, and with a policy that asks for it nothing is valid', () => {
    const silent = first(files.get('B-T')!);
    expect(silent.chain?.revocation).toBe('unknown');
    expect(silent.remarks.join()).toContain('Chưa kiểm tra được tình trạng thu hồi');
    const policy = { ...strictPolicy, revocation: 'required' } as const;
    expect(first(files.get('B-T')!, { policy })).toMatchObject({
      indication: 'INDETERMINATE',
      subIndication: 'TRY_LATER',
    });
    expect(report(files.get('B-LT')!, { policy }).answer).toBe('hợp lệ');
  });

  it('a timestamp whose authority has ended counts under a later document timestamp, or by policy with a remark', async () => {
    const at = new Date('2037-01-01T00:00:00Z');
    expect(first(files.get('B-T')!, { at })).toMatchObject({ provenTime: undefined, indication: 'INDETERMINATE' });
    const remarked = judge(collect(files.get('B-T')!), {
      anchors: authorities.anchors,
      at,
      policy: publicServicePolicy,
    });
    expect(remarked.signatures[0]!.indication).not.toBe('TOTAL_FAILED');
  });

  it('a token of something else proves nothing, and the signature is not called changed', async () => {
    const pdf = Buffer.from(files.get('B-T')!);
    const [own] = collect(pdf).signatures[0]!.cms!.timestampTokens;
    const start = pdf.indexOf(Buffer.from(own!).toString('hex'), gapOf(pdf)[0], 'latin1');
    expect(start).toBeGreaterThan(0);
    // An ECDSA value is a byte longer or shorter at times: asked for until it fits into the same place.
    const digest = Buffer.alloc(32, 7);
    let other = await authorities.stamp({ digestAlgorithm: 'sha256', digest });
    for (let left = 200; left > 0 && other.token.der.length !== own!.length; left--)
      other = await authorities.stamp({ digestAlgorithm: 'sha256', digest });
    pdf.write(Buffer.from(other.token.der).toString('hex'), start, 'latin1');
    const judged = first(pdf);
    expect(judged).toMatchObject({ level: 'B-B', integrity: 'ok', changes: 'none', provenTime: undefined });
    expect(judged.remarks.join()).toContain('không đúng với chữ ký');
  });

  it('a document timestamp of something else is a change that nothing explains', () => {
    const pdf = files.get('B-LTA')!;
    const gap = gapOf(pdf, 1);
    const stamp = collect(pdf).timestamps.find(({ kind }) => kind === 'document')!;
    const digest = Buffer.from(stamp.token!.digest).toString('hex');
    const found = Buffer.from(pdf).indexOf(digest, gap[0]);
    expect(found).toBeGreaterThan(gap[0]);
    // A digit of another value, still hexadecimal.
    const place = found + digest.search(/[0-9]/);
    const { answer, documentTimestamps } = report(flipped(pdf, place, 0));
    expect([answer, documentTimestamps[0]?.indication]).toEqual(['không hợp lệ', 'FAILED']);
  });

  it('facts are stored as JSON and judged again with the same result', () => {
    for (const pdf of files.values()) {
      const facts = collect(pdf);
      const options = { anchors: authorities.anchors, at: signingDay };
      expect(judge(factsFromJson(factsToJson(facts)), options)).toEqual(judge(facts, options));
    }
  });

  it('a security store of garbage is told and not used', () => {
    const update = new RawUpdate(files.get('B-T')!);
    const junk = update.stream('', Buffer.alloc(3_000, 0x30));
    const list = `[${Array.from({ length: 3_000 }, () => `${junk} 0 R`).join(' ')}]`;
    update.catalog({ DSS: `<< /Type /DSS /Certs ${list} /CRLs ${list} /OCSPs ${list} >>` });
    const judged = first(update.bytes());
    expect(judged).toMatchObject({ level: 'B-T', changes: 'lta', indication: 'TOTAL_PASSED' });
    expect(judged.remarks.join()).toContain('không đọc được');
  });

  it('a renewed document timestamp carries the proof further', async () => {
    authorities.now = years(1);
    const renewed = await augment(files.get('B-LTA')!, 'B-LTA', authorities.sources, { renew: true });
    authorities.now = signingDay;
    if (isRefusal(renewed)) throw new Error(renewed.message);
    const { answer, documentTimestamps, signatures } = report(renewed.pdf, { at: years(3) });
    expect([answer, documentTimestamps.length, signatures[0]!.level]).toEqual(['hợp lệ', 2, 'B-LTA']);
  });

  describe('R-VER-02: one changed bit', () => {
    const positionsOfEach = Number(process.env.VANTHU_MUTATIONS ?? 500);

    it.each(levels)(
      '%s: outside /Contents of a signed revision never leaves the file valid',
      (level) => {
        const pdf = files.get(level)!;
        const facts = collect(pdf);
        const end = Math.max(...facts.signatures.map(({ signedLength }) => signedLength));
        const gaps = facts.signatures.map((_, i) => gapOf(pdf, i));
        const random = seeded(levels.indexOf(level) + 1);
        const survived: number[] = [];
        for (let left = positionsOfEach; left > 0; ) {
          const at = Math.floor(random() * end);
          if (gaps.some(([from, to]) => at >= from && at < to)) continue;
          left--;
          if (report(flipped(pdf, at, Math.floor(random() * 8))).answer === 'hợp lệ') survived.push(at);
        }
        expect(survived).toEqual([]);
      },
      1_800_000,
    );

    it.each(levels)(
      '%s: in /Contents it is never seen as valid at the same level',
      (level) => {
        const pdf = files.get(level)!;
        const facts = collect(pdf);
        const { der } = facts.signatures[0]!.cms!;
        const [start] = gapOf(pdf);
        const random = seeded(40 + levels.indexOf(level));
        const unseen: number[] = [];
        for (let left = positionsOfEach; left > 0; left--) {
          const digit = Math.floor(random() * 2 * der.length);
          if (isIssuer(facts, digit >> 1)) continue;
          const changed = flipped(pdf, start + 1 + digit, Math.floor(random() * 8));
          const { answer, signatures } = report(changed);
          if (answer === 'hợp lệ' && signatures[0]!.level === level) unseen.push(digit >> 1);
        }
        expect(unseen).toEqual([]);
      },
      1_800_000,
    );
  });
});

/** Whether a position lies in an issuer's certificate: not signed, and the file carries it elsewhere as well. */
function isIssuer({ signatures: [signature], timestamps }: PdfFacts, at: number): boolean {
  const { der, signerCertificate } = signature!.cms!;
  const signers = [signerCertificate, timestamps[0]?.judgement?.signerCertificate];
  const bags = [signature!.cms!, ...timestamps.flatMap(({ token }) => (token ? [token.signedData] : []))];
  return bags
    .flatMap(({ certificates }) => certificates)
    .filter((certificate) => !signers.some((one) => one?.fingerprintSha256 === certificate.fingerprintSha256))
    .some((certificate) => {
      const whole = Buffer.from(der);
      for (let from = whole.indexOf(certificate.der); from >= 0; from = whole.indexOf(certificate.der, from + 1))
        if (at >= from && at < from + certificate.der.length) return true;
      return false;
    });
}

function gapOf(pdf: Uint8Array, which = 0): readonly [number, number] {
  const ranges = [
    ...Buffer.from(pdf)
      .toString('latin1')
      .matchAll(/\/ByteRange\s*\[\s*0\s+(\d+)\s+(\d+)\s+\d+\s*\]/g),
  ];
  const [, from, to] = ranges[which]!;
  return [Number(from), Number(to)];
}

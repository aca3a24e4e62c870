import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { parseCertificate } from '@vanthu/pki';
import { flipped, seeded } from '../../test/attacks/random.js';
import { rightMarks, strangersMarks, wrongShapes } from '../../test/attacks/signed-attacks.js';
import { unsignedAttacks } from '../../test/attacks/unsigned-attacks.js';
import { signingDay, testRoot, testSigner } from '../../test/test-certificates.js';
import { collect, judge, publicServicePolicy, type Report } from '../index.js';

const folder = new URL('../../../../../shared/corpus/vn/', import.meta.url);
const isThere = existsSync(folder);
if (!isThere) process.stderr.write('published documents of agencies not found: their checks are skipped\n');

const read = (name: string) => readFileSync(new URL(name, folder));
const isGenuine = (name: string) => /\dsig\.pdf$/.test(name);
const genuine = isThere ? readdirSync(folder).filter(isGenuine) : [];
const certificate = (name: string) => parseCertificate(read(`ca/${name}.der`));
/** VANTHU_MUTATIONS: fewer for a quick look. */
const mutationsOfEach = Number(process.env.VANTHU_MUTATIONS ?? 60);

/** What a scorer without trust anchors takes for a pass, and what a person does. */
const passes = ({ answer, problem, signatures }: Report): boolean =>
  answer === 'hợp lệ' ||
  (!problem &&
    signatures.length > 0 &&
    signatures.every(({ integrity, changes }) => integrity === 'ok' && changes !== 'forbidden'));

(isThere ? describe : describe.skip)('published documents of Vietnamese agencies', () => {
  const newCa = testRoot('CA công vụ thử nghiệm');
  const stranger = testSigner({ commonName: 'Người lạ' }, testRoot('CA lạ'));
  const official = testSigner({ commonName: 'UBND xã' }, newCa);
  const anchors = isThere
    ? [certificate('root-g2'), certificate('root-g1'), newCa.certificate].map((root) => ({
        certificate: root,
        family: 'public-service' as const,
      }))
    : [];
  const intermediates = isThere ? [certificate('co-quan-nha-nuoc-g2')] : [];
  const report = (pdf: Uint8Array) =>
    judge(collect(pdf), { anchors, intermediates, at: signingDay, policy: publicServicePolicy });
  const untrusting = (pdf: Uint8Array) =>
    judge(collect(pdf), { anchors: [], at: signingDay, policy: publicServicePolicy });

  describe.each(genuine)('%s', (name) => {
    const pdf = read(name);

    it('is not refused, with and without anchors, and every mark is listed with who set it', () => {
      for (const { signatures, marks } of [report(pdf), untrusting(pdf)]) {
        expect(signatures.map(({ integrity }) => integrity)).toEqual(signatures.map(() => 'ok'));
        expect(signatures.filter(({ changes }) => changes === 'forbidden')).toEqual([]);
        expect(marks).toHaveLength(signatures.length - 1);
        for (const mark of marks)
          expect(mark).toMatchObject({ isAccepted: true, signer: expect.stringMatching(/\p{L}/u) });
      }
      expect(untrusting(pdf).answer).toBe('chưa đủ căn cứ');
    });

    it('never passes with a malicious revision of somebody without a key', () => {
      const attacks = Object.entries(unsignedAttacks).flatMap(([attack, make]) => {
        const attacked = make(pdf);
        return attacked ? [{ attack, attacked }] : [];
      });
      expect(attacks.length).toBeGreaterThan(50);
      expect(attacks.filter(({ attacked }) => passes(report(attacked))).map(({ attack }) => attack)).toEqual([]);
    }, 600_000);

    it("never passes with another public-service signer's revision that is no mark", async () => {
      const passed: string[] = [];
      for (const [attack, make] of Object.entries(wrongShapes))
        if (passes(report(await make(pdf, official)))) passed.push(attack);
      expect(passed).toEqual([]);
    });

    it("never passes with a mark of somebody else's certificate", async () => {
      const passed: string[] = [];
      for (const [attack, make] of Object.entries(strangersMarks))
        if (passes(report(await make(pdf, stranger)))) passed.push(attack);
      expect(passed).toEqual([]);
    });

    it('takes up one more right mark of the public service', async () => {
      for (const [mark, make] of Object.entries(rightMarks)) {
        const marked = report(await make(pdf, official));
        expect([mark, passes(marked), marked.marks.at(-1)?.isAccepted]).toEqual([mark, true, true]);
      }
    });

    it('never passes with one changed bit in a signed revision', () => {
      const random = seeded(20_261_120);
      const signatures = collect(pdf).signatures;
      const end = signatures.at(-1)!.signedLength;
      const gap = lastGap(pdf, end);
      const survived: number[] = [];
      for (let left = mutationsOfEach; left > 0; ) {
        const at = Math.floor(random() * end);
        if (at >= gap[0] && at < gap[1]) continue;
        left--;
        if (passes(report(flipped(pdf, at, Math.floor(random() * 8))))) survived.push(at);
      }
      expect(survived).toEqual([]);
    }, 3_600_000);
  });

  it.each(isThere ? readdirSync(folder).filter((name) => name.endsWith('-resaved.pdf')) : [])(
    '%s: was saved anew after signing, and that is what is said',
    (name) => {
      const { answer, signatures, messageVi } = report(read(name));
      expect([answer, signatures.length]).toEqual(['không hợp lệ', 1]);
      expect(messageVi).toContain('lưu lại sau khi ký');
    },
  );
});

/** The /Contents of the last signature: what stands there is not covered by any signature. */
function lastGap(pdf: Uint8Array, end: number): readonly [number, number] {
  const text = Buffer.from(pdf).toString('latin1', 0, end);
  const ranges = [...text.matchAll(/\/ByteRange\s*\[\s*0\s+(\d+)\s+(\d+)\s+(\d+)\s*\]/g)];
  const last = ranges.find(([, , from, length]) => Number(from) + Number(length) === end)!;
  return [Number(last[1]), Number(last[2])];
}

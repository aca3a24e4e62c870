import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type InputOf, outgoing } from '@vanthu/contracts';
import { readPdfText } from '@vanthu/page-reader';
import { people } from './people.js';
import { letter, World } from './world.js';

let world: World;
beforeAll(async () => {
  world = await World.create();
});
afterAll(() => world?.close());

type Typed = InputOf<typeof outgoing.PreviewDraft>;
const empty: Typed = { kind: 'cong-van', body: { form: 'letter' } } as Typed;
const preview = (typed: Typed) => world.done(outgoing.PreviewDraft, typed, people.drafter);
const written = (): Typed => {
  const { kind, abstract, urgency, body, field, signerPositionId, recipients } = letter();
  return { kind, abstract, urgency, body: body as Typed['body'], field, signerPositionId, recipients } as Typed;
};
async function wordsOf(base64: string): Promise<string> {
  const text = await readPdfText(Buffer.from(base64, 'base64'));
  if ('code' in text) throw new Error(text.code);
  return text.pages.flatMap(({ words }) => words.map((word) => word.text)).join(' ');
}

describe('the page beside the typing', () => {
  it('lays out what nobody has written yet, and says at its place what is missing', async () => {
    const { base64, pages, remarks } = await preview(empty);
    expect(await wordsOf(base64)).toContain('Kính gửi: (Nơi gửi)');
    expect(pages).toEqual([{ number: 1, widthMm: expect.closeTo(210, 0), heightMm: expect.closeTo(297, 0) }]);
    expect(remarks.map(({ code, question }) => [code, question])).toEqual([
      ['DRAFT.UNWRITTEN', 'abstract'],
      ['DRAFT.UNWRITTEN', 'body.addressees'],
      ['DRAFT.UNWRITTEN', 'body.paragraphs'],
      ['DRAFT.UNWRITTEN', 'signerPositionId'],
    ]);
    for (const { rect } of remarks) {
      expect(rect?.width).toBeGreaterThan(5);
      expect(rect?.x).toBeGreaterThanOrEqual(29);
      expect((rect?.y ?? 0) + (rect?.height ?? 0)).toBeLessThan(277);
    }
  });

  it('says nothing of a finished one, and shows what will be signed: the page that saving makes is the same', async () => {
    const { base64, remarks } = await preview(written());
    expect(remarks).toEqual([]);
    const saved = await world.until('draft', letter());
    const file = await world.files.readBytes(saved.manifest.files[0]?.sha256 ?? '');
    expect(Buffer.from(base64, 'base64').equals(file)).toBe(true);
  });

  it.each<[string, Typed, string]>([
    ['giấy mời', { kind: 'giay-moi', body: { form: 'invitation' } } as Typed, 'body.time'],
    ['thông báo', { kind: 'thong-bao', body: { form: 'general' } } as Typed, 'body.blocks'],
  ])('%s begins empty as well', async (_, typed, question) => {
    const { remarks } = await preview(typed);
    expect(remarks.every(({ code, rect }) => code === 'DRAFT.UNWRITTEN' && rect !== null)).toBe(true);
    expect(remarks.map((one) => one.question)).toContain(question);
  });

  it('R-FMT-04: “V/v” typed before the abstract of a công văn is remarked upon where it stands', async () => {
    const { remarks } = await preview({ ...written(), abstract: 'V/v báo cáo tình hình' });
    expect(remarks).toMatchObject([{ code: 'DRAFT.ABSTRACT_TWICE', question: 'abstract', page: 1 }]);
    expect(remarks[0]?.rect?.y).toBeGreaterThan(40);
  });

  it('R-SIG-08: who may not sign is remarked upon with the reason; the page is laid out all the same', async () => {
    const { remarks } = await preview({ ...written(), signerPositionId: people.clerk.positionId });
    expect(remarks).toMatchObject([{ code: 'DIRECTORY.NO_AUTHORITY', question: 'signerPositionId' }]);
  });

  it('keeps nothing: no row, no event, no file', async () => {
    const before = await world.traces();
    await preview({ ...written(), abstract: 'báo cáo không lưu' });
    expect(await world.traces()).toEqual(before);
  });

  it('R-GEN-04: a secret is not laid out', () =>
    world.refuses(
      'OUTGOING.SECRET',
      outgoing.PreviewDraft,
      { ...written(), body: { form: 'letter', addressees: ['Sở A'], paragraphs: ['MẬT', 'Nội dung.'] } } as Typed,
      people.drafter,
    ));

  it('a character without a glyph is refused in words', async () => {
    const refusal = await world.refuses(
      'OUTGOING.UNPRINTABLE',
      outgoing.PreviewDraft,
      { ...written(), abstract: 'báo cáo 漢字' },
      people.drafter,
    );
    expect(refusal.message).toContain('漢');
  });

  it('a form that is not written here, or not that of the kind, is refused', async () => {
    const body = { form: 'invitation' } as Typed['body'];
    const wish = { ...empty, body };
    await world.refuses('OUTGOING.BODY_DOES_NOT_FIT_KIND', outgoing.PreviewDraft, wish, people.drafter);
    await world.refuses('ACCESS.NOT_ALLOWED', outgoing.PreviewDraft, empty, people.leadership);
  });
});

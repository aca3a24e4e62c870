import type { outgoing } from '@vanthu/contracts';
import { addDays, civilDateOf, type DocumentFonts } from '@vanthu/decree30';
import { agencies, agencyId, people, positionId, unitId } from './commune.js';
import { Desk } from './desk.js';
import { outsideLetter, withForeignAnnotation } from './outside-letter.js';
import type { Holders, SeedContext } from './seed-commune.js';
import { type DraftText, drafts, incoming } from './texts.js';

type Recipient = outgoing.Recipient;
type Step = 'draft' | 'submitted' | 'content-checked' | 'form-checked' | 'signed' | 'sealed' | 'issued';
interface Detail {
  state: string;
  manifest: { hash: string };
}

/** Which document lies where in the morning. */
const PLACES: readonly {
  text: DraftText;
  by: string;
  head: string;
  signer: string;
  to: Step;
  recipients: readonly string[];
}[] = [
  {
    text: drafts.staffing,
    by: 'cvvanhoa',
    head: 'tpvanhoa',
    signer: 'chutich',
    to: 'issued',
    recipients: ['unit:van-hoa', 'unit:kinh-te'],
  },
  {
    text: drafts.meeting,
    by: 'cvkinhte',
    head: 'tpkinhte',
    signer: 'phochutich',
    to: 'issued',
    recipients: ['agency:tan-thuan'],
  },
  {
    text: drafts.reward,
    by: 'cvvanhoa',
    head: 'tpvanhoa',
    signer: 'chutich',
    to: 'sealed',
    recipients: ['unit:van-hoa'],
  },
  {
    text: drafts.library,
    by: 'cvvanhoa',
    head: 'tpvanhoa',
    signer: 'phochutich',
    to: 'signed',
    recipients: ['agency:tan-thuan'],
  },
  {
    text: drafts.digitalTeam,
    by: 'cvvanhoa',
    head: 'tpvanhoa',
    signer: 'chutich',
    to: 'form-checked',
    recipients: ['agency:tinh', 'unit:van-hoa', 'unit:kinh-te'],
  },
  {
    text: drafts.flood,
    by: 'cvkinhte',
    head: 'tpkinhte',
    signer: 'chutich',
    to: 'form-checked',
    recipients: ['unit:kinh-te', 'unit:van-hoa'],
  },
  {
    text: drafts.school,
    by: 'cvvanhoa',
    head: 'tpvanhoa',
    signer: 'phochutich',
    to: 'form-checked',
    recipients: ['unit:van-hoa'],
  },
  {
    text: drafts.cleanUp,
    by: 'cvkinhte',
    head: 'tpkinhte',
    signer: 'chutich',
    to: 'content-checked',
    recipients: ['unit:kinh-te'],
  },
  {
    text: drafts.market,
    by: 'cvkinhte',
    head: 'tpkinhte',
    signer: 'phochutich',
    to: 'submitted',
    recipients: ['unit:kinh-te'],
  },
];

export async function layOutDesks(ctx: SeedContext, holders: Holders, fonts: DocumentFonts): Promise<void> {
  const desks = new Map<string, Desk>();
  const at = async (username: string): Promise<Desk> => {
    const open = desks.get(username) ?? (await Desk.open(ctx.baseUrl, username, ctx.password));
    desks.set(username, open);
    return open;
  };
  for (const place of PLACES) await bring(ctx, at, place);
  await receiveMorningPost(ctx, at, holders, fonts);
}

type At = (username: string) => Promise<Desk>;

/** Takes a document through the hands of those whose turn it is, as far as wanted. */
async function bring(ctx: SeedContext, at: At, place: (typeof PLACES)[number]): Promise<void> {
  const drafter = await at(place.by);
  const { id } = await drafter.post<{ id: string }>('/api/outgoing/documents', {
    kind: place.text.kind,
    abstract: place.text.abstract,
    urgency: place.text.urgency,
    body: place.text.body,
    signerPositionId: positionId(place.signer),
    recipients: place.recipients.map(recipient),
  });
  const path = `/api/outgoing/documents/${id}`;
  const hash = async (desk: Desk) => (await desk.get<Detail>(path)).manifest.hash;
  const steps: [Step, () => Promise<void>][] = [
    ['submitted', async () => void (await drafter.post(`${path}/submit`))],
    ['content-checked', async () => checked(await at(place.head), 'check-content')],
    ['form-checked', async () => checked(await at('chanhvanphong'), 'check-form')],
    ['signed', async () => signed(await at(place.signer), 'personal', 'sign')],
    ['sealed', async () => signed(await at('vanthu'), 'organisation', 'allot-number')],
    ['issued', async () => void (await (await at('vanthu')).post(`${path}/issue`))],
  ];
  const checked = async (desk: Desk, act: string) =>
    void (await desk.post(`${path}/${act}`, { manifestHash: await hash(desk) }));
  const signed = async (desk: Desk, purpose: 'personal' | 'organisation', act: string) => {
    const manifestHash = await hash(desk);
    const activationId = await desk.activate(purpose, ctx.pin, [{ documentId: id, manifestHash }]);
    await desk.post(`${path}/${act}`, { manifestHash, activationId });
    await until(
      async () => (await desk.get<Detail>(path)).state === (purpose === 'personal' ? 'signed' : 'sealed'),
      `${place.text.key} ${act}`,
    );
  };
  for (const [step, act] of steps) {
    if (ORDER.indexOf(step) > ORDER.indexOf(place.to)) break;
    await act();
  }
}

const ORDER: readonly Step[] = ['draft', 'submitted', 'content-checked', 'form-checked', 'signed', 'sealed', 'issued'];

/** Letters of agencies outside: one is handled to the end, one directed, one submitted and sorted first, the others wait at reception. */
async function receiveMorningPost(ctx: SeedContext, at: At, holders: Holders, fonts: DocumentFonts): Promise<void> {
  const clerk = await at('vanthu');
  const today = civilDateOf(ctx.now);
  for (const [i, text] of incoming.entries()) {
    const person = holders.person.get(text.signer);
    const organisation = holders.organisation.get(text.from);
    if (!person || !organisation) throw new Error(`no key for ${text.signer}`);
    const letter = await outsideLetter(text, { person, organisation }, fonts, { instant: ctx.now, civilDate: today });
    const pdf = text.key === 'bi-sua' ? withForeignAnnotation(letter.pdf) : letter.pdf;
    const ticket = await clerk.upload(`${text.number}-${text.unit}.pdf`, pdf);
    const fields = {
      senderAgencyId: agencyId(text.from),
      senderName: agencies.find((a) => a.key === text.from)?.name,
      numberAndSymbol: letter.numberAndSymbol,
      documentDate: today,
      kind: 'cong-van',
      abstract: text.abstract,
      signerName: people.find((p) => p.username === text.signer)?.fullName ?? null,
      urgency: text.urgency,
      answerBy: text.answerInDays === null ? null : addDays(today, text.answerInDays),
    };
    const { id } = await clerk.post<{ id: string }>('/api/incoming/documents', { ticket, fields });
    const path = `/api/incoming/documents/${id}`;
    await until(async () => (await clerk.get<Detail>(path)).state === 'checked', `${text.key} checked`);
    if (i > 2) continue;
    await clerk.post(`${path}/register`, { fields });
    await route(at, id, i, addDays(today, 7));
  }
}

async function route(at: At, documentId: string, how: number, deadline: string): Promise<void> {
  const path = `/api/routing/documents/${documentId}`;
  const clerk = await at('vanthu');
  const proposal = {
    lead: { kind: 'unit', unitId: unitId('van-hoa'), name: 'Phòng Văn hóa - Xã hội' },
    cooperators: [{ kind: 'unit', unitId: unitId('kinh-te'), name: 'Phòng Kinh tế' }],
    deadline,
    text: 'Chủ trì tham mưu thực hiện, báo cáo kết quả.',
  };
  await until(
    async () =>
      clerk.get(path).then(
        () => true,
        () => false,
      ),
    'routing knows the document',
  );
  await clerk.post(`${path}/submit`, { toPositionId: positionId('chutich'), proposal });
  if (how === 1) {
    const secretary = await at('thuky');
    const note = 'Cần ý kiến trước cuộc họp chiều nay.';
    await secretary.post(`${path}/sort`, { place: 'first', note });
    return;
  }
  const leader = await at('chutich');
  await leader.post(`${path}/direct`);
  if (how === 0) return;
  const head = await at('tpvanhoa');
  const { tasks } = await head.get<{ tasks: { id: string; part: string }[] }>(path);
  const lead = tasks.find((task) => task.part === 'lead');
  await head.post(`/api/routing/tasks/${lead?.id}/complete`, {
    outcome: { kind: 'no-answer', reason: 'Đã cử 02 công chức tham dự; không yêu cầu trả lời.' },
  });
}

function recipient(word: string): Recipient {
  const [kind, key = ''] = word.split(':');
  if (kind === 'agency')
    return { kind: 'agency', agencyId: agencyId(key), name: agencies.find((a) => a.key === key)?.name ?? key };
  const names: Record<string, string> = { 'van-hoa': 'Phòng Văn hóa - Xã hội', 'kinh-te': 'Phòng Kinh tế' };
  return { kind: 'unit', unitId: unitId(key), name: names[key] ?? key };
}

/** Waits for a condition that other processes bring about. */
async function until(condition: () => Promise<boolean>, what: string, timeoutMs = 20_000): Promise<void> {
  const end = Date.now() + timeoutMs;
  while (!(await condition())) {
    if (Date.now() > end) throw new Error(`waited ${timeoutMs} ms in vain for: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 40));
  }
}

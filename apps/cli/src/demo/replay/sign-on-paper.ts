import { at } from '../plan/days.js';
import type { OutgoingPlan } from '../plan/plan.js';
import { paperScan } from './paper-scan.js';
import { until } from './until.js';
import { command, type World } from './world.js';

interface Seen {
  readonly state: string;
  readonly manifestHash: string;
  readonly numberAndSymbol: string | null;
  readonly jobState?: string | null;
}

/**
 * The ink road (design: drafted, checked, printed; signed in ink; numbered and stamped; scanned; signed by the organisation as a
 * certified copy). Every step begins with a look at where the document stands.
 */
export async function signOnPaper(world: World, plan: OutgoingPlan): Promise<void> {
  const { office, journal, district } = world;
  const path = `/api/outgoing/documents/${journal.get('document', plan.key)}`;
  const then = (minute: number, ...act: string[]) => command(world, at(plan.issuedOn, minute), plan.key, ...act);
  const clerk = await office.desk(plan.clerk, then(9 * 60));
  const look = (minute: number) => clerk.get<Seen>('open', path, then(minute));

  let seen = await look(9 * 60);
  if (seen.state === 'form-checked') {
    await clerk.download(`${path}/file?act=print`, then(9 * 60 + 5));
    const signed = { manifestHash: seen.manifestHash, signedOn: plan.issuedOn };
    await clerk.post('ink-signature', `${path}/ink-signature`, signed, then(9 * 60 + 40, 'ink'));
    seen = await look(9 * 60 + 45);
  }
  if (seen.state === 'signed') {
    await clerk.post(
      'allot-number',
      `${path}/allot-number`,
      { manifestHash: seen.manifestHash },
      then(10 * 60 + 20, 'allot'),
    );
    seen = await look(10 * 60 + 21);
  }
  journal.keep('document', `${plan.key} number`, seen.numberAndSymbol ?? '');
  if (seen.state === 'numbered') {
    const scanKey = `${plan.key} scan`;
    let ticket = journal.get('ticket', scanKey);
    if (ticket === undefined) {
      const agency = district.agencies.get(plan.agency);
      if (!agency) throw new Error(`nobody is called ${plan.agency}`);
      const scan = await paperScan(plan, agency, seen.numberAndSymbol ?? '');
      ticket = await clerk.upload('ban-quet.pdf', scan, then(10 * 60 + 40));
      journal.keep('ticket', scanKey, ticket);
    }
    const scanned = then(10 * 60 + 40, 'scan');
    const { manifestHash } = await clerk.post<{ manifestHash: string }>('scan', `${path}/scan`, { ticket }, scanned);
    await sealScan(world, plan, manifestHash);
  }
  await until(`${plan.key} to be issued`, async () => ((await look(11 * 60)).state === 'issued' ? true : undefined));
}

async function sealScan(world: World, plan: OutgoingPlan, manifestHash: string): Promise<void> {
  const documentId = world.journal.get('document', plan.key) ?? '';
  const when = { at: at(plan.issuedOn, 10 * 60 + 50) };
  const clerk = await world.office.desk(plan.clerk, when);
  const activationId = await world.office.activate(plan.clerk, 'organisation', [{ documentId, manifestHash }], when);
  const body = { manifestHash, activationId, thenIssue: true };
  const sealing = command(world, when.at, plan.key, 'seal', activationId);
  await clerk.post('seal', `/api/outgoing/documents/${documentId}/seal`, body, sealing);
}

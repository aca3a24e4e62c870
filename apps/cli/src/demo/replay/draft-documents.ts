import type { outgoing } from '@vanthu/contracts';
import { at, MORNING } from '../plan/days.js';
import type { OutgoingPlan } from '../plan/plan.js';
import { attachmentPdf } from './attachment-pdf.js';
import { command, type World } from './world.js';

interface Ref {
  readonly id: string;
  readonly state: outgoing.OutgoingState;
  readonly version: number;
}

const road = (id: string) => `/api/outgoing/documents/${id}`;

/** From the drafter's desk through both checks: content by the head of the unit, form by the office (Art. 10, 12). */
export async function draftDocument(world: World, plan: OutgoingPlan, place: number): Promise<void> {
  const { office } = world;
  const minute = MORNING + 10 + (place % 60);
  const drafter = await office.desk(plan.drafter, { at: at(plan.draftedOn, minute) });
  const created = await drafter.post<Ref>(
    'create-draft',
    '/api/outgoing/documents',
    {
      kind: plan.kind,
      abstract: plan.abstract,
      urgency: plan.urgency,
      body: plan.body,
      signerPositionId: plan.signer.id,
      ...(plan.capacity === null ? {} : { capacity: plan.capacity }),
      coSigners: plan.coSigners.map((seat) => ({ positionId: seat.id })),
      headDecidesAlone: plan.headDecidesAlone,
      road: plan.road,
      recipients: plan.recipients,
      answers: plan.answers === null ? null : (world.journal.get('document', plan.answers) ?? null),
    },
    command(world, at(plan.draftedOn, minute), plan.key, 'create'),
  );
  const path = road(created.id);
  world.journal.keep('document', plan.key, created.id);
  await attach(world, plan, created, minute + 2);
  const seen = await drafter.get<{ manifest: { hash: string } }>('open', path, { at: at(plan.draftedOn, minute + 8) });
  const manifestHash = seen.manifest.hash;
  const then = (minutes: number, act: string) => command(world, at(plan.draftedOn, minute + minutes), plan.key, act);
  await drafter.post('submit-draft', `${path}/submit`, {}, then(10, 'submit'));
  const checker = await office.desk(plan.contentChecker, then(30, ''));
  await checker.post('check-content', `${path}/check-content`, { manifestHash }, then(30, 'check-content'));
  const form = await office.desk(plan.formChecker, then(45, ''));
  await form.post('check-form', `${path}/check-form`, { manifestHash }, then(45, 'check-form'));
  world.journal.keep('document', `${plan.key} manifest`, manifestHash);
}

/** Files that go with it. A ticket belongs to the command: it is remembered before the command is sent. */
async function attach(world: World, plan: OutgoingPlan, created: Ref, minute: number): Promise<void> {
  let { version } = created;
  for (const [i, attachment] of plan.attachments.entries()) {
    const when = command(world, at(plan.draftedOn, minute + i), plan.key, `attach ${i}`);
    const desk = await world.office.desk(plan.drafter, when);
    const ticketKey = `${plan.key} attachment ${i}`;
    let ticket = world.journal.get('ticket', ticketKey);
    if (ticket === undefined) {
      ticket = await desk.upload(`phu-luc-${i + 1}.pdf`, await attachmentPdf(plan, attachment, i), when);
      world.journal.keep('ticket', ticketKey, ticket);
    }
    const added = await desk.post<Ref>(
      'add-attachment',
      `${road(created.id)}/attachments`,
      { version, ticket, title: attachment.title },
      when,
    );
    version = added.version;
  }
}

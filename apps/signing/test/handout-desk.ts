import { randomUUID } from 'node:crypto';
import { type Actor, isRefusal, signing } from '@vanthu/contracts';
import { PassingFiles } from '@vanthu/files';
import { eventually } from '@vanthu/messaging';
import type { Issued } from '@vanthu/testpki';
import { type Order, outcomes, type SigningBed } from './signing-bed.js';

type Handout = signing.Handout;
type Way = signing.HandoutWay;

export const derOf = ({ certificateDer }: Issued) => Buffer.from(certificateDer).toString('base64');
export const addressOf = (path: string | null) => path?.split('/').at(-1) ?? '';

export type HandoutDesk = ReturnType<typeof handoutDesk>;

/** Who holds keys that this bed does not have: its agency, and somebody who has nothing to sign here. */
export function keysElsewhere(bed: SigningBed): { organisation: Issued; stranger: Issued } {
  const organisation = bed.pki.issueOrganisation({ commonName: 'Ủy ban nhân dân xã Châu Minh' });
  bed.enrol(organisation, { kind: 'organisation', agencyId: bed.agencyId });
  const stranger = bed.pki.issuePerson({ commonName: 'Người Khác' });
  bed.enrol(stranger, { kind: 'person', personId: randomUUID() });
  return { organisation, stranger };
}

/** Files going out of this bed to be signed elsewhere, and coming back. */
export function handoutDesk(bed: SigningBed) {
  const passing = new PassingFiles(bed.config.files);

  async function open(actor: Actor, order: Order, way: Way, certificate: Issued | null): Promise<Order> {
    const { documentId, manifestHash } = order;
    const input = {
      purpose: order.kind === 'personal' ? ('personal' as const) : ('organisation' as const),
      way,
      certificateDer: certificate && derOf(certificate),
      documents: [{ documentId, manifestHash }],
    };
    const answer = await bed.ask(signing.OpenHandout, input, { actor });
    if (isRefusal(answer)) throw new Error(answer.code);
    return { ...order, activationId: answer.activationId };
  }

  /** Orders it under this grant, and waits until its files are out. */
  async function handOut(actor: Actor, order: Order, way: Way = 'desktop', certificate: Issued | null = null) {
    const granted = await open(actor, order, way, certificate);
    await bed.send(granted, actor);
    const found = await eventually(async () => {
      const answer = await bed.ask(signing.FindHandouts, { activationId: granted.activationId }, { actor });
      if (isRefusal(answer)) throw new Error(answer.code);
      return answer.handouts.length > 0 ? answer.handouts : undefined;
    }, 'the files are out');
    return { order: granted, handouts: found, handout: found[0] as Handout };
  }

  async function fetchFile({ downloadPath }: Handout): Promise<Uint8Array> {
    const answer = await bed.ask(signing.OpenHandedOut, { address: addressOf(downloadPath) }, { service: 'gateway' });
    if (isRefusal(answer)) throw new Error(answer.code);
    return bed.store.readBytes(answer.sha256);
  }

  async function handIn({ uploadPath }: Handout, pdf: Uint8Array) {
    async function* whole() {
      yield pdf;
    }
    const file = await passing.take(whole(), { maxBytes: 50_000_000 });
    if (isRefusal(file)) throw new Error(file.code);
    try {
      const input = { address: addressOf(uploadPath), passingId: file.id };
      return await bed.ask(signing.HandIn, input, { service: 'gateway' });
    } finally {
      await passing.remove(file.id);
    }
  }

  const outcomeOf = async ({ documentId }: Order) =>
    (await outcomes(bed)).filter((one) => one.documentId === documentId);
  const evidenceOf = ({ documentId }: Order) => bed.rows('SELECT 1 FROM evidence WHERE document_id = $1', [documentId]);
  const stateOf = async ({ documentId, step }: Order) =>
    (
      await bed.rows<{ state: string }>('SELECT state FROM signing_job WHERE document_id = $1 AND step = $2', [
        documentId,
        step,
      ])
    )[0]?.state;

  return { open, handOut, fetchFile, handIn, outcomeOf, evidenceOf, stateOf };
}

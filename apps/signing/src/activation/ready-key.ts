import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { type Actor, type Refusal, signing } from '@vanthu/contracts';
import { type RequestContext, SERVICE_CONFIG, type ServiceConfig } from '@vanthu/messaging';
import type { Tx } from '@vanthu/persistence';
import { parseCertificate } from '@vanthu/pki';
import { CertificateFitness } from '../keys/certificate-fitness.js';
import { encodedImage } from '../keys/encoded-image.js';
import { type KeyOwner, type KeyRow, KeyStore } from '../keys/key.store.js';
import type { KeyProblem, OpenedKey } from '../keys/providers/opened-key.js';
import { RevocationWatch } from '../keys/revocation-watch.js';
import { ACTIVATION_MS, type Activation, Activations, type Seen, unsignedOf } from './activations.js';
import { SealInHand } from './seal-in-hand.js';
import { Turns } from './turns.js';

/** A key that may be opened: nothing that is known before forbids it. */
export interface ReadyKey {
  readonly row: KeyRow;
  readonly owner: KeyOwner;
  readonly image: Activation['image'];
}

/** What every way of opening a key has in common: what is looked at before, and what is written down. */
@Injectable()
export class ReadyKeys {
  private readonly turns: Turns;

  constructor(
    private readonly keys: KeyStore,
    private readonly activations: Activations,
    private readonly sealInHand: SealInHand,
    private readonly fitness: CertificateFitness,
    private readonly revocations: RevocationWatch,
    @Inject(SERVICE_CONFIG) config: ServiceConfig,
  ) {
    // Each opening holds a connection and needs a second one (`countTry`): half of them are left for that.
    this.turns = new Turns(Math.max(1, Math.floor(config.database.poolSize / 2)));
  }

  /** One at a time for each owner, who has one key. */
  inTurn<T>({ kind, id }: KeyOwner, work: () => Promise<T>): Promise<T> {
    return this.turns.take(`${kind} ${id}`, work);
  }

  /** Asked before anything that its owner does counts. */
  async ready(tx: Tx, owner: KeyOwner, ctx: RequestContext): Promise<ReadyKey | Refusal> {
    const { personId } = ctx.actor as Actor;
    const row = await this.keys.keyOf(tx, owner);
    if (!row) return signing.refuseSigning('SIGNING.NO_KEY');
    const revoked = await this.revocationOf(row, ctx);
    if (revoked) return revoked;
    const notInHand = await this.sealInHand.problemOf(owner, row.certificate_sha256, { personId, at: ctx.now() });
    if (notInHand) return notInHand;
    const image = encodedImage(row);
    return image && 'refused' in image ? image : { row, owner, image };
  }

  /** The activation as it will be in memory; `record` writes it down. */
  activation({ row, owner, image }: ReadyKey, opened: OpenedKey, documents: readonly Seen[], ctx: RequestContext) {
    const activation: Activation = {
      activationId: randomUUID(),
      keyId: row.key_id,
      personId: (ctx.actor as Actor).personId,
      owner,
      image,
      opened,
      expiresAtMs: Date.now() + ACTIVATION_MS,
      unsigned: unsignedOf(documents),
      inFlight: 0,
    };
    return activation;
  }

  async record(tx: Tx, { activationId, keyId, personId, unsigned, expiresAtMs }: Activation): Promise<void> {
    await tx.query(
      `INSERT INTO activation (activation_id, key_id, person_id, instance_id, uses, opened_at, expires_at)
         VALUES ($1, $2, $3, $4, $5, now(), $6)`,
      [activationId, keyId, personId, this.activations.instanceId, unsigned.size, new Date(expiresAtMs)],
    );
  }

  /** Nobody types a PIN for what is refused anyway; what else may be wrong with a certificate is said with the document. */
  private async revocationOf(row: KeyRow, ctx: RequestContext): Promise<Refusal | null> {
    const problem = this.fitness.problemOf(parseCertificate(row.certificate_der), ctx.now());
    if (problem?.code !== 'SIGNING.CERTIFICATE_REVOKED') return null;
    await this.revocations.note(problem, row.certificate_sha256, ctx.now(), ctx);
    return problem;
  }
}

/** Why a key did not open, when it was not for its PIN. */
export function refusalOf({ code, why }: KeyProblem): Refusal {
  if (code === 'not-configured') return signing.refuseSigning('SIGNING.NO_WAY', { why });
  return code === 'unfit'
    ? signing.refuseSigning('SIGNING.CERTIFICATE_UNFIT', { why })
    : signing.refuseSigning('SIGNING.KEY_UNREACHABLE', { why });
}

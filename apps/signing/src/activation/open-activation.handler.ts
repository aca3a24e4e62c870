import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { type Actor, type InputOf, isRefusal, type OutputOf, type Refusal, signing } from '@vanthu/contracts';
import { CommandRunner, Handles, type RequestContext, SERVICE_CONFIG, type ServiceConfig } from '@vanthu/messaging';
import { Transactions, type Tx } from '@vanthu/persistence';
import { parseCertificate } from '@vanthu/pki';
import { CertificateFitness } from '../keys/certificate-fitness.js';
import { encodedImage } from '../keys/encoded-image.js';
import { type KeyOwner, type KeyRow, KeyStore } from '../keys/key.store.js';
import { KeyWays } from '../keys/providers/key-ways.js';
import type { OpenedKey } from '../keys/providers/opened-key.js';
import { RevocationWatch } from '../keys/revocation-watch.js';
import { ACTIVATION_MS, type Activation, Activations, unsignedOf } from './activations.js';
import { ownerFor } from './owner-for.js';
import { SealInHand } from './seal-in-hand.js';
import { SealedPinOpener } from './sealed-pin.js';
import { Turns } from './turns.js';

type Asked = InputOf<typeof signing.OpenActivation>;
type Opened = OutputOf<typeof signing.OpenActivation> | Refusal;
const DAY_MS = 86_400_000;

@Injectable()
export class OpenActivationHandler {
  private readonly turns: Turns;

  constructor(
    private readonly commands: CommandRunner,
    private readonly transactions: Transactions,
    private readonly keys: KeyStore,
    private readonly ways: KeyWays,
    private readonly activations: Activations,
    private readonly pins: SealedPinOpener,
    private readonly sealInHand: SealInHand,
    private readonly fitness: CertificateFitness,
    private readonly revocations: RevocationWatch,
    @Inject(SERVICE_CONFIG) config: ServiceConfig,
  ) {
    // Each opening holds a connection and needs a second one (`countTry`): half of them are left for that.
    this.turns = new Turns(Math.max(1, Math.floor(config.database.poolSize / 2)));
  }

  @Handles(signing.GetActivationKey)
  async activationKey(): Promise<OutputOf<typeof signing.GetActivationKey>> {
    return { keyId: this.pins.keyId, jwk: this.pins.jwk };
  }

  /** A token that hangs or a service that is silent keeps nobody waiting but who asks for the same key; an owner has one. */
  @Handles(signing.OpenActivation)
  async handle(input: Asked, ctx: RequestContext): Promise<Opened> {
    const owner = ownerFor(input.purpose, ctx.actor as Actor);
    if (!owner) return signing.refuseSigning('SIGNING.NO_KEY');
    return this.turns.take(`${owner.kind} ${owner.id}`, () => this.openFor(owner, input, ctx));
  }

  private async openFor(owner: KeyOwner, input: Asked, ctx: RequestContext): Promise<Opened> {
    const opened: Activation[] = [];
    let told: string | null = null;
    try {
      const answer = await this.commands.run(signing.OpenActivation, input, ctx, (tx) =>
        this.openIn(tx, owner, input, ctx, opened),
      );
      if (!isRefusal(answer)) told = answer.activationId;
      return answer;
    } finally {
      // Of a key whose row was not written or not committed nobody hears: it is not left open.
      for (const activation of opened) if (activation.activationId !== told) await this.close(activation);
    }
  }

  private async close(activation: Activation): Promise<void> {
    this.activations.drop(activation);
    await activation.opened.close();
  }

  private async openIn(tx: Tx, owner: KeyOwner, input: Asked, ctx: RequestContext, all: Activation[]): Promise<Opened> {
    const { personId } = ctx.actor as Actor;
    const row = await this.keys.keyOf(tx, owner);
    if (!row) return signing.refuseSigning('SIGNING.NO_KEY');
    const revoked = await this.revocationOf(row, ctx);
    if (revoked) return revoked;
    // Asked before the PIN counts.
    const notInHand = await this.sealInHand.problemOf(owner, row.certificate_sha256, { personId, at: ctx.now() });
    if (notInHand) return notInHand;
    const pin = this.pins.open(input.sealedPin);
    if (pin === null) return signing.refuseSigning('SIGNING.BAD_SEALED_PIN');
    const image = encodedImage(row);
    if (image && 'refused' in image) return image;
    const unsigned = unsignedOf(input.documents);
    const opened = await this.openKey(row, pin, unsigned.size);
    if ('refused' in opened) return opened;

    const activationId = randomUUID();
    const expiresAt = new Date(Date.now() + ACTIVATION_MS);
    const activation: Activation = {
      activationId,
      keyId: row.key_id,
      personId,
      owner,
      image,
      opened,
      expiresAtMs: expiresAt.getTime(),
      unsigned,
      inFlight: 0,
    };
    all.push(activation);
    await this.forgetTry(row.key_id, opened);
    await tx.query(
      `INSERT INTO activation (activation_id, key_id, person_id, instance_id, uses, opened_at, expires_at)
         VALUES ($1, $2, $3, $4, $5, now(), $6)`,
      [activationId, row.key_id, personId, this.activations.instanceId, unsigned.size, expiresAt],
    );
    this.activations.add(activation);
    const certificate = parseCertificate(row.certificate_der);
    return {
      activationId,
      usesLeft: unsigned.size,
      expiresAt: expiresAt.toISOString(),
      certificate: {
        subject: certificate.subject.text,
        validTo: certificate.notAfter.toISOString(),
        daysLeft: Math.floor((certificate.notAfter.getTime() - ctx.now().getTime()) / DAY_MS),
      },
    };
  }

  /** Nobody types a PIN for what is refused anyway; what else may be wrong with a certificate is said with the document. */
  private async revocationOf(row: KeyRow, ctx: RequestContext): Promise<Refusal | null> {
    const problem = this.fitness.problemOf(parseCertificate(row.certificate_der), ctx.now());
    if (problem?.code !== 'SIGNING.CERTIFICATE_REVOKED') return null;
    await this.revocations.note(problem, row.certificate_sha256, ctx.now(), ctx);
    return problem;
  }

  /** A PIN that was right forgets the wrong ones before it; one that nobody has looked at yet is no try. */
  private async forgetTry(keyId: string, { pinProven }: OpenedKey): Promise<void> {
    if (pinProven) await this.transactions.run((tx) => this.keys.forgetTries(tx, keyId));
    else await this.keys.takeTryBack(keyId);
  }

  private async openKey(row: KeyRow, pin: string, signatures: number): Promise<OpenedKey | Refusal> {
    const counted = await this.keys.countTry(row.key_id);
    if ('lockedUntil' in counted)
      return signing.refuseSigning('SIGNING.KEY_LOCKED', { until: counted.lockedUntil.toISOString() });
    const opened = await this.ways.open(row, pin, signatures);
    if (opened.kind === 'opened-key') return opened;
    const { code, why } = opened;
    // What the token counts may be less than what is counted here.
    if (code === 'wrong-pin')
      return signing.refuseSigning('SIGNING.WRONG_PIN', {
        triesLeft: Math.min(counted.triesLeft, opened.triesLeft ?? counted.triesLeft),
      });
    await this.keys.takeTryBack(row.key_id);
    if (code === 'not-configured') return signing.refuseSigning('SIGNING.NO_WAY', { why });
    return code === 'unfit'
      ? signing.refuseSigning('SIGNING.CERTIFICATE_UNFIT', { why })
      : signing.refuseSigning('SIGNING.KEY_UNREACHABLE', { why });
  }
}

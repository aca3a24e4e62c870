import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { type Actor, type InputOf, type OutputOf, type Refusal, signing } from '@vanthu/contracts';
import { CommandRunner, Handles, type RequestContext } from '@vanthu/messaging';
import { type EncodedImage, encodePng, PngError } from '@vanthu/pades';
import { Transactions } from '@vanthu/persistence';
import { parseCertificate } from '@vanthu/pki';
import { type KeyRow, KeyStore } from '../keys/key.store.js';
import { KeyWays } from '../keys/providers/key-ways.js';
import type { OpenedKey } from '../keys/providers/opened-key.js';
import { ACTIVATION_MS, Activations, unsignedOf } from './activations.js';
import { ownerFor } from './owner-for.js';
import { SealInHand } from './seal-in-hand.js';
import { SealedPinOpener } from './sealed-pin.js';

type Opened = OutputOf<typeof signing.OpenActivation> | Refusal;
const DAY_MS = 86_400_000;

@Injectable()
export class OpenActivationHandler {
  private before: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly commands: CommandRunner,
    private readonly transactions: Transactions,
    private readonly keys: KeyStore,
    private readonly ways: KeyWays,
    private readonly activations: Activations,
    private readonly pins: SealedPinOpener,
    private readonly sealInHand: SealInHand,
  ) {}

  @Handles(signing.GetActivationKey)
  async activationKey(): Promise<OutputOf<typeof signing.GetActivationKey>> {
    return { keyId: this.pins.keyId, jwk: this.pins.jwk };
  }

  /** One after the other: opening is work of one core, and each holds two connections (`countTry`), which many at once would exhaust. */
  @Handles(signing.OpenActivation)
  handle(input: InputOf<typeof signing.OpenActivation>, ctx: RequestContext): Promise<Opened> {
    const turn = this.before.then(() => this.openFor(input, ctx));
    this.before = turn.catch(() => {});
    return turn;
  }

  private openFor(input: InputOf<typeof signing.OpenActivation>, ctx: RequestContext): Promise<Opened> {
    return this.commands.run(signing.OpenActivation, input, ctx, async (tx) => {
      const actor = ctx.actor as Actor;
      const owner = ownerFor(input.purpose, actor);
      if (!owner) return signing.refuseSigning('SIGNING.NO_KEY');
      const row = await this.keys.keyOf(tx, owner);
      if (!row) return signing.refuseSigning('SIGNING.NO_KEY');
      // Asked before the PIN counts.
      const notInHand = await this.sealInHand.problemOf(row, ctx);
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
      await tx.query(
        `INSERT INTO activation (activation_id, key_id, person_id, instance_id, uses, opened_at, expires_at)
         VALUES ($1, $2, $3, $4, $5, now(), $6)`,
        [activationId, row.key_id, actor.personId, this.activations.instanceId, unsigned.size, expiresAt],
      );
      this.activations.add({
        activationId,
        keyId: row.key_id,
        personId: actor.personId,
        owner,
        image,
        opened,
        expiresAtMs: expiresAt.getTime(),
        unsigned,
        inFlight: 0,
      });
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
    });
  }

  private async openKey(row: KeyRow, pin: string, signatures: number): Promise<OpenedKey | Refusal> {
    const counted = await this.keys.countTry(row.key_id);
    if ('lockedUntil' in counted)
      return signing.refuseSigning('SIGNING.KEY_LOCKED', { until: counted.lockedUntil.toISOString() });
    const opened = await this.ways.open(row, pin, signatures);
    if (opened.kind === 'opened-key') {
      await this.transactions.run((tx) => this.keys.forgetTries(tx, row.key_id));
      return opened;
    }
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

function encodedImage({ image_png: png }: KeyRow): EncodedImage | Refusal | null {
  if (png === null) return null;
  try {
    return encodePng(png);
  } catch (error) {
    if (!(error instanceof PngError)) throw error;
    return signing.refuseSigning('SIGNING.CERTIFICATE_UNFIT', { why: 'hình chữ ký hoặc con dấu không dùng được' });
  }
}

import { Injectable } from '@nestjs/common';
import { type Actor, type InputOf, isRefusal, type OutputOf, type Refusal, signing } from '@vanthu/contracts';
import { CommandRunner, Handles, type RequestContext } from '@vanthu/messaging';
import { Transactions, type Tx } from '@vanthu/persistence';
import { parseCertificate } from '@vanthu/pki';
import { type KeyOwner, type KeyRow, KeyStore } from '../keys/key.store.js';
import { asksFor, KeyWays } from '../keys/providers/key-ways.js';
import type { OpenedKey } from '../keys/providers/opened-key.js';
import { type Activation, Activations, unsignedOf } from './activations.js';
import { ownerFor } from './owner-for.js';
import { ReadyKeys, refusalOf } from './ready-key.js';
import { SealedPinOpener } from './sealed-pin.js';

type Asked = InputOf<typeof signing.OpenActivation>;
type Opened = OutputOf<typeof signing.OpenActivation> | Refusal;
const DAY_MS = 86_400_000;

@Injectable()
export class OpenActivationHandler {
  constructor(
    private readonly commands: CommandRunner,
    private readonly transactions: Transactions,
    private readonly keys: KeyStore,
    private readonly ways: KeyWays,
    private readonly activations: Activations,
    private readonly pins: SealedPinOpener,
    private readonly readyKeys: ReadyKeys,
  ) {}

  @Handles(signing.GetActivationKey)
  async activationKey(): Promise<OutputOf<typeof signing.GetActivationKey>> {
    return { keyId: this.pins.keyId, jwk: this.pins.jwk };
  }

  /** A token that hangs or a service that is silent keeps nobody waiting but who asks for the same key; an owner has one. */
  @Handles(signing.OpenActivation)
  async handle(input: Asked, ctx: RequestContext): Promise<Opened> {
    const owner = ownerFor(input.purpose, ctx.actor as Actor);
    if (!owner) return signing.refuseSigning('SIGNING.NO_KEY');
    return this.readyKeys.inTurn(owner, () => this.openFor(owner, input, ctx));
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
    const ready = await this.readyKeys.ready(tx, owner, ctx);
    if (isRefusal(ready)) return ready;
    const { row } = ready;
    if (asksFor(row.way) !== 'pin')
      return signing.refuseSigning('SIGNING.ASKS_OTHERWISE', { why: 'chủ khóa xác nhận ở trang của dịch vụ ký' });
    const pin = this.pins.open(input.sealedPin);
    if (pin === null) return signing.refuseSigning('SIGNING.BAD_SEALED_PIN');
    const opened = await this.openKey(row, pin, unsignedOf(input.documents).size);
    if ('refused' in opened) return opened;

    const activation = this.readyKeys.activation(ready, opened, input.documents, ctx);
    all.push(activation);
    await this.forgetTry(row.key_id, opened);
    await this.readyKeys.record(tx, activation);
    this.activations.add(activation);
    const certificate = parseCertificate(row.certificate_der);
    return {
      activationId: activation.activationId,
      usesLeft: activation.unsigned.size,
      expiresAt: new Date(activation.expiresAtMs).toISOString(),
      certificate: {
        subject: certificate.subject.text,
        validTo: certificate.notAfter.toISOString(),
        daysLeft: Math.floor((certificate.notAfter.getTime() - ctx.now().getTime()) / DAY_MS),
      },
    };
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
    // What the token counts may be less than what is counted here.
    if (opened.code === 'wrong-pin')
      return signing.refuseSigning('SIGNING.WRONG_PIN', {
        triesLeft: Math.min(counted.triesLeft, opened.triesLeft ?? counted.triesLeft),
      });
    await this.keys.takeTryBack(row.key_id);
    return refusalOf(opened);
  }
}

import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { connect, type NatsConnection } from '@nats-io/transport-node';
import { type InputOf, type OutputOf, type Refusal, ReplyEnvelope, type RequestContract } from '@vanthu/contracts';
import { loadServiceKeys, type ServiceKeys } from '@vanthu/messaging';
import { newTraceparent } from '@vanthu/observability';
import { type Installation, serviceEnvironment } from './service-environment.js';

const attempts = 5;
/** Loading an organisation takes longer than what a person asks for. */
const patienceMs = 10_000;

/** Asks services in the name of the launcher (`cli`), which some of them allow for loading and repairing. */
export class Asker {
  private constructor(
    private readonly nats: NatsConnection,
    private readonly keys: ServiceKeys,
    private readonly at: string | undefined,
  ) {}

  /** @param at  civil instant of what is asked, on the simulated clock; default: the machine's */
  static async connect(installation: Installation, at?: string): Promise<Asker> {
    const env = serviceEnvironment(installation, 'cli');
    const nats = await connect({
      servers: String(env.NATS_URL),
      user: String(env.NATS_USER),
      pass: String(env.NATS_PASSWORD),
      name: 'cli',
      inboxPrefix: '_INBOX_cli',
    });
    const files = { privateJwkFile: String(env.VANTHU_KEY_FILE), jwksFile: String(env.VANTHU_JWKS_FILE) };
    return new Asker(nats, await loadServiceKeys('cli', files), at);
  }

  /** Repeats under the same command id when no answer came; a repetition has one effect. */
  async ask<C extends RequestContract>(contract: C, input: InputOf<C>): Promise<OutputOf<C> | Refusal> {
    const commandId = randomUUID();
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.once(contract, input, commandId);
      } catch (error) {
        if (attempt >= attempts || error instanceof ServiceFault) throw error;
        await pause(300 * attempt);
      }
    }
  }

  private async once<C extends RequestContract>(contract: C, input: InputOf<C>, commandId: string) {
    const civil = this.at === undefined ? {} : { at: this.at };
    const token = await this.keys.signer.sign({ audience: contract.subject, commandId, ...civil });
    const envelope = { v: 1, token, traceparent: newTraceparent(), body: input };
    // The packet is that of Nest's NATS transport, which the services answer with.
    const packet = { id: randomUUID(), pattern: contract.subject, data: envelope };
    const message = await this.nats.request(contract.subject, JSON.stringify(packet), { timeout: patienceMs });
    const { response } = message.json<{ response?: unknown }>();
    const reply = ReplyEnvelope.parse(response);
    if (reply.outcome === 'fault') throw new ServiceFault(contract.subject, reply.faultId);
    if (reply.outcome === 'refused') {
      const { code, message: words, details } = reply.refusal;
      return { refused: true as const, code, message: words, details };
    }
    return contract.output.parse(reply.body) as OutputOf<C>;
  }

  close(): Promise<void> {
    return this.nats.close();
  }
}

/** The other side failed and has logged why; asking again does not help. */
class ServiceFault extends Error {
  constructor(subject: string, faultId: string) {
    super(`${subject} báo lỗi ${faultId}; xem nhật ký của dịch vụ.`);
  }
}

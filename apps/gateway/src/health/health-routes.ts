import { Injectable } from '@nestjs/common';
import { requestContracts, type Service } from '@vanthu/contracts';
import { healthContract, RequestClient } from '@vanthu/messaging';
import { Transactions } from '@vanthu/persistence';
import type { FastifyInstance } from 'fastify';

/** Milliseconds that a service has to say that it is well. */
const patienceMs = 1_000;
/** The services that this release knows requests of. */
const services = [...new Set(requestContracts.map((contract) => contract.service))];

type State = 'up' | 'down';

/**
 * `/health/live`: the process answers. `/health` and `/health/ready`: so do its database, the broker and every service.
 * Says up or down and nothing else: it is open to everybody.
 */
@Injectable()
export class HealthRoutes {
  constructor(
    private readonly client: RequestClient,
    private readonly transactions: Transactions,
  ) {}

  register(app: FastifyInstance): void {
    app.get('/health/live', () => ({ ready: true, parts: {} }));
    for (const path of ['/health', '/health/ready']) {
      app.get(path, async (_, reply) => {
        const parts = await this.parts();
        const ready = Object.values(parts).every((state) => state === 'up');
        return reply.code(ready ? 200 : 503).send({ ready, parts });
      });
    }
  }

  private async parts(): Promise<Record<string, State>> {
    const asked = await Promise.all([
      ['database', await stateOf(this.transactions.query('SELECT 1'))] as const,
      ...services.map(async (service) => [service, await this.stateOfService(service)] as const),
    ]);
    return Object.fromEntries(asked);
  }

  private stateOfService(service: Service): Promise<State> {
    return stateOf(this.client.ask(healthContract(service), {}, { asService: true, timeoutMs: patienceMs }));
  }
}

/** A refusal is an answer of a living service too. */
const stateOf = (answer: Promise<unknown>): Promise<State> =>
  answer.then(
    () => 'up',
    () => 'down',
  );

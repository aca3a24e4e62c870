import { Injectable } from '@nestjs/common';
import { RequestClient } from '@vanthu/messaging';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { orRefuse } from '../http/refused.js';
import { askedTime, commandIdOf, sessionOf } from '../http/request-facts.js';
import { type HttpContract, httpContracts } from '../openapi/contract-paths.js';
import { GatewaySettings } from '../settings.js';
import { Actors } from './actors.js';
import { inputReader } from './contract-input.js';

/** One route per contract that has one: the door asks for the person, the owner answers. */
@Injectable()
export class ContractRoutes {
  constructor(
    private readonly client: RequestClient,
    private readonly actors: Actors,
    private readonly settings: GatewaySettings,
  ) {}

  register(api: FastifyInstance): void {
    for (const contract of httpContracts.filter(({ forMachines }) => !forMachines)) {
      const read = inputReader(contract);
      api.route({
        method: contract.http.method,
        url: contract.http.path.replace(/\{(\w+)\}/g, ':$1'),
        handler: (request) => this.forward(contract, read, request),
      });
    }
  }

  private async forward(contract: HttpContract, read: ReturnType<typeof inputReader>, request: FastifyRequest) {
    const at = askedTime(request, this.settings.options.simulated);
    const isCommand = contract.kind === 'command';
    const command = isCommand ? { commandId: commandIdOf(request) } : {};
    const input = read(request);
    const actor = await this.actors.of(sessionOf(request), isCommand ? 'act' : 'read', at);
    const { timeoutMs } = contract.http;
    const patience = timeoutMs === undefined ? {} : { timeoutMs };
    return orRefuse(await this.client.ask(contract, input, { actor, at, ...command, ...patience }));
  }
}

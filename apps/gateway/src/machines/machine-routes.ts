import { Injectable } from '@nestjs/common';
import { outgoing } from '@vanthu/contracts';
import { RequestClient, uuidV5 } from '@vanthu/messaging';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { DownloadRoutes } from '../files/download-routes.js';
import { inputReader } from '../forwarding/contract-input.js';
import { orRefuse } from '../http/refused.js';
import { askedTime, commandIdOf, parseBody } from '../http/request-facts.js';
import { type HttpContract, httpContracts } from '../openapi/contract-paths.js';
import { GatewaySettings } from '../settings.js';
import { MachineActors } from './machine-actors.js';

/**
 * Other systems of an agency, by their key: no session, no cookie, and no request but those made for them.
 */
@Injectable()
export class MachineRoutes {
  constructor(
    private readonly client: RequestClient,
    private readonly actors: MachineActors,
    private readonly downloads: DownloadRoutes,
    private readonly settings: GatewaySettings,
  ) {}

  register(api: FastifyInstance): void {
    for (const contract of httpContracts.filter(({ forMachines }) => forMachines)) {
      const read = inputReader(contract);
      api.route({
        method: contract.http.method,
        url: contract.http.path.replace(/\{(\w+)\}/g, ':$1'),
        handler: (request) => this.forward(contract, read, request),
      });
    }
    api.get('/machine/outgoing-documents/:documentId/file', async (request, reply) => {
      const { documentId } = parseBody(z.object({ documentId: z.uuid() }), request.params);
      const at = askedTime(request, this.settings.options.simulated);
      const actor = await this.actors.of(request, 'read', at);
      const file = orRefuse(await this.client.ask(outgoing.OpenRequestedFile, { documentId }, { actor, at }));
      return this.downloads.sendFile(file, 'download', request, reply);
    });
  }

  private async forward(contract: HttpContract, read: ReturnType<typeof inputReader>, request: FastifyRequest) {
    const at = askedTime(request, this.settings.options.simulated);
    const isCommand = contract.kind === 'command';
    const actor = await this.actors.of(request, isCommand ? 'act' : 'read', at);
    // Keys of commands are each account's own: nobody gets another's answer by knowing the key.
    const command = isCommand ? { commandId: uuidV5(actor.machine.accountId, commandIdOf(request)) } : {};
    return orRefuse(await this.client.ask(contract, read(request), { actor, at, ...command }));
  }
}

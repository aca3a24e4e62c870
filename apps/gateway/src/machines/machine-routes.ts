import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { type Actor, directory, outgoing } from '@vanthu/contracts';
import { RequestClient, uuidV5 } from '@vanthu/messaging';
import { businessEvent } from '@vanthu/observability';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { DownloadRoutes } from '../files/download-routes.js';
import { simulated } from '../forwarding/actors.js';
import { today } from '../forwarding/civil-day.js';
import { inputReader } from '../forwarding/contract-input.js';
import { orRefuse, Refused } from '../http/refused.js';
import { askedTime, commandIdOf, parseBody } from '../http/request-facts.js';
import { type HttpContract, httpContracts } from '../openapi/contract-paths.js';
import { GatewaySettings } from '../settings.js';

const bearer = /^Bearer +(\S+)$/i;

/** The same words for a key of the wrong shape, an unknown one and a revoked one. */
const badKey = () => new Refused(directory.refuseDirectory('DIRECTORY.BAD_KEY'), { 'www-authenticate': 'Bearer' });

/**
 * Other systems of an agency, by their key: no session, no cookie, and no request but those made for them. The directory is asked
 * each time: a revoked key opens nothing from that moment.
 */
@Injectable()
export class MachineRoutes {
  constructor(
    private readonly client: RequestClient,
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
      const actor = await this.actor(request, 'read', at);
      const file = orRefuse(await this.client.ask(outgoing.OpenRequestedFile, { documentId }, { actor, at }));
      return this.downloads.sendFile(file, 'download', request, reply);
    });
  }

  private async forward(contract: HttpContract, read: ReturnType<typeof inputReader>, request: FastifyRequest) {
    const at = askedTime(request, this.settings.options.simulated);
    const isCommand = contract.kind === 'command';
    const actor = await this.actor(request, isCommand ? 'act' : 'read', at);
    // Keys of commands are each account's own: nobody gets another's answer by knowing the key.
    const command = isCommand ? { commandId: uuidV5(actor.machine?.accountId ?? '', commandIdOf(request)) } : {};
    return orRefuse(await this.client.ask(contract, read(request), { actor, at, ...command }));
  }

  private async actor(request: FastifyRequest, purpose: 'act' | 'read', at: string | undefined): Promise<Actor> {
    const key = bearer.exec(request.headers.authorization ?? '')?.[1] ?? '';
    if (!directory.machineKey.test(key)) throw badKey();
    const keySha256 = createHash('sha256').update(key).digest('hex');
    const question = { keySha256, on: today(at), purpose };
    const answer = await this.client.ask(directory.ResolveMachine, question, { asService: true, ...simulated(at) });
    if ('refused' in answer) businessEvent('machine-key', { outcome: 'refused' });
    const actor = orRefuse(answer);
    if (actor.machine === undefined) throw new Error('the directory resolved a key to somebody without a machine');
    return actor;
  }
}

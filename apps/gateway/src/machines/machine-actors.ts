import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { type Actor, directory } from '@vanthu/contracts';
import { RequestClient } from '@vanthu/messaging';
import { businessEvent } from '@vanthu/observability';
import type { FastifyRequest } from 'fastify';
import { simulated } from '../forwarding/actors.js';
import { today } from '../forwarding/civil-day.js';
import { orRefuse, Refused } from '../http/refused.js';

type Machine = Actor & { readonly machine: NonNullable<Actor['machine']> };

const bearer = /^Bearer +(\S+)$/i;

/** The same words for a key of the wrong shape, an unknown one and a revoked one. */
const badKey = () => new Refused(directory.refuseDirectory('DIRECTORY.BAD_KEY'), { 'www-authenticate': 'Bearer' });

/** Who a key acts as; the directory is asked each time: a revoked key opens nothing from that moment. */
@Injectable()
export class MachineActors {
  constructor(private readonly client: RequestClient) {}

  async of(request: FastifyRequest, purpose: 'act' | 'read', at: string | undefined): Promise<Machine> {
    const key = bearer.exec(request.headers.authorization ?? '')?.[1] ?? '';
    if (!directory.machineKey.test(key)) throw badKey();
    const keySha256 = createHash('sha256').update(key).digest('hex');
    const question = { keySha256, on: today(at), purpose };
    const answer = await this.client.ask(directory.ResolveMachine, question, { asService: true, ...simulated(at) });
    if ('refused' in answer) businessEvent('machine-key', { outcome: 'refused' });
    const actor = orRefuse(answer);
    const { machine } = actor;
    if (machine === undefined) throw new Error('the directory resolved a key to somebody without a machine');
    return { ...actor, machine };
  }
}

import { createReadStream } from 'node:fs';
import { Injectable } from '@nestjs/common';
import { stats } from '@vanthu/contracts';
import { RequestClient } from '@vanthu/messaging';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Actors } from '../forwarding/actors.js';
import { orRefuse } from '../http/refused.js';
import { askedTime, parseBody, sessionOf } from '../http/request-facts.js';
import { GatewaySettings } from '../settings.js';
import { PassingStore } from '../verification/passing-store.js';
import { contentDisposition } from './content-disposition.js';

/** Reports as files: the statistics write them for the one who asks; they pass through here and are kept nowhere. */
@Injectable()
export class ReportRoutes {
  constructor(
    private readonly client: RequestClient,
    private readonly passing: PassingStore,
    private readonly actors: Actors,
    private readonly settings: GatewaySettings,
  ) {}

  register(api: FastifyInstance): void {
    api.get<{ Params: { period: string } }>('/stats/reports/:period/file', (request, reply) =>
      this.send(request, reply),
    );
  }

  private async send(request: FastifyRequest<{ Params: { period: string } }>, reply: FastifyReply) {
    const asked = parseBody(stats.WriteReport.input, { ...(request.query as object), ...request.params });
    const at = askedTime(request, this.settings.options.simulated);
    const actor = await this.actors.of(sessionOf(request), 'read', at);
    const file = orRefuse(await this.client.ask(stats.WriteReport, asked, { actor, at }));
    const stream = createReadStream(this.passing.files.pathOf(file.passingId));
    stream.once('close', () => void this.passing.files.remove(file.passingId));
    return reply
      .headers({
        'content-type': file.mediaType,
        'content-length': file.bytes,
        'content-disposition': contentDisposition('attachment', file.name),
        'x-content-type-options': 'nosniff',
        'cache-control': 'no-store',
      })
      .send(stream);
  }
}

import { createReadStream } from 'node:fs';
import { Injectable } from '@nestjs/common';
import { type InputOf, type OutputOf, type RequestContract, routing } from '@vanthu/contracts';
import { RequestClient } from '@vanthu/messaging';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Actors } from '../forwarding/actors.js';
import { orRefuse } from '../http/refused.js';
import { askedTime, parseBody, sessionOf } from '../http/request-facts.js';
import { GatewaySettings } from '../settings.js';
import { PassingStore } from '../verification/passing-store.js';
import { contentDisposition } from './content-disposition.js';

/** A book of a year takes longer than a request may. Real milliseconds. */
const layingOutMs = 60_000;

type Writes = typeof routing.PrintFollowUpBook | typeof routing.PrintSlip;

/** The follow-up book and the handling slip: routing writes them for the one who asks; they are kept nowhere. */
@Injectable()
export class RoutingFileRoutes {
  constructor(
    private readonly client: RequestClient,
    private readonly passing: PassingStore,
    private readonly actors: Actors,
    private readonly settings: GatewaySettings,
  ) {}

  register(api: FastifyInstance): void {
    api.get('/routing/follow-up-book/file', (request, reply) => {
      const input = parseBody(routing.PrintFollowUpBook.input, request.query);
      return this.send(routing.PrintFollowUpBook, input, request, reply);
    });
    api.get('/routing/documents/:documentId/slip', (request, reply) => {
      const input = parseBody(routing.PrintSlip.input, request.params);
      return this.send(routing.PrintSlip, input, request, reply);
    });
  }

  private async send<C extends Writes & RequestContract>(
    contract: C,
    input: InputOf<C>,
    request: FastifyRequest,
    reply: FastifyReply,
  ) {
    const at = askedTime(request, this.settings.options.simulated);
    const actor = await this.actors.of(sessionOf(request), 'read', at);
    const asking = { actor, at, timeoutMs: layingOutMs };
    const file: OutputOf<Writes> = orRefuse(await this.client.ask<Writes>(contract, input as InputOf<Writes>, asking));
    const stream = createReadStream(this.passing.files.pathOf(file.passingId));
    stream.once('close', () => void this.passing.files.remove(file.passingId));
    return reply
      .headers({
        'content-type': file.mediaType,
        'content-length': file.bytes,
        'content-disposition': contentDisposition(
          file.mediaType === 'application/pdf' ? 'inline' : 'attachment',
          file.name,
        ),
        'x-content-type-options': 'nosniff',
        'cache-control': 'no-store',
      })
      .send(stream);
  }
}

import { createReadStream } from 'node:fs';
import { Injectable } from '@nestjs/common';
import { incoming, outgoing, type RequestContract } from '@vanthu/contracts';
import { RequestClient } from '@vanthu/messaging';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { Actors } from '../forwarding/actors.js';
import { orRefuse } from '../http/refused.js';
import { askedTime, parseBody, sessionOf } from '../http/request-facts.js';
import { GatewaySettings } from '../settings.js';
import { PassingStore } from '../verification/passing-store.js';
import { contentDisposition } from './content-disposition.js';

/** A book of a year takes longer than a request may. Real milliseconds. */
const layingOutMs = 60_000;

/** Whatever is asked, a file comes that passes through. */
type Book = RequestContract<z.ZodType, typeof outgoing.WriteRegister.output>;

/** Registers as files: their owner writes them for the one who asks; they pass through here and are kept nowhere. */
@Injectable()
export class RegisterRoutes {
  constructor(
    private readonly client: RequestClient,
    private readonly passing: PassingStore,
    private readonly actors: Actors,
    private readonly settings: GatewaySettings,
  ) {}

  register(api: FastifyInstance): void {
    api.get('/outgoing/register/file', (request, reply) => this.send(outgoing.WriteRegister, request, reply));
    api.get('/outgoing/outputs/file', (request, reply) => this.send(outgoing.WritePeriodOutput, request, reply));
    api.get('/incoming/handling/file', (request, reply) => this.send(incoming.WriteHandlingReport, request, reply));
    api.get('/outgoing/signing-batches/:batchId/file', (request, reply) =>
      this.send(outgoing.WriteBatch, request, reply),
    );
    // Opened beside the page, to be printed.
    api.get('/outgoing/documents/:documentId/print', (request, reply) =>
      this.send(outgoing.PrintDocument, request, reply, 'inline'),
    );
    api.get('/outgoing/documents/:documentId/labels', (request, reply) =>
      this.send(outgoing.WriteLabels, request, reply, 'inline'),
    );
    api.get('/incoming/register/file', (request, reply) => this.send(incoming.WriteIncomingRegister, request, reply));
  }

  private async send(
    contract: Book,
    request: FastifyRequest,
    reply: FastifyReply,
    shown: 'attachment' | 'inline' = 'attachment',
  ) {
    const asked = parseBody(contract.input, { ...(request.query as object), ...(request.params as object) });
    const at = askedTime(request, this.settings.options.simulated);
    const actor = await this.actors.of(sessionOf(request), 'read', at);
    const asking = { actor, at, timeoutMs: layingOutMs };
    const file = orRefuse(await this.client.ask(contract, asked, asking));
    const stream = createReadStream(this.passing.files.pathOf(file.passingId));
    stream.once('close', () => void this.passing.files.remove(file.passingId));
    return reply
      .headers({
        'content-type': file.mediaType,
        'content-length': file.bytes,
        'content-disposition': contentDisposition(shown, file.name),
        'x-content-type-options': 'nosniff',
        'cache-control': 'no-store',
      })
      .send(stream);
  }
}

import { Injectable } from '@nestjs/common';
import { type Actor, gateway, incoming, outgoing, routing } from '@vanthu/contracts';
import { ContentMissing } from '@vanthu/files';
import { RequestClient } from '@vanthu/messaging';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { Actors } from '../forwarding/actors.js';
import { orRefuse, Refused, refuseCommon } from '../http/refused.js';
import { askedTime, parseBody, sessionOf } from '../http/request-facts.js';
import { GatewaySettings } from '../settings.js';
import { byteRange } from './byte-range.js';
import { contentDisposition } from './content-disposition.js';
import { KeptFiles } from './kept-files.js';

type Query = z.infer<typeof gateway.FileQuery>;
type OpenedFile = z.infer<typeof outgoing.OpenOutgoingFile.output>;
type Open = (documentId: string, query: Query, asking: { actor: Actor; at: string | undefined }) => Promise<OpenedFile>;

/** Files of documents. The owner decides about the reader and records the view (R-SYS-02); the bytes go from here. */
@Injectable()
export class DownloadRoutes {
  constructor(
    private readonly client: RequestClient,
    private readonly files: KeptFiles,
    private readonly actors: Actors,
    private readonly settings: GatewaySettings,
  ) {}

  register(api: FastifyInstance): void {
    this.registers(api);
    this.route(api, '/outgoing/documents/:documentId/file', async (documentId, { act, sha256 }, asking) => {
      const input = { documentId, act, ...(sha256 === undefined ? {} : { sha256 }) };
      return orRefuse(await this.client.ask(outgoing.OpenOutgoingFile, input, asking));
    });
    this.route(api, '/incoming/documents/:documentId/file', async (documentId, { act, sha256 }, asking) => {
      const input = { documentId, act, ...(sha256 === undefined ? {} : { sha256 }) };
      return orRefuse(await this.client.ask(incoming.OpenIncomingFile, input, asking));
    });
    this.route(api, '/routing/documents/:documentId/proof', async (documentId, { act, sha256 }, asking) => {
      const input = { documentId, act, ...(sha256 === undefined ? {} : { sha256 }) };
      return orRefuse(await this.client.ask(routing.OpenProof, input, asking));
    });
  }

  /** The books of closed months and years, as they were signed. */
  private registers(api: FastifyInstance): void {
    this.route(api, '/outgoing/register/closed/:documentId/file', async (closedId, { act }, asking) =>
      orRefuse(await this.client.ask(outgoing.OpenClosedRegister, { closedId, act }, asking)),
    );
    this.route(api, '/incoming/register/closed/:documentId/file', async (closedId, { act }, asking) =>
      orRefuse(await this.client.ask(incoming.OpenClosedRegister, { closedId, act }, asking)),
    );
  }

  private route(api: FastifyInstance, path: string, open: Open): void {
    api.get<{ Params: { documentId: string } }>(path, async (request, reply) => {
      const query = parseBody(gateway.FileQuery, request.query);
      const at = askedTime(request, this.settings.options.simulated);
      const actor = await this.actors.of(sessionOf(request), 'read', at);
      const file = await open(request.params.documentId, query, { actor, at });
      return this.sendFile(file, query.act, request, reply);
    });
  }

  /** The bytes of a file that its owner has let the asker have. */
  async sendFile(
    file: OpenedFile,
    act: Query['act'],
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<FastifyReply> {
    const etag = `"${file.sha256}"`;
    reply.headers({
      etag,
      'accept-ranges': 'bytes',
      'content-type': file.mediaType,
      // Only a PDF is shown; anything else is handed over to be saved.
      'content-disposition': contentDisposition(
        act === 'download' || file.mediaType !== 'application/pdf' ? 'attachment' : 'inline',
        file.name,
      ),
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
      // The browser's own viewer, in a frame of ours for printing.
      'content-security-policy': "frame-ancestors 'self'",
    });
    // A part of another version than the one begun would be worse than the whole (RFC 9110 §13.1.5).
    const ifRange = request.headers['if-range'];
    const range = ifRange === undefined || ifRange === etag ? byteRange(request.headers.range, file.bytes) : null;
    if (range === 'unsatisfiable') {
      const refusal = gateway.refuseGateway('GATEWAY.RANGE');
      throw new Refused(refusal, { 'content-range': `bytes */${file.bytes}`, 'content-disposition': 'inline' });
    }
    const stream = await this.files.store
      .readStream(file.sha256, { ...range, verify: true })
      .catch((error: unknown) => {
        throw error instanceof ContentMissing ? new Refused(refuseCommon('FILE.LOST')) : error;
      });
    reply.header('content-length', range ? range.end - range.start + 1 : file.bytes);
    if (range) reply.code(206).header('content-range', `bytes ${range.start}-${range.end}/${file.bytes}`);
    return reply.send(stream);
  }
}

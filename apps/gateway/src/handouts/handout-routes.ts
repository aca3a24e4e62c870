import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { signing } from '@vanthu/contracts';
import { ContentMissing } from '@vanthu/files';
import { RequestClient } from '@vanthu/messaging';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { contentDisposition } from '../files/content-disposition.js';
import { discardRest } from '../files/discard-rest.js';
import { KeptFiles } from '../files/kept-files.js';
import { OtherForm, pdfOnly } from '../files/pdf-stream.js';
import { simulated } from '../forwarding/actors.js';
import { answerOfRefusal } from '../http/answers.js';
import { orRefuse, Refused, refuseCommon } from '../http/refused.js';
import { askedTime } from '../http/request-facts.js';
import { GatewaySettings } from '../settings.js';
import { PassingStore } from '../verification/passing-store.js';
import { boundaryOf, fileOfForm } from './form-file.js';
import { UploadLimit } from './upload-limit.js';

const megabyte = 1_048_576;
/** Longest that a signed file may be on its way, in milliseconds. */
const uploadMs = 120_000;
/** Longest that it may be judged, in milliseconds. */
const judgeMs = 20_000;

const Address = z.object({ address: signing.HandoutAddress });

/**
 * Where a program without a session fetches a prepared file and brings it back signed: whoever has the address may, once. The
 * answer to an upload has the shape that the desktop program passes on to the page ({Status, Message, FileName, FileServer}).
 */
@Injectable()
export class HandoutRoutes {
  private readonly limit = new UploadLimit();

  constructor(
    private readonly client: RequestClient,
    private readonly files: KeptFiles,
    private readonly passing: PassingStore,
    private readonly settings: GatewaySettings,
  ) {}

  register(api: FastifyInstance): void {
    // The body stays a stream, whatever it is called.
    api.removeAllContentTypeParsers();
    api.addContentTypeParser('*', (_, payload, done) => done(null, payload));
    // Whoever only asks how large it is (HEAD) must not use the address up.
    const once = { exposeHeadRoute: false };
    api.get('/signing/handouts/:address', once, (request, reply) => this.fetch(request, reply));
    for (const method of ['POST', 'PUT'] as const)
      api.route({
        method,
        url: '/signing/handouts/:address',
        handler: (request, reply) => this.receive(request, reply),
      });
  }

  private async fetch(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const address = addressOf(request);
    const file = orRefuse(await this.client.ask(signing.OpenHandedOut, { address }, this.asking(request)));
    const stream = await this.files.store.readStream(file.sha256, { verify: true }).catch((error: unknown) => {
      throw error instanceof ContentMissing ? new Refused(refuseCommon('FILE.LOST')) : error;
    });
    reply.headers({
      'content-length': file.bytes,
      'content-disposition': contentDisposition('attachment', file.name),
    });
    return reply.type('application/pdf').send(stream);
  }

  private async receive(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    try {
      const { fileName } = await this.take(request);
      return reply.send({ Status: true, Message: '', FileName: fileName, FileServer: '' });
    } catch (error) {
      discardRest(request.raw);
      if (!(error instanceof Refused)) throw error;
      const { status, body } = answerOfRefusal(error.refusal);
      return reply.code(status).send({ Status: false, Message: body.message, FileName: '', FileServer: '', ...body });
    }
  }

  private async take(request: FastifyRequest) {
    const address = addressOf(request);
    const leave = this.limit.enter(request.ip);
    if (!leave) throw new Refused(refuseCommon('SERVICE.UNAVAILABLE'));
    try {
      return await this.handIn(address, request);
    } finally {
      leave();
    }
  }

  private async handIn(address: string, request: FastifyRequest) {
    const file = orRefuse(await this.pass(request));
    try {
      const asking = { ...this.asking(request), timeoutMs: judgeMs };
      return orRefuse(await this.client.ask(signing.HandIn, { address, passingId: file.id }, asking));
    } finally {
      await this.passing.files.remove(file.id);
    }
  }

  private async pass(request: FastifyRequest) {
    const { maxFileMegabytes: maxMegabytes } = this.settings.options;
    if (!request.body) return refuseCommon('FILE.EMPTY');
    const slow = setTimeout(() => request.raw.destroy(), uploadMs);
    const boundary = boundaryOf(request.headers['content-type']);
    const body = request.raw.iterator({ destroyOnReturn: false });
    try {
      const content = pdfOnly(boundary === null ? body : fileOfForm(body, boundary));
      return await this.passing.files.take(content, { maxBytes: maxMegabytes * megabyte });
    } catch (error) {
      if (error instanceof OtherForm) return error.refusal;
      // The program went away in the middle; nobody is there to hear the answer.
      if (request.raw.destroyed && !request.raw.complete) return refuseCommon('FILE.TRUNCATED');
      throw error;
    } finally {
      clearTimeout(slow);
    }
  }

  private asking(request: FastifyRequest) {
    const at = askedTime(request, this.settings.options.simulated);
    return { asService: true, commandId: randomUUID(), ...simulated(at) } as const;
  }
}

/** Something else than an address of ours is no address: it says nothing of how one looks. */
function addressOf(request: FastifyRequest): string {
  const asked = Address.safeParse(request.params);
  if (!asked.success) throw new Refused(signing.refuseSigning('SIGNING.HANDOUT_UNKNOWN'));
  return asked.data.address;
}

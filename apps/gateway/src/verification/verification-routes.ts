import { createReadStream } from 'node:fs';
import { Injectable } from '@nestjs/common';
import { gateway, isRefusal, signing } from '@vanthu/contracts';
import { loadTinos } from '@vanthu/decree30';
import { RequestClient } from '@vanthu/messaging';
import { renderReportHtml, renderReportPdf } from '@vanthu/verification';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { contentDisposition } from '../files/content-disposition.js';
import { discardRest } from '../files/discard-rest.js';
import { OtherForm, pdfOnly } from '../files/pdf-stream.js';
import { simulated } from '../forwarding/actors.js';
import { orRefuse, Refused, refuseCommon } from '../http/refused.js';
import { askedTime, parseBody } from '../http/request-facts.js';
import { GatewaySettings } from '../settings.js';
import { PassingStore } from './passing-store.js';
import { Samples } from './samples.js';
import { VerificationLimit } from './verification-limit.js';

const megabyte = 1_048_576;
/** Longest that a file may be on its way, in milliseconds. */
const uploadMs = 120_000;
/** Longest that the judge may take, in milliseconds; he gives up himself before. */
const judgeMs = 30_000;

const SampleName = z.object({ sample: z.string().max(100) });
type View = signing.VerificationView;

/** Anybody may show a PDF and is told what is to be said of its signatures. Nothing is kept: not the file, not the answer. */
@Injectable()
export class VerificationRoutes {
  private readonly fonts = once(loadTinos);

  constructor(
    private readonly passing: PassingStore,
    private readonly client: RequestClient,
    private readonly limit: VerificationLimit,
    private readonly samples: Samples,
    private readonly settings: GatewaySettings,
  ) {}

  register(api: FastifyInstance): void {
    // The body stays a stream: nothing is collected in memory, and its bytes decide what it is.
    api.removeAllContentTypeParsers();
    api.addContentTypeParser('*', (_, payload, done) => done(null, payload));
    api.put('/verification', (request, reply) => this.verify(request, reply));
    api.get('/verification', () => this.offer());
    api.get('/verification/samples/:sample', (request, reply) => this.sample(request, reply));
  }

  private async offer(): Promise<gateway.VerificationOffer> {
    return { maxMegabytes: this.settings.options.verificationMegabytes, samples: await this.samples.list() };
  }

  private async verify(request: FastifyRequest, reply: FastifyReply): Promise<View | FastifyReply> {
    const leave = this.limit.enter(request.ip);
    try {
      if (isRefusal(leave)) throw new Refused(leave, retryAfter(leave.details.seconds));
      const { name, as } = parseBody(gateway.VerificationQuery, request.query);
      const view = await this.judge(request);
      return as === 'json' ? view : await this.report(reply, as, name, view);
    } catch (error) {
      discardRest(request.raw);
      throw error;
    } finally {
      if (!isRefusal(leave)) leave();
    }
  }

  private async judge(request: FastifyRequest): Promise<View> {
    const at = askedTime(request, this.settings.options.simulated);
    const file = orRefuse(await this.take(request));
    try {
      const asking = { asService: true, timeoutMs: judgeMs, ...simulated(at) } as const;
      return orRefuse(await this.client.ask(signing.VerifyPassingFile, { passingId: file.id }, asking));
    } finally {
      await this.passing.files.remove(file.id);
    }
  }

  private async take(request: FastifyRequest) {
    const { verificationMegabytes: maxMegabytes } = this.settings.options;
    const maxBytes = maxMegabytes * megabyte;
    if (Number(request.headers['content-length'] ?? 0) > maxBytes)
      return refuseCommon('FILE.TOO_LARGE', { maxMegabytes });
    if (!request.body) return refuseCommon('FILE.EMPTY');
    const slow = setTimeout(() => request.raw.destroy(), uploadMs);
    try {
      return await this.passing.files.take(pdfOnly(request.raw.iterator({ destroyOnReturn: false })), { maxBytes });
    } catch (error) {
      if (error instanceof OtherForm) return error.refusal;
      // The browser went away in the middle, or was too slow; nobody is there to hear the answer.
      if (request.raw.destroyed && !request.raw.complete) return refuseCommon('FILE.TRUNCATED');
      throw error;
    } finally {
      clearTimeout(slow);
    }
  }

  private async report(reply: FastifyReply, as: 'html' | 'pdf', name: string, view: View): Promise<FastifyReply> {
    const madeAt = new Date().toISOString();
    const title = `Kết quả kiểm tra ${name.replace(/\.pdf$/i, '')}.${as}`;
    reply.header('content-disposition', contentDisposition('attachment', title));
    if (as === 'html') return reply.type('text/html; charset=utf-8').send(renderReportHtml(name, view, madeAt));
    const pdf = await renderReportPdf(await this.fonts(), name, view, madeAt);
    return reply.type('application/pdf').send(Buffer.from(pdf));
  }

  private async sample(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const path = await this.samples.pathOf(parseBody(SampleName, request.params).sample);
    if (path === null) throw new Refused(refuseCommon('REQUEST.NOT_FOUND'));
    return reply.type('application/pdf').send(createReadStream(path));
  }
}

const retryAfter = (seconds: unknown): Record<string, string> => ({ 'retry-after': String(seconds ?? 30) });

/** Made when it is first needed, then kept. */
function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

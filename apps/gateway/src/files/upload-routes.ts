import { Injectable } from '@nestjs/common';
import { type Actor, commonRefusals, type gateway, isRefusal, mayTry, refuser } from '@vanthu/contracts';
import type { ContentStore } from '@vanthu/files';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { Actors } from '../forwarding/actors.js';
import { Refused, refuseCommon } from '../http/refused.js';
import { askedTime, parseBody, sessionOf } from '../http/request-facts.js';
import { MachineActors } from '../machines/machine-actors.js';
import { GatewaySettings } from '../settings.js';
import { discardRest } from './discard-rest.js';
import { KeptFiles } from './kept-files.js';
import { OtherForm, pdfOnly, wordOnly } from './pdf-stream.js';

const refuse = refuser(commonRefusals);
const megabyte = 1_048_576;
const ticketLifeMs = 24 * 3_600_000;

/**
 * A file name without folders, control characters and signs that turn the direction of writing; PDF viewers and owners show it.
 * It ends like what it is: a PDF may be a program as well, and its name decides what a computer does with it.
 */
const FileName = z
  .string()
  .transform((name) =>
    name
      .normalize('NFC')
      .replace(/^.*[\\/]/, '')
      .replace(/[\p{Cc}\p{Cf}]/gu, '')
      .trim(),
  )
  .pipe(z.string().min(1).max(250));
/** `word`: a DOCX to be checked; documents themselves are PDF. */
const Query = z.object({ name: FileName, form: z.enum(['pdf', 'word']).default('pdf') });
type Form = z.infer<typeof Query>['form'];
const forms = {
  pdf: { ending: '.pdf', mediaType: 'application/pdf', only: pdfOnly },
  word: {
    ending: '.docx',
    mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    only: wordOnly,
  },
} as const;
const named = (name: string, ending: string): string =>
  name.toLowerCase().endsWith(ending) ? name : `${name}${ending}`;

type ActorOf = (request: FastifyRequest, at: string | undefined) => Promise<Actor>;

/** A PDF comes in as a stream, is weighed and hashed on the way to staging, and is answered with a ticket. */
@Injectable()
export class UploadRoutes {
  constructor(
    private readonly files: KeptFiles,
    private readonly actors: Actors,
    private readonly machines: MachineActors,
    private readonly settings: GatewaySettings,
  ) {}

  register(api: FastifyInstance): void {
    this.receiveAt('/uploads', api, (request, at) => this.actors.of(sessionOf(request), 'act', at));
  }

  /** Other systems of the agency, by their key: what they send is theirs and their official's alone. */
  registerForMachines(api: FastifyInstance): void {
    this.receiveAt('/machine/uploads', api, (request, at) => this.machines.of(request, 'act', at));
  }

  private receiveAt(path: string, api: FastifyInstance, actorOf: ActorOf): void {
    // The body stays a stream: nothing is collected in memory. Browsers name its type by the ending of the file's name, which says
    // nothing; the bytes decide.
    api.removeAllContentTypeParsers();
    api.addContentTypeParser('*', (_, payload, done) => done(null, payload));
    api.put(path, (request) => this.receive(request, actorOf));
  }

  private async receive(request: FastifyRequest, actorOf: ActorOf): Promise<z.infer<typeof gateway.UploadTicket>> {
    try {
      return await this.take(request, actorOf);
    } catch (error) {
      discardRest(request.raw);
      throw error;
    }
  }

  private async take(request: FastifyRequest, actorOf: ActorOf): Promise<z.infer<typeof gateway.UploadTicket>> {
    const asked = parseBody(Query, request.query);
    const { ending, mediaType } = forms[asked.form];
    const name = named(asked.name, ending);
    const at = askedTime(request, this.settings.options.simulated);
    const actor = await actorOf(request, at);
    if (!mayTry(actor.roles, 'outgoing.draft') && !mayTry(actor.roles, 'incoming.receive')) {
      throw new Refused(refuse('ACCESS.NOT_ALLOWED'));
    }
    const { maxFileMegabytes } = this.settings.options;
    const maxBytes = maxFileMegabytes * megabyte;
    if (Number(request.headers['content-length'] ?? 0) > maxBytes) {
      throw new Refused(refuse('FILE.TOO_LARGE', { maxMegabytes: maxFileMegabytes }));
    }
    const stored = await this.stage(this.files.store, request, maxBytes, asked.form);
    if (isRefusal(stored)) throw new Refused(stored);
    const ticket = await this.files.tickets.issue({
      ...stored,
      name,
      mediaType,
      personId: actor.personId,
      agencyId: actor.agencyId,
    });
    return { ticket, ...stored, name, expiresAt: new Date(Date.now() + ticketLifeMs).toISOString() };
  }

  private async stage(store: ContentStore, request: FastifyRequest, maxBytes: number, form: Form) {
    // A request without a body has no stream to read.
    if (!request.body) return refuse('FILE.EMPTY');
    try {
      return await store.stage(forms[form].only(request.raw.iterator({ destroyOnReturn: false })), { maxBytes });
    } catch (error) {
      if (error instanceof OtherForm) return error.refusal;
      // The browser went away in the middle; nobody is there to hear the answer.
      if (request.raw.destroyed && !request.raw.complete) return refuseCommon('FILE.TRUNCATED');
      throw error;
    }
  }
}

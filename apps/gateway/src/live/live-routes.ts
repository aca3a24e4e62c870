import { Injectable } from '@nestjs/common';
import { gateway, principalsOf } from '@vanthu/contracts';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Actors } from '../forwarding/actors.js';
import { Refused } from '../http/refused.js';
import { askedTime, sessionOf } from '../http/request-facts.js';
import { SessionStore } from '../session/session.store.js';
import { GatewaySettings } from '../settings.js';
import { LiveChanges, type LiveReader } from './live-changes.js';

/** Milliseconds between signs of life; also how soon a session ended elsewhere, or a role withdrawn, is noticed. */
const heartbeatMs = 20_000;
/** Tabs of one session at most. */
const mostPerSession = 12;
/** Bytes that a reader may leave unread before it is let go; the page connects anew. */
const mostUnreadBytes = 64 * 1024;

/** Server-sent events (WHATWG HTML §9.2). */
@Injectable()
export class LiveRoutes {
  constructor(
    private readonly live: LiveChanges,
    private readonly actors: Actors,
    private readonly sessions: SessionStore,
    private readonly settings: GatewaySettings,
  ) {}

  register(api: FastifyInstance): void {
    api.get('/live', (request, reply) => this.open(request, reply));
  }

  private async open(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const session = sessionOf(request);
    const at = askedTime(request, this.settings.options.simulated);
    if (this.live.countOf(session.token) >= mostPerSession) {
      throw new Refused(gateway.refuseGateway('GATEWAY.RATE_LIMITED', { seconds: 30 }), { 'retry-after': '30' });
    }
    const actor = await this.actors.of(session, 'read', at);

    const { raw } = reply.hijack();
    raw.writeHead(200, {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      // A proxy that collects the answer before passing it on would make it anything but live.
      'x-accel-buffering': 'no',
      traceparent: request.traceparent,
    });
    const write = (text: string) => {
      if (raw.writableLength > mostUnreadBytes) raw.destroy();
      else raw.write(text);
    };
    const reader: LiveReader = {
      sessionToken: session.token,
      principals: principalsOf(actor),
      tell: (change) => write(`id: ${change.eventId}\nevent: changed\ndata: ${JSON.stringify(change)}\n\n`),
      end: () => raw.end(),
    };
    const remove = this.live.add(reader);
    const heart = setInterval(() => void this.beat(reader, at, write), heartbeatMs);
    heart.unref();
    raw.on('close', () => {
      clearInterval(heart);
      remove();
    });
    write('retry: 3000\n: hello\n\n');
    return reply;
  }

  private async beat(reader: LiveReader, at: string | undefined, write: (text: string) => void): Promise<void> {
    try {
      const session = await this.sessions.find(reader.sessionToken);
      if (!session) return reader.end();
      reader.principals = principalsOf(await this.actors.of(session, 'read', at));
      write(': still here\n\n');
    } catch {
      // The session, the position or the directory is gone: the page connects anew and is told why.
      reader.end();
    }
  }
}

import { Injectable } from '@nestjs/common';
import { directory, gateway, mayTry, type Right, rights } from '@vanthu/contracts';
import { RequestClient } from '@vanthu/messaging';
import { businessEvent } from '@vanthu/observability';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { simulated } from '../forwarding/actors.js';
import { today } from '../forwarding/civil-day.js';
import { orRefuse, Refused } from '../http/refused.js';
import { askedTime, parseBody, sessionOf } from '../http/request-facts.js';
import { LiveChanges } from '../live/live-changes.js';
import { GatewaySettings } from '../settings.js';
import { type Session, SessionStore } from './session.store.js';
import { csrfTokenOf, sessionCookie } from './session-token.js';
import { SignInLimit } from './sign-in-limit.js';

/** Sign-in, the session and its position, sign-out. */
@Injectable()
export class SessionRoutes {
  constructor(
    private readonly client: RequestClient,
    private readonly sessions: SessionStore,
    private readonly limit: SignInLimit,
    private readonly settings: GatewaySettings,
    private readonly live: LiveChanges,
  ) {}

  /** Beside public verification the only route of the API that a stranger may use. */
  registerOpen(api: FastifyInstance): void {
    api.post('/session', (request, reply) => this.signIn(request, reply));
  }

  register(api: FastifyInstance): void {
    api.get('/session', (request) => this.view(sessionOf(request), this.at(request)));
    api.post('/session/position', (request) => this.choosePosition(request));
    api.delete('/session', (request, reply) => this.signOut(request, reply));
  }

  private async signIn(request: FastifyRequest, reply: FastifyReply): Promise<gateway.SessionView> {
    const { username, password } = parseBody(gateway.SignInInput, request.body);
    const at = this.at(request);
    const attempt = await this.limit.begin(username, request.ip);
    if ('waitSeconds' in attempt) {
      businessEvent('sign-in', { outcome: 'rate-limited' });
      const seconds = attempt.waitSeconds;
      throw new Refused(gateway.refuseGateway('GATEWAY.RATE_LIMITED', { seconds }), { 'retry-after': String(seconds) });
    }
    const verified = await this.client
      .ask(directory.VerifyCredentials, { username, password }, { asService: true })
      .catch(async (error: unknown) => {
        // Nobody guessed wrong when the directory is away.
        await this.limit.takeBack(attempt);
        throw error;
      });
    if ('refused' in verified) businessEvent('sign-in', { outcome: 'refused' });
    const { personId } = orRefuse(verified);
    await this.limit.passed(attempt, username);

    const [position] = (await this.personOn(personId, at)).positions;
    if (!position) throw new Refused(gateway.refuseGateway('GATEWAY.NO_POSITION'));
    const old = request.cookies[sessionCookie];
    if (old) await this.sessions.close(old);
    const session = await this.sessions.open(personId, position.positionId);
    reply.setCookie(sessionCookie, session.token, { ...this.cookie, expires: session.expiresAt });
    businessEvent('sign-in', { outcome: 'done' }, { personId });
    return this.view(session, at);
  }

  private async choosePosition(request: FastifyRequest): Promise<gateway.SessionView> {
    const { positionId } = parseBody(gateway.ChoosePositionInput, request.body);
    const session = sessionOf(request);
    const at = this.at(request);
    const { positions } = await this.personOn(session.personId, at);
    if (!positions.some((position) => position.positionId === positionId)) {
      throw new Refused(directory.refuseDirectory('DIRECTORY.NO_SUCH_POSITION', { on: today(at) }));
    }
    await this.sessions.choosePosition(session.token, positionId);
    this.live.endOf(session.token);
    return this.view({ ...session, positionId }, at);
  }

  private async signOut(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const { token } = sessionOf(request);
    await this.sessions.close(token);
    this.live.endOf(token);
    reply.clearCookie(sessionCookie, this.cookie).code(204);
  }

  /** A position that has ended since sign-in gives way to the first that is left. */
  private async view(session: Session, at: string | undefined): Promise<gateway.SessionView> {
    const { fullName, positions } = await this.personOn(session.personId, at);
    const position = positions.find((one) => one.positionId === session.positionId) ?? positions[0];
    if (!position) throw new Refused(gateway.refuseGateway('GATEWAY.NO_POSITION'));
    if (position.positionId !== session.positionId && at === undefined) {
      await this.sessions.choosePosition(session.token, position.positionId);
    }
    return {
      personId: session.personId,
      fullName,
      positions,
      position,
      rights: (Object.keys(rights) as Right[]).filter((right) => mayTry(position.roles, right)),
      csrfToken: csrfTokenOf(session.token),
      expiresAt: session.expiresAt.toISOString(),
    };
  }

  private async personOn(personId: string, at: string | undefined) {
    return orRefuse(
      await this.client.ask(directory.GetPerson, { personId, on: today(at) }, { asService: true, ...simulated(at) }),
    );
  }

  private at(request: FastifyRequest): string | undefined {
    return askedTime(request, this.settings.options.simulated);
  }

  private get cookie() {
    return { httpOnly: true, sameSite: 'strict', secure: this.settings.options.secureCookies, path: '/' } as const;
  }
}

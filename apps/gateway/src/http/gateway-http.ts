import fastifyCookie from '@fastify/cookie';
import fastifyHelmet from '@fastify/helmet';
import { Inject, Injectable, Module, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { gateway } from '@vanthu/contracts';
import { SERVICE_LOGGER } from '@vanthu/messaging';
import { type Logger, withTrace } from '@vanthu/observability';
import type { FastifyInstance } from 'fastify';
import { DownloadRoutes } from '../files/download-routes.js';
import { RegisterRoutes } from '../files/register-routes.js';
import { ReportRoutes } from '../files/report-routes.js';
import { RoutingFileRoutes } from '../files/routing-file-routes.js';
import { UploadRoutes } from '../files/upload-routes.js';
import { ContractRoutes } from '../forwarding/contract-routes.js';
import { HandoutRoutes } from '../handouts/handout-routes.js';
import { HealthRoutes } from '../health/health-routes.js';
import { LiveChanges } from '../live/live-changes.js';
import { LiveRoutes } from '../live/live-routes.js';
import { MachineRoutes } from '../machines/machine-routes.js';
import { openApiDocument } from '../openapi/openapi-document.js';
import { requireCsrfToken, requireSameOrigin } from '../session/same-site.js';
import { SessionStore } from '../session/session.store.js';
import { SessionRoutes } from '../session/session-routes.js';
import { sessionCookie } from '../session/session-token.js';
import { GatewaySettings } from '../settings.js';
import { VerificationRoutes } from '../verification/verification-routes.js';
import { WebAppRoutes } from '../web-app/web-app-routes.js';
import { answerOfError, send } from './answers.js';
import { Refused, refuseCommon } from './refused.js';
import { traceparentOf } from './request-facts.js';
import { securityHeaders } from './security-headers.js';

/** Largest JSON body in bytes: what fits into one message of the broker with its envelope. */
const bodyLimit = 900_000;

/** Nest wants a module; the routes are made from the contracts, so there is nothing in it. */
@Module({})
class DoorModule {}

/** The HTTP door. Opens when the service has started and closes before its connections do. */
@Injectable()
export class GatewayHttp implements OnApplicationBootstrap, OnModuleDestroy {
  private app: NestFastifyApplication | null = null;

  constructor(
    private readonly settings: GatewaySettings,
    @Inject(SERVICE_LOGGER) private readonly log: Logger,
    private readonly sessions: SessionStore,
    private readonly sessionRoutes: SessionRoutes,
    private readonly contractRoutes: ContractRoutes,
    private readonly uploadRoutes: UploadRoutes,
    private readonly downloadRoutes: DownloadRoutes,
    private readonly reportRoutes: ReportRoutes,
    private readonly registerRoutes: RegisterRoutes,
    private readonly routingFileRoutes: RoutingFileRoutes,
    private readonly verificationRoutes: VerificationRoutes,
    private readonly handoutRoutes: HandoutRoutes,
    private readonly machineRoutes: MachineRoutes,
    private readonly liveRoutes: LiveRoutes,
    private readonly healthRoutes: HealthRoutes,
    private readonly webAppRoutes: WebAppRoutes,
    private readonly live: LiveChanges,
  ) {}

  /** Where the door listens, for tests and for the launcher: `http://127.0.0.1:8080`. */
  get url(): string {
    const address = this.app?.getHttpServer().address();
    if (!address || typeof address === 'string') throw new Error('the door is not open');
    return `http://127.0.0.1:${address.port}`;
  }

  async onApplicationBootstrap(): Promise<void> {
    const { trustProxy, port, secureCookies, listenHost } = this.settings.options;
    const adapter = new FastifyAdapter({
      // One proxy is believed, and of what it passes on only what it has written itself: the rest is the asker's word.
      trustProxy: trustProxy && ((_address: string, hop: number) => hop === 0),
      bodyLimit,
      logger: false,
      routerOptions: { maxParamLength: 200 },
    });
    const app = await NestFactory.create<NestFastifyApplication>(DoorModule, adapter, {
      logger: false,
      bodyParser: false,
    });
    const server = app.getHttpAdapter().getInstance() as unknown as FastifyInstance;
    await server.register((scope) => this.build(scope));
    await app.init();
    await app.listen(port, listenHost ?? (secureCookies ? '0.0.0.0' : '127.0.0.1'));
    this.app = app;
    this.log.info({ url: this.url }, 'the door is open');
  }

  async onModuleDestroy(): Promise<void> {
    const app = this.app;
    this.app = null;
    this.live.endAll();
    // Kept-alive connections of browsers would hold the door open for ever.
    app?.getHttpServer().closeIdleConnections?.();
    await app?.close();
  }

  private async build(scope: FastifyInstance): Promise<void> {
    await scope.register(fastifyHelmet, securityHeaders(this.settings.options.secureCookies));
    await scope.register(fastifyCookie);
    scope.decorateRequest('traceparent', '');
    scope.decorateRequest('session', null);
    scope.addHook('onRequest', (request, reply, done) => {
      request.traceparent = traceparentOf(request);
      reply.header('traceparent', request.traceparent);
      withTrace(request.traceparent, done);
    });
    scope.setErrorHandler((error, request, reply) => send(request, reply, answerOfError(error, this.log)));
    this.healthRoutes.register(scope);
    await scope.register((api) => this.buildApi(api), { prefix: '/api' });
    this.webAppRoutes.register(scope);
  }

  private async buildApi(api: FastifyInstance): Promise<void> {
    const document = JSON.stringify(openApiDocument());
    api.addHook('onRequest', async (request, reply) => {
      reply.header('cache-control', 'no-store');
      requireSameOrigin(request, this.settings.options.publicOrigins);
    });
    api.get('/openapi.json', (_, reply) => reply.type('application/json; charset=utf-8').send(document));
    this.sessionRoutes.registerOpen(api);
    await api.register(async (open) => this.verificationRoutes.register(open));
    await api.register(async (open) => this.handoutRoutes.register(open));
    this.machineRoutes.register(api);
    await api.register(async (machines) => this.uploadRoutes.registerForMachines(machines));
    await api.register(async (inside) => {
      inside.addHook('onRequest', async (request) => {
        const token = request.cookies[sessionCookie];
        if (!token) throw new Refused(refuseCommon('ACCESS.NO_TOKEN'));
        request.session = await this.sessions.find(token);
        if (!request.session) throw new Refused(gateway.refuseGateway('GATEWAY.SESSION_EXPIRED'));
        requireCsrfToken(request, token);
      });
      this.sessionRoutes.register(inside);
      this.contractRoutes.register(inside);
      this.downloadRoutes.register(inside);
      this.reportRoutes.register(inside);
      this.registerRoutes.register(inside);
      this.routingFileRoutes.register(inside);
      this.liveRoutes.register(inside);
      await inside.register(async (uploads) => this.uploadRoutes.register(uploads));
    });
    api.all('/*', () => {
      throw new Refused(refuseCommon('REQUEST.NOT_FOUND'));
    });
  }
}

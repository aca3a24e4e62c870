import type { ServiceDefinition } from '@vanthu/messaging';
import { GatewayModule } from './gateway.module.js';
import { Sessions1763880000000 } from './migrations/1763880000000-sessions.js';

export { GatewayHttp } from './http/gateway-http.js';
export { openApiDocument } from './openapi/openapi-document.js';

/** The HTTP door opens with `startService` and closes with it. It answers no requests of others. */
export const gatewayService: ServiceDefinition = {
  name: 'gateway',
  module: GatewayModule,
  migrations: [Sessions1763880000000],
  contracts: [],
};

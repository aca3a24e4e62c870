import type { GatewayOptions } from './config.js';

/** The gateway's options as something that can be injected. */
export class GatewaySettings {
  constructor(readonly options: GatewayOptions) {}
}

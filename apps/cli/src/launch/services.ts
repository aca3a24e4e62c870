import type { ServiceDefinition } from '@vanthu/messaging';

/**
 * The services of this release, in the order in which they are started. This is the composition root: the only place that
 * knows the apps, and each is loaded only where it runs.
 */
const loaders = {
  directory: async () => (await import('@vanthu/directory')).directoryService,
  signing: async () => (await import('@vanthu/signing')).signingService,
  outgoing: async () => (await import('@vanthu/outgoing')).outgoingService,
  incoming: async () => (await import('@vanthu/incoming')).incomingService,
  routing: async () => (await import('@vanthu/routing')).routingService,
  stats: async () => (await import('@vanthu/stats')).statsService,
  gateway: async () => (await import('@vanthu/gateway')).gatewayService,
} satisfies Record<string, () => Promise<ServiceDefinition>>;

export type AppName = keyof typeof loaders;

export const appNames = Object.keys(loaders) as AppName[];

export const isAppName = (name: string): name is AppName => Object.hasOwn(loaders, name);

export const loadApp = (name: AppName): Promise<ServiceDefinition> => loaders[name]();

import { describe, expect, it } from '@jest/globals';
import type { ServiceConfig } from '@vanthu/messaging';
import { gatewayOptions } from './config.js';

const config = (more: Partial<ServiceConfig> = {}): ServiceConfig => ({
  service: 'gateway',
  environment: 'production',
  database: { url: 'postgres://localhost/vanthu', poolSize: 5 },
  nats: { url: 'nats://localhost', user: 'gateway', password: 'x' },
  keys: { privateJwkFile: 'a', jwksFile: 'b' },
  files: { directory: 'c' },
  clock: 'real',
  logLevel: 'silent',
  extra: {},
  ...more,
});

describe('the configuration of the gateway', () => {
  it('is safe when nothing is said', () => {
    expect(gatewayOptions(config())).toMatchObject({ secureCookies: true, trustProxy: false, maxFileMegabytes: 100 });
  });

  it('comes from the environment', () => {
    const extra = {
      VANTHU_MAX_FILE_MEGABYTES: '20',
      VANTHU_PUBLIC_ORIGINS: 'https://a.gov.vn, https://b.gov.vn',
      VANTHU_TRUST_PROXY: 'true',
    };
    expect(gatewayOptions(config({ extra }))).toMatchObject({
      maxFileMegabytes: 20,
      publicOrigins: ['https://a.gov.vn', 'https://b.gov.vn'],
      trustProxy: true,
    });
  });

  it('names every problem at once', () => {
    const extra = { VANTHU_MAX_FILE_MEGABYTES: 'much', VANTHU_SESSION_HOURS: '-1' };
    expect(() => gatewayOptions(config({ extra }))).toThrow(/MAX_FILE_MEGABYTES[\s\S]*SESSION_HOURS/);
  });
});

import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { CscClient } from './csc-client.js';
import { CscOauth } from './csc-oauth.js';

const url = z.url({ protocol: /^https?$/ });
/** JSON of VANTHU_CSC_FILE: name → address, and how this installation is known there. */
const Servers = z.record(
  z.string(),
  z.union([
    z.strictObject({ url, token: z.string().min(1) }),
    z.strictObject({
      url,
      oauth2: z.strictObject({
        clientId: z.string().min(1),
        clientSecret: z.string().min(1).optional(),
        redirectUri: url,
      }),
    }),
  ]),
);

/** A remote signing service as the administrator has named it. */
export interface CscServer {
  readonly client: CscClient;
  /** Null where the installation has a token for good and no owner can be asked in a page. */
  readonly oauth: CscOauth | null;
}

/** @param isProduction  no token goes over a connection without TLS */
export function readServers(file: string, isProduction: boolean): ReadonlyMap<string, CscServer> {
  const servers = Servers.parse(JSON.parse(readFileSync(file, 'utf8')));
  for (const [name, server] of Object.entries(servers)) {
    const addresses = 'oauth2' in server ? [server.url, server.oauth2.redirectUri] : [server.url];
    if (isProduction && addresses.some((one) => new URL(one).protocol !== 'https:'))
      throw new Error(`VANTHU_CSC_FILE: ${name}: an address without TLS`);
  }
  return new Map(
    Object.entries(servers).map(([name, server]): [string, CscServer] => {
      if ('token' in server) {
        const tokens = { token: async () => server.token, renew: () => false };
        return [name, { client: new CscClient(server.url, tokens), oauth: null }];
      }
      const client: CscClient = new CscClient(server.url, {
        token: () => oauth.serviceToken(),
        renew: () => {
          oauth.endServiceToken();
          return true;
        },
      });
      const oauth = new CscOauth(server.oauth2, () => client.info(), isProduction);
      return [name, { client, oauth }];
    }),
  );
}

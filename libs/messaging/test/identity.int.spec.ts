import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { Actor, ReplyEnvelope } from '@vanthu/contracts';
import { newTraceparent } from '@vanthu/observability';
import { SignJWT } from 'jose';
import {
  createServiceTestbed,
  generateServiceKeys,
  loadServiceKeys,
  type ServiceKeys,
  type ServiceTestbed,
} from '../src/index.js';
import { connectNats } from '../src/nats/connection.js';
import { CountCards, drafter, FileCard, GetCard, recordsService } from './sample-service.js';

jest.setTimeout(30_000);

let bed: ServiceTestbed;
let nats: Awaited<ReturnType<typeof connectNats>>;
let strangers: string;
let stranger: ServiceKeys;

beforeAll(async () => {
  bed = await createServiceTestbed(recordsService);
  nats = await connectNats('exchange', { ...bed.config.nats, user: 'exchange' }, bed.service.connected.log);
  strangers = await mkdtemp(join(tmpdir(), 'vanthu-strangers-'));
  const files = await generateServiceKeys(strangers, ['gateway']);
  stranger = await loadServiceKeys('gateway', files.gateway as { privateJwkFile: string; jwksFile: string });
});
afterAll(async () => {
  await nats?.close();
  await bed?.close();
  await rm(strangers, { recursive: true, force: true });
});
afterEach(() => {
  jest.useRealTimers();
});

/** The keys that the installation's own services have. */
const keysOf = (service: 'gateway' | 'exchange' | 'stats') =>
  loadServiceKeys(service, {
    ...bed.config.keys,
    privateJwkFile: bed.config.keys.privateJwkFile.replace('records', service),
  });

/** Sends an envelope as it is, and tells the code of the refusal or the outcome. */
async function send(subject: string, token: string, body: unknown, more: object = {}): Promise<string> {
  const packet = {
    id: randomUUID(),
    pattern: subject,
    data: { v: 1, token, traceparent: newTraceparent(), body, ...more },
  };
  const message = await nats.request(subject, JSON.stringify(packet), { timeout: 2_000 });
  const { response } = message.json<{ response: ReplyEnvelope }>();
  return response.outcome === 'refused' ? response.refusal.code : response.outcome;
}

const statement = (actor?: Actor, audience = GetCard.subject) => ({ audience, commandId: randomUUID(), actor });
const card = { cardId: randomUUID() };

describe('a token is refused', () => {
  test('when it is missing or no token at all', async () => {
    expect(await send(GetCard.subject, '', card)).toBe('ACCESS.BAD_TOKEN');
    expect(await send(GetCard.subject, 'a.b.c', card)).toBe('ACCESS.BAD_TOKEN');
  });

  test('when somebody else signed it in the name of the gateway', async () => {
    expect(await send(GetCard.subject, stranger.signer.sign(statement(drafter)), card)).toBe('ACCESS.BAD_TOKEN');
  });

  test('when it was made for another request', async () => {
    const { signer } = await keysOf('gateway');
    const token = signer.sign(statement(drafter, FileCard.subject));
    expect(await send(GetCard.subject, token, card)).toBe('ACCESS.BAD_TOKEN');
  });

  test('when a service signs for the gateway with its own key', async () => {
    const { privateKey } = await keysOf('stats');
    const now = Math.floor(Date.now() / 1000);
    const token = await new SignJWT({ actor: drafter })
      .setProtectedHeader({ alg: 'EdDSA', kid: 'stats' })
      .setIssuer('gateway')
      .setAudience(GetCard.subject)
      .setJti(randomUUID())
      .setIssuedAt(now)
      .setExpirationTime(now + 60)
      .sign(privateKey);
    expect(await send(GetCard.subject, token, card)).toBe('ACCESS.BAD_TOKEN');
  });

  test('when a service that is not believed names an actor', async () => {
    const { signer } = await keysOf('stats');
    expect(await send(GetCard.subject, signer.sign(statement(drafter)), card)).toBe('ACCESS.NOT_ALLOWED');
  });

  test('when it has expired, or claims to live longer than a minute', async () => {
    const { signer, privateKey } = await keysOf('gateway');
    jest.useFakeTimers({
      now: Date.now() - 70_000,
      doNotFake: ['setTimeout', 'setInterval', 'setImmediate', 'nextTick', 'queueMicrotask'],
    });
    const old = signer.sign(statement(drafter));
    jest.useRealTimers();
    expect(await send(GetCard.subject, old, card)).toBe('ACCESS.BAD_TOKEN');
    const now = Math.floor(Date.now() / 1000);
    const long = await new SignJWT({ actor: drafter })
      .setProtectedHeader({ alg: 'EdDSA' })
      .setIssuer('gateway')
      .setAudience(GetCard.subject)
      .setJti(randomUUID())
      .setIssuedAt(now)
      .setExpirationTime(now + 3_600)
      .sign(privateKey);
    expect(await send(GetCard.subject, long, card)).toBe('ACCESS.BAD_TOKEN');
  });

  test('when it is signed with nothing, or with the public key as a shared secret', async () => {
    const { privateKey } = await keysOf('gateway');
    expect(privateKey).toBeDefined();
    const claims = {
      iss: 'gateway',
      aud: GetCard.subject,
      jti: randomUUID(),
      iat: 0,
      exp: 9_999_999_999,
      actor: drafter,
    };
    const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
    expect(await send(GetCard.subject, `${part({ alg: 'none' })}.${part(claims)}.`, card)).toBe('ACCESS.BAD_TOKEN');
  });
});

test('a good token is believed', async () => {
  const { signer } = await keysOf('gateway');
  expect(await send(GetCard.subject, signer.sign(statement(drafter)), card)).toBe('RECORDS.UNKNOWN');
  const exchange = await keysOf('exchange');
  expect(await send(CountCards.subject, exchange.signer.sign(statement(undefined, CountCards.subject)), {})).toBe(
    'done',
  );
});

test('an envelope that is none is refused, and the service goes on', async () => {
  expect(await send(GetCard.subject, 'x', card, { v: 7 })).toBe('REQUEST.INVALID');
  nats.publish(GetCard.subject, 'not even JSON');
  const { signer } = await keysOf('gateway');
  expect(await send(GetCard.subject, signer.sign(statement(drafter)), card)).toBe('RECORDS.UNKNOWN');
});

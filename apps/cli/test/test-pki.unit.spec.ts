import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { crlUrls } from '@vanthu/pki';
import { freePort } from '@vanthu/servers';
import { trustOf } from '../src/installation/trust.js';

describe('what an installation trusts', () => {
  let directory: string;
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'vanthu-trust-'));
  });
  afterEach(() => rmSync(directory, { recursive: true, force: true }));

  test('without anchors a test PKI is made, served and kept; services are told where it is', async () => {
    const port = await freePort();
    const first = await trustOf(directory, {}, { port });
    expect(first.environment).toMatchObject({
      VANTHU_TSA_SERVERS: `http://127.0.0.1:${port}/tsa`,
      VANTHU_PKI_PRIVATE_HOSTS: `127.0.0.1:${port}`,
    });
    const person = first.pki?.issuePerson({ commonName: 'Nguyễn Văn An' });
    const [list] = person ? crlUrls(person.certificate) : [];
    expect((await fetch(list ?? '')).status).toBe(200);
    await first.server?.close();
    const second = await trustOf(directory, {}, { port });
    expect(second.pki?.root.fingerprintSha256).toBe(first.pki?.root.fingerprintSha256);
    expect((await fetch(list ?? '')).status).toBe(200);
    await second.server?.close();
  });

  test('real anchors, and no test PKI beside them', async () => {
    const trust = await trustOf(directory, { VANTHU_TRUST_ROOTS: 'roots.pem' }, { port: 1 });
    expect(trust).toEqual({ pki: null, server: null, environment: { VANTHU_TRUST_ROOTS: 'roots.pem' } });
  });

  test('production without anchors is refused', async () => {
    const production = trustOf(directory, { VANTHU_ENV: 'production' }, { port: 1 });
    await expect(production).rejects.toThrow('VANTHU_TRUST_ROOTS');
  });
});

import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ServerProblem } from '@vanthu/servers';
import {
  createTestPki,
  loadTestPki,
  saveTestPki,
  startTestPkiServer,
  type TestPki,
  type TestPkiServer,
} from '@vanthu/testpki';

/** What `signing` is told to trust and whom to ask, as its environment names it. */
export interface Trust {
  readonly environment: Record<string, string>;
  /** Null where the administrator has named real anchors. */
  readonly pki: TestPki | null;
  /** Timestamps and revocation answers of the test PKI, while the installation runs. */
  readonly server: TestPkiServer | null;
}

export interface TestPkiWishes {
  /** Around which instant a PKI that is made now lies. Default: now. */
  readonly at?: Date | undefined;
  /** A free port on the loopback address, the same at each start: certificates say it. */
  readonly port: number;
}

async function testPkiOf(directory: string, at: Date, serverUrl: string): Promise<TestPki> {
  if (existsSync(join(directory, 'state.json'))) return loadTestPki(directory, { serverUrl });
  const pki = createTestPki({ at, serverUrl });
  await saveTestPki(pki, directory);
  return pki;
}

/**
 * The anchors that VANTHU_TRUST_ROOTS names, else those of a test PKI made for this installation, with its servers.
 * Production wants the first.
 */
export async function trustOf(directory: string, env: NodeJS.ProcessEnv, wishes: TestPkiWishes): Promise<Trust> {
  if (env.VANTHU_TRUST_ROOTS) {
    const names = ['VANTHU_TRUST_ROOTS', 'VANTHU_TRUST_INTERMEDIATES', 'VANTHU_TRUST_CRLS'];
    return {
      pki: null,
      server: null,
      environment: Object.fromEntries(names.flatMap((name) => (env[name] ? [[name, env[name]]] : []))),
    };
  }
  if (env.VANTHU_ENV === 'production') {
    throw new ServerProblem('Chạy thật cần chứng thư gốc được tin cậy: đặt VANTHU_TRUST_ROOTS tới tệp PEM.');
  }
  const { at = new Date(), port } = wishes;
  const pki = await testPkiOf(directory, at, `http://127.0.0.1:${port}`);
  const lists: [string, Uint8Array][] = [
    ['intermediate.crl', pki.crl({ thisUpdate: new Date() })],
    ['root.crl', pki.rootCrl({ thisUpdate: new Date() })],
  ];
  // Lists live for seven days: each start makes them anew.
  for (const [name, list] of lists) await writeFile(join(directory, name), list);
  await saveTestPki(pki, directory);
  const server = await startTestPkiServer({ pki, port, environment: env.VANTHU_ENV });
  return {
    pki,
    server,
    environment: {
      VANTHU_TRUST_ROOTS: join(directory, 'root.pem'),
      VANTHU_TRUST_INTERMEDIATES: join(directory, 'intermediate.pem'),
      VANTHU_TRUST_CRLS: lists.map(([name]) => join(directory, name)).join(','),
      VANTHU_TSA_SERVERS: `${server.url}/tsa`,
      // Addresses come from certificates, and private ones are refused unless they are named.
      VANTHU_PKI_PRIVATE_HOSTS: `127.0.0.1:${server.port}`,
    },
  };
}

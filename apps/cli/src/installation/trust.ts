import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ServerProblem } from '@vanthu/servers';
import { createTestPki, loadTestPki, saveTestPki, type TestPki } from '@vanthu/testpki';

/** What `signing` is told to trust, as its environment names it. */
export interface Trust {
  readonly environment: Record<string, string>;
  /** Null where the administrator has named real anchors. */
  readonly pki: TestPki | null;
}

async function testPkiOf(directory: string): Promise<TestPki> {
  if (existsSync(join(directory, 'state.json'))) return loadTestPki(directory);
  const pki = createTestPki({ at: new Date() });
  await saveTestPki(pki, directory);
  return pki;
}

/**
 * The anchors that VANTHU_TRUST_ROOTS names, else those of a test PKI made for this installation. Production wants the
 * first.
 */
export async function trustOf(directory: string, env: NodeJS.ProcessEnv): Promise<Trust> {
  if (env.VANTHU_TRUST_ROOTS) {
    const names = ['VANTHU_TRUST_ROOTS', 'VANTHU_TRUST_INTERMEDIATES', 'VANTHU_TRUST_CRLS'];
    return {
      pki: null,
      environment: Object.fromEntries(names.flatMap((name) => (env[name] ? [[name, env[name]]] : []))),
    };
  }
  if (env.VANTHU_ENV === 'production') {
    throw new ServerProblem('Chạy thật cần chứng thư gốc được tin cậy: đặt VANTHU_TRUST_ROOTS tới tệp PEM.');
  }
  const pki = await testPkiOf(directory);
  const lists: [string, Uint8Array][] = [
    ['intermediate.crl', pki.crl({ thisUpdate: new Date() })],
    ['root.crl', pki.rootCrl({ thisUpdate: new Date() })],
  ];
  // Lists live for seven days: each start makes them anew.
  for (const [name, list] of lists) await writeFile(join(directory, name), list);
  await saveTestPki(pki, directory);
  return {
    pki,
    environment: {
      VANTHU_TRUST_ROOTS: join(directory, 'root.pem'),
      VANTHU_TRUST_INTERMEDIATES: join(directory, 'intermediate.pem'),
      VANTHU_TRUST_CRLS: lists.map(([name]) => join(directory, name)).join(','),
    },
  };
}

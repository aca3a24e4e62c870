import type { TestPki } from '@vanthu/testpki';
import { seedCommune, signIns } from '../seed/seed-commune.js';
import { Asker } from './asker.js';
import type { Ready } from './news.js';
import type { Installation } from './service-environment.js';

interface Seeding {
  readonly installation: Installation;
  readonly pki: TestPki;
  readonly url: string;
  readonly say: (line: string) => void;
}

/** Loads the commune of today where nothing has been loaded yet, and says who may sign in. */
export async function seedDemonstration({ installation, pki, url, say }: Seeding): Promise<Ready['signIns']> {
  const { password, pin } = installation.secrets.demonstration;
  const asker = await Asker.connect(installation);
  try {
    await seedCommune({
      baseUrl: url,
      ask: (contract, input) => asker.ask(contract, input),
      pki,
      password,
      pin,
      now: new Date(),
      progress: say,
    });
  } finally {
    await asker.close();
  }
  return signIns().map((one) => ({ ...one, password, pin: one.needsPin ? pin : null }));
}

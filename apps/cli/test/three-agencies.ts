import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { COMMITTEE, communeKeys } from '../src/demo/district/agencies.js';
import { type District, districtOf, type Seat } from '../src/demo/district/district.js';
import { type Ask, giveKeysToDistrict, loadDistrict } from '../src/demo/district/give-keys.js';
import { CERTIFIED_FROM } from '../src/demo/district/organisation-data.js';
import { at } from '../src/demo/plan/days.js';
import type { OutgoingPlan } from '../src/demo/plan/plan.js';
import { Journal } from '../src/demo/replay/journal.js';
import { Measure } from '../src/demo/replay/measure.js';
import { Office } from '../src/demo/replay/office.js';
import type { World } from '../src/demo/replay/world.js';
import { Asker } from '../src/launch/asker.js';
import { Launcher } from '../src/launch/launcher.js';
import type { Installation } from '../src/launch/service-environment.js';
import { appNames, loadApp } from '../src/launch/services.js';

const [first = '', second = ''] = communeKeys;
/** The district and two of its communes. */
export const agencies = [COMMITTEE, first, second] as const;
const seed = 'mot-thang-ba-co-quan';

/** Only these three, and of the district only its leaders and its office. */
function three(): District {
  const whole = districtOf(seed);
  const seats = whole.seats.filter(
    ({ agency, unit }) => (agencies as readonly string[]).includes(agency) && (unit === null || unit === 'vp'),
  );
  const hosted = whole.hosted.filter(({ key }) => (agencies as readonly string[]).includes(key));
  const seatsOf: District['seatsOf'] = (agency, role, unit) =>
    whole.seatsOf(agency, role, unit).filter((seat) => seats.includes(seat));
  return { ...whole, hosted, outside: [], seats, seatsOf };
}

/** The real services on the simulated clock, with the three agencies loaded and their keys given. */
export async function threeAgencies(directory: string): Promise<{ world: World; stop(): Promise<void> }> {
  const data = join(directory, 'data');
  mkdirSync(data, { mode: 0o711 });
  const district = three();
  let secrets: Installation['secrets']['demonstration'] | undefined;
  const launcher = new Launcher(
    {
      ...{ data, processes: false, port: 0, seed: true, pkiAt: new Date(at(CERTIFIED_FROM, 0)) },
      env: { ...process.env, VANTHU_PRESERVATION: 'later', VANTHU_CLOCK: 'simulated' },
      load: async ({ installation, pki }) => {
        const { password, pin } = installation.secrets.demonstration;
        secrets = { ...installation.secrets.demonstration };
        const asker = await Asker.connect(installation, at(CERTIFIED_FROM, 8 * 60));
        const ask: Ask = (contract, input) => asker.ask(contract, input);
        await loadDistrict(ask, district, password)
          .then(() => giveKeysToDistrict({ ask, pki, district, pin }))
          .finally(() => asker.close());
        return [];
      },
    },
    { say: () => {}, ready: () => {}, started: () => {}, ended: () => {} },
  );
  // One after the other: the loader of tests does not link two that begin at once.
  for (const name of appNames) await loadApp(name);
  const { url } = await launcher.start().catch(async (error: unknown) => {
    await launcher.stop();
    throw error;
  });
  if (!secrets) throw new Error('nothing has been loaded');
  const world: World = {
    district,
    plan: { days: [], outgoing: [], receptions: [] },
    office: new Office(() => url, secrets.password, secrets.pin, new Measure()),
    journal: new Journal(join(directory, 'month.jsonl')),
    letters: directory,
  };
  return { world, stop: () => launcher.stop() };
}

/** A letter from one of the three to others of them, with the hands through which it goes. */
export function letter(
  { district }: World,
  own: { key: string; from: string; to: readonly string[]; day: OutgoingPlan['issuedOn'] },
): OutgoingPlan {
  const seats = (role: Seat['roles'][number]) => district.seatsOf(own.from, role);
  const signer = seats('signer').find(({ level }) => level === 'head') as Seat;
  const drafter = seats('official')[0] as Seat;
  const formChecker = (seats('form-checker').find((seat) => seat !== drafter) ?? seats('form-checker')[0]) as Seat;
  const unitHead = seats('unit-head').find(({ unit }) => unit === drafter.unit);
  const names = own.to.map((key) => district.agencies.get(key)?.name ?? key);
  return {
    ...{ key: own.key, agency: own.from, kind: 'cong-van', draftedOn: own.day, issuedOn: own.day, first: false },
    ...{ abstract: `trao đổi công tác, văn bản ${own.key}`, urgency: 'normal', drafter, formChecker, signer },
    body: { form: 'letter', addressees: names, paragraphs: ['Đề nghị quý cơ quan phối hợp thực hiện.'] },
    contentChecker: drafter.unit === null ? signer : (unitHead ?? signer),
    ...{ coSigners: [], capacity: null, headDecidesAlone: false, clerk: seats('clerk')[0] as Seat, road: 'digital' },
    recipients: own.to.map((key, i) => ({
      ...{ kind: 'agency' as const, agencyId: district.agencyId(key), name: names[i] ?? key },
    })),
    ...{ deliveredTo: own.to, attachments: [], answers: null },
  };
}

import type { TestPki } from '@vanthu/testpki';
import type { District } from './district/district.js';
import { type Ask, giveKeysOutside, giveKeysToDistrict, loadDistrict } from './district/give-keys.js';
import { forgeLetters } from './forge/forge-letters.js';
import type { LetterPlan, QuarterPlan } from './plan/plan.js';
import type { Journal } from './replay/journal.js';

interface Preparing {
  readonly ask: Ask;
  readonly pki: TestPki;
  readonly district: District;
  readonly password: string;
  readonly pin: string;
  readonly journal: Journal;
  /** Folder for the letters of agencies outside. */
  readonly letters: string;
  say(line: string): void;
}

/** Before the clock starts: the district is loaded, keys are given, letters of agencies outside are written. */
export async function prepareQuarter(preparing: Preparing, plan: QuarterPlan): Promise<void> {
  const { ask, district, password, journal, letters, say } = preparing;
  say('Nạp cơ quan, người, chức vụ, thẩm quyền');
  await loadDistrict(ask, district, password);
  say('Cấp chứng thư, đưa khóa và con dấu vào kho');
  if (journal.get('day', 'keys') === undefined) await giveKeysToDistrict(preparing);
  journal.keep('day', 'keys', 'done');
  const keys = await giveKeysOutside(preparing);
  const wanted = lettersOf(plan);
  say(`Soạn và ký ${wanted.length} văn bản của các cơ quan bên ngoài`);
  await forgeLetters(wanted, { folder: letters, agencies: district.agencies, keys }, (done, of) =>
    say(`  ${done}/${of} văn bản`),
  );
  journal.keep('day', `prepared ${plan.days.length}`, 'done');
}

/** What arrives on these days; a letter that comes twice is written once. */
function lettersOf({ receptions, days }: QuarterPlan): LetterPlan[] {
  const letters = receptions.flatMap(({ from, arrivesOn }) =>
    from.kind === 'outside' && days.includes(arrivesOn) ? [from.letter] : [],
  );
  return [...new Map(letters.map((letter) => [letter.key, letter])).values()];
}

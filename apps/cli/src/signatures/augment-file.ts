import { writeFile } from 'node:fs/promises';
import { augment, isRefusal, type SignatureLevel } from '@vanthu/pades';
import { outcomes, placeFor, read, teller, told, wordsOf } from './outcome.js';
import { type SourceFlags, validationSources } from './validation-sources.js';

export interface AugmentFlags extends SourceFlags {
  readonly to: Exclude<SignatureLevel, 'B-B'>;
  readonly renew?: boolean;
  readonly out?: string;
  readonly json?: boolean;
}

/** Codes of refusals that pass by themselves: a server was away. */
const passing = new Set(['PADES.TIMESTAMP_UNAVAILABLE', 'PADES.TIMESTAMP_WRONG', 'PADES.REVOCATION_UNKNOWN']);

/** @returns the exit code */
export function augmentFile(file: string, flags: AugmentFlags): Promise<number> {
  const tell = teller(flags.json ?? false, file);
  return told(tell, async () => {
    const { to, renew = false } = flags;
    const out = placeFor(file, flags.out, `.${to}.pdf`);
    const pdf = await read(file);
    const augmented = await augment(pdf, to, await validationSources(flags, new Date()), { renew });
    if (!isRefusal(augmented)) {
      await writeFile(out, augmented.pdf);
      const { level, changed } = augmented;
      const words = changed ? `Đã nâng lên mức ${level}` : `Tệp đã ở mức ${level}, không thêm gì`;
      return tell(outcomes.done, { out, level, changed, message: `${words}: ${out}` });
    }
    const { code, completed } = augmented;
    // What was reached is worth keeping; what was given is not written again.
    if (!completed || completed.pdf === pdf) {
      return tell(passing.has(code) ? outcomes.lowerLevel : outcomes.refused, { code, message: wordsOf(augmented) });
    }
    await writeFile(out, completed.pdf);
    const { level } = completed;
    const message = `Mới đạt mức ${level}, chưa đạt ${to}: ${wordsOf(augmented)} Tệp: ${out}`;
    return tell(outcomes.lowerLevel, { code, out, level, message });
  });
}

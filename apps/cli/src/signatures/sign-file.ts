import { writeFile } from 'node:fs/promises';
import { isRefusal, type SignatureLevel, type SignOptions, signPdf } from '@vanthu/pades';
import { openPkcs12, type Pkcs12KeyProvider, type Pkcs12Refusal } from '@vanthu/pki';
import { outcomes, placeFor, read, type Teller, teller, told, unreadable, wordsOf } from './outcome.js';
import { readPin } from './read-pin.js';
import { prepareOptions, type SignFlags } from './sign-flags.js';
import { validationSources } from './validation-sources.js';

const openingWords: Record<Pkcs12Refusal['code'], string> = {
  WrongPin: 'Sai mã PIN. Không tự thử lại.',
  Unreadable: 'Không đọc được tệp khóa PKCS#12.',
  NoKey: 'Tệp PKCS#12 không có khóa ký.',
  NoCertificate: 'Tệp PKCS#12 không có chứng thư của khóa.',
};

/** @returns the exit code */
export function signFile(file: string, flags: SignFlags): Promise<number> {
  const tell = teller(flags.json ?? false, file);
  return told(tell, async () => {
    const at = new Date();
    const out = placeFor(file, flags.out, '.signed.pdf');
    const pdf = await read(file);
    const options = await prepareOptions(flags, at).catch(unreadable);
    const pkcs12 = await read(flags.p12);
    const sources = await validationSources(flags, at);
    const key = openPkcs12(
      pkcs12,
      await readPin(flags.pinFile, process.env, `Mã PIN của ${flags.p12} (không hiện ra): `),
    );
    if (key.kind === 'refusal') return tell(outcomes.unreadable, { code: key.code, message: openingWords[key.code] });
    return signWith(pdf, { ...options, at, level: flags.level, sources }, key, out, tell);
  });
}

async function signWith(
  pdf: Uint8Array,
  options: SignOptions & { readonly level: SignatureLevel },
  key: Pkcs12KeyProvider,
  out: string,
  tell: Teller,
): Promise<number> {
  const signed = await signPdf(pdf, options, key);
  if (!isRefusal(signed)) {
    await writeFile(out, signed.pdf);
    const { fieldName: field } = signed;
    const { level } = options;
    return tell(outcomes.done, { out, field, level, message: `Đã ký vào ô ${field} ở mức ${level}: ${out}` });
  }
  const { code, completed } = signed;
  if (!completed) return tell(outcomes.refused, { code, message: wordsOf(signed) });
  await writeFile(out, completed.pdf);
  return tell(outcomes.lowerLevel, { code, out, ...lower(completed.level, options.level, wordsOf(signed), out) });
}

const lower = (level: SignatureLevel, asked: SignatureLevel, why: string, out: string) => ({
  level,
  message: `Đã ký ở mức ${level}, chưa đạt ${asked}: ${why} Tệp: ${out}. Nâng mức sau bằng lệnh augment.`,
});

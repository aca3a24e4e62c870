import swcJest from '@swc/jest';
import { letPass } from './let-pass.mjs';

const { VANTHU_REFUSAL_OFF: code = '' } = process.env;

/** The transform of the tests, which sees our sources with the refusal of `VANTHU_REFUSAL_OFF` switched off; without one, as they are. */
export function createTransformer(options) {
  const swc = (swcJest.default ?? swcJest).createTransformer(options);
  const changed = (text, file) =>
    code !== '' && /\/(libs|apps)\/[^/]+\/src\//.test(file) && !/\.spec\.ts$/.test(file)
      ? (letPass(text, code) ?? text)
      : text;
  return {
    ...swc,
    process: (text, file, how) => swc.process(changed(text, file), file, how),
    processAsync: (text, file, how) => swc.processAsync(changed(text, file), file, how),
    // By what the file has become: one that the refusal is not in is taken as it was kept.
    getCacheKey: (text, file, ...more) => swc.getCacheKey(changed(text, file), file, ...more),
  };
}

export default { createTransformer };

import swcJest from '@swc/jest';
import { letPass } from './let-pass.mjs';

/** The transform of the tests, which sees our sources with the refusal `code` switched off; null: as they are. */
export function createTransformer({ code, ...options }) {
  const swc = (swcJest.default ?? swcJest).createTransformer(options);
  const changed = (text, file) =>
    code !== null && /\/(libs|apps)\/[^/]+\/src\//.test(file) && !/\.spec\.ts$/.test(file)
      ? (letPass(text, code) ?? text)
      : text;
  return {
    ...swc,
    process: (text, file, how) => swc.process(changed(text, file), file, how),
    processAsync: (text, file, how) => swc.processAsync(changed(text, file), file, how),
    getCacheKey: (text, file, ...more) => swc.getCacheKey(changed(text, file), file, ...more),
  };
}

export default { createTransformer };

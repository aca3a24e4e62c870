import { createRequire } from 'node:module';
import type * as Pkcs11Js from 'pkcs11js';
import type { Numbered, Pkcs11Answer, Pkcs11Question } from './pkcs11-messages.js';
import { Pkcs11Token, TokenFailure } from './pkcs11-token.js';

/** The process of one opened token: it ends with the service, or when its activation does. */

let token: Pkcs11Token | null = null;

/** An optional dependency: it is built for the machine, and offices with PKCS#12 alone do without. */
function load(): typeof Pkcs11Js {
  try {
    return createRequire(import.meta.url)('pkcs11js') as typeof Pkcs11Js;
  } catch (error) {
    throw new TokenFailure('not-configured', null, (error as Error).message);
  }
}

async function answer(question: Pkcs11Question): Promise<Pkcs11Answer> {
  if (question.kind === 'open') {
    const { module, token: label, keyId, pin } = question;
    token = Pkcs11Token.open(load(), module, label, keyId, pin);
    return { kind: 'opened' };
  }
  if (!token) throw new TokenFailure('gone', null, 'not opened');
  return { kind: 'signed', value: await token.sign(question.toBeSigned, question.algorithm) };
}

process.on('message', ({ id, message }: Numbered<Pkcs11Question>) => {
  answer(message)
    .catch((error: unknown): Pkcs11Answer => {
      const { failure, triesLeft } =
        error instanceof TokenFailure ? error : ({ failure: 'gone', triesLeft: null } as const);
      return { kind: 'failed', failure, triesLeft, detail: error instanceof Error ? error.message : String(error) };
    })
    .then((told) => process.send?.({ id, message: told } satisfies Numbered<Pkcs11Answer>));
});
process.on('disconnect', () => process.exit(0));

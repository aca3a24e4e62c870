import { type ChildProcess, fork } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Certificate, der, type SigningAlgorithm } from '@vanthu/pki';
import { type KeyProblem, KeyUnreachable, keyElsewhere, keyProblem, type OpenedKey } from './opened-key.js';
import type { Numbered, Pkcs11Answer, Pkcs11Failure, Pkcs11Question } from './pkcs11-messages.js';

export interface Pkcs11Place {
  /** Shared library of the manufacturer. */
  readonly module: string;
  readonly token: string;
  readonly keyId: string;
}

/** A token that does not answer in so long is as good as pulled; some ask their owner to touch them. */
const ANSWER_MS = 30_000;

const WORDS: Readonly<Record<Pkcs11Failure, string>> = {
  'wrong-pin': 'sai mã PIN',
  locked: 'thiết bị đã khóa mã PIN',
  gone: 'thiết bị đã bị rút hoặc không trả lời',
  'not-configured': 'thư viện PKCS#11 chưa được cài',
  unfit: 'trong thiết bị không có khóa này',
};

/** What is built lies beside; tests run from the sources, and a process of Node runs only what is built. */
function builtChild(): string {
  const beside = new URL('./pkcs11-child.js', import.meta.url);
  return fileURLToPath(
    existsSync(beside) ? beside : new URL('../../../dist/keys/providers/pkcs11-child.js', import.meta.url),
  );
}

/**
 * Opens a key on a token or in an HSM (PKCS#11 2.40). The module of the manufacturer runs in a process of its own: it may
 * crash, and a login there is nobody else's. The PIN is tried once.
 */
export async function openPkcs11(
  { module, token, keyId }: Pkcs11Place,
  pin: string,
  chain: readonly Certificate[],
): Promise<OpenedKey | KeyProblem> {
  const child = new TokenProcess();
  const answer = await child.ask({ kind: 'open', module, token, keyId, pin });
  if (answer.kind !== 'opened') {
    child.end();
    return answer.kind === 'failed' ? problemOf(answer) : keyProblem('unreachable', WORDS.gone);
  }
  return {
    kind: 'opened-key',
    key: keyElsewhere(chain, async (toBeSigned, algorithm) => {
      const signed = await child.ask({ kind: 'sign', toBeSigned, algorithm });
      if (signed.kind === 'signed') return cmsValue(signed.value, algorithm);
      throw new KeyUnreachable(signed.kind === 'failed' ? WORDS[signed.failure] : WORDS.gone);
    }),
    pinProven: true,
    close: async () => child.end(),
  };
}

function problemOf({ failure, triesLeft }: Extract<Pkcs11Answer, { kind: 'failed' }>): KeyProblem {
  return keyProblem(failure === 'gone' ? 'unreachable' : failure, WORDS[failure], triesLeft);
}

/** CMS wants ECDSA values as DER (RFC 5480, ECDSA-Sig-Value). */
function cmsValue(value: Uint8Array, { scheme }: SigningAlgorithm): Uint8Array {
  if (scheme !== 'ecdsa') return value;
  const half = value.length / 2;
  return der.sequence(unsigned(value.subarray(0, half)), unsigned(value.subarray(half)));
}

const unsigned = (bytes: Uint8Array) => der.integer(BigInt(`0x${Buffer.from(bytes).toString('hex')}`));

class TokenProcess {
  private readonly child: ChildProcess;
  private readonly asked = new Map<number, (answer: Pkcs11Answer) => void>();
  private last = 0;

  constructor() {
    this.child = fork(builtChild(), [], {
      // Bytes as they are.
      serialization: 'advanced',
      // Options of this process are not for that one (a test runner's, say); what the module prints is nobody's business.
      execArgv: [],
      env: process.env,
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    this.child.on('message', ({ id, message }: Numbered<Pkcs11Answer>) => this.settle(id, message));
    this.child.on('error', () => this.lost());
    this.child.on('exit', () => this.lost());
  }

  ask(message: Pkcs11Question): Promise<Pkcs11Answer> {
    this.last += 1;
    const id = this.last;
    return new Promise((resolve) => {
      const timer = setTimeout(() => this.settle(id, lostAnswer), ANSWER_MS);
      this.asked.set(id, (answer) => {
        clearTimeout(timer);
        resolve(answer);
      });
      if (!this.child.connected) return this.settle(id, lostAnswer);
      this.child.send({ id, message } satisfies Numbered<Pkcs11Question>, (error) => {
        if (error) this.settle(id, lostAnswer);
      });
    });
  }

  end(): void {
    this.child.kill('SIGKILL');
    this.lost();
  }

  private settle(id: number, answer: Pkcs11Answer): void {
    this.asked.get(id)?.(answer);
    this.asked.delete(id);
  }

  private lost(): void {
    for (const id of [...this.asked.keys()]) this.settle(id, lostAnswer);
  }
}

const lostAnswer: Pkcs11Answer = { kind: 'failed', failure: 'gone', triesLeft: null, detail: 'the process is gone' };

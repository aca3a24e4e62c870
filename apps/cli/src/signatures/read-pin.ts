import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';

/** No PIN could be had. The message is for the person. */
export class PinProblem extends Error {
  override readonly name = 'PinProblem';
}

/**
 * The PIN of a key: from a file, from VANTHU_PIN, else asked for without showing it. Never an argument: other users of the
 * machine see the arguments of every process, and shells keep them.
 *
 * @throws PinProblem
 */
export async function readPin(file: string | undefined, env: NodeJS.ProcessEnv, question: string): Promise<string> {
  if (file !== undefined) return pinFromFile(file);
  if (env.VANTHU_PIN !== undefined) return env.VANTHU_PIN;
  if (!process.stdin.isTTY) {
    throw new PinProblem('Chưa có mã PIN: nhập tại cửa sổ lệnh, đặt VANTHU_PIN, hoặc --pin-file <tệp>.');
  }
  return ask(question);
}

async function pinFromFile(file: string): Promise<string> {
  try {
    return (await readFile(file, 'utf8')).replace(/\r?\n$/, '');
  } catch (error) {
    throw new PinProblem(`Không đọc được tệp mã PIN ${file}: ${(error as NodeJS.ErrnoException).code}`);
  }
}

async function ask(question: string): Promise<string> {
  process.stderr.write(question);
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input: process.stdin, output: silent, terminal: true });
  try {
    return await new Promise((resolve, reject) => {
      lines.question('', resolve);
      lines.once('SIGINT', () => reject(new PinProblem('Đã thôi.')));
      lines.once('close', () => reject(new PinProblem('Chưa có mã PIN.')));
    });
  } finally {
    lines.close();
    process.stderr.write('\n');
  }
}

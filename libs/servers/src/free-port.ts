import { randomInt } from 'node:crypto';
import { createConnection, createServer } from 'node:net';

const loopback = '127.0.0.1';

const tryPort = (port: number): Promise<number | null> =>
  new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(null));
    probe.listen({ port, host: loopback, exclusive: true }, () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : null));
    });
  });

/**
 * Below the ports that operating systems give to outgoing connections (Linux from 32768, others from 49152): a port from
 * there may be gone again when its server starts a second later.
 */
const anyBetween = [20_000, 32_000] as const;

/** The wanted port when nobody has it, else one of the twenty after it, else any. 0 asks for any. */
export async function freePort(wanted = 0): Promise<number> {
  const starts = wanted > 0 ? [wanted, randomInt(...anyBetween)] : [randomInt(...anyBetween)];
  for (const start of starts) {
    for (let port = start; port <= Math.min(start + 20, 65_535); port++) {
      if ((await tryPort(port)) !== null) return port;
    }
  }
  const any = await tryPort(0);
  if (any === null) throw new Error('The operating system gives no free port on the loopback address.');
  return any;
}

/** Whether somebody accepts connections there. */
export const answers = (port: number, timeoutMs = 1_000): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = createConnection({ port, host: loopback, timeout: timeoutMs });
    const end = (answer: boolean) => {
      socket.destroy();
      resolve(answer);
    };
    socket.once('connect', () => end(true));
    socket.once('timeout', () => end(false));
    socket.once('error', () => end(false));
  });

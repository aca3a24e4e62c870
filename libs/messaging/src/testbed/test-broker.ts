import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { createServer, connect as dial } from 'node:net';
import { delimiter, join, resolve } from 'node:path';

/** A broker of one test, which may be killed and come back. */
export interface TestBroker {
  readonly url: string;
  /** As by a power cut. */
  kill(): Promise<void>;
  /** On the same port; `loseStorage`: it remembers nothing. */
  restart(options?: { loseStorage?: boolean }): Promise<void>;
  stop(): Promise<void>;
}

function findProgram(): string {
  const name = 'nats-server';
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin', '/usr/local/bin', '/opt/homebrew/bin'];
  const places = [
    process.env.NATS_SERVER ?? '',
    resolve('.tools', name),
    ...folders.map((folder) => join(folder, name)),
  ];
  const found = places.find((place) => place !== '' && existsSync(place));
  if (found === undefined) throw new Error('nats-server is not installed; NATS_SERVER may name the program.');
  return found;
}

const freePort = (): Promise<number> =>
  new Promise((ready, fail) => {
    const server = createServer();
    server.once('error', fail);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => ready(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });

const answers = (port: number): Promise<boolean> =>
  new Promise((tell) => {
    const socket = dial(port, '127.0.0.1');
    socket.once('data', () => {
      socket.destroy();
      tell(true);
    });
    socket.once('error', () => tell(false));
  });

/** Starts nats-server with JetStream in `directory`, without users: permissions are the business of the real installation. */
export async function startTestBroker(directory: string): Promise<TestBroker> {
  const program = findProgram();
  const port = await freePort();
  const store = join(directory, 'jetstream');
  let keeper: ChildProcess | undefined;

  const start = async () => {
    // The shell ends the broker when our end of the pipe closes: also when the test is killed.
    const script = '"$0" "$@" >/dev/null 2>&1 & p=$!; cat >/dev/null; kill -9 $p';
    const server = ['-a', '127.0.0.1', '-p', String(port), '-js', '-sd', store];
    keeper = spawn('/bin/sh', ['-c', script, program, ...server], { stdio: ['pipe', 'ignore', 'ignore'] });
    const deadline = Date.now() + 10_000;
    while (!(await answers(port))) {
      if (Date.now() > deadline) throw new Error('nats-server did not start.');
      await new Promise((done) => setTimeout(done, 10));
    }
  };
  const kill = async () => {
    const ended = keeper;
    keeper = undefined;
    if (ended === undefined) return;
    const gone = new Promise((done) => ended.once('exit', done));
    ended.stdin?.end();
    await gone;
    while (await answers(port)) await new Promise((done) => setTimeout(done, 10));
  };
  await start();
  return {
    url: `nats://127.0.0.1:${port}`,
    kill,
    async restart(options = {}) {
      await kill();
      if (options.loseStorage === true) await rm(store, { recursive: true, force: true });
      await start();
    },
    async stop() {
      await kill();
      await rm(store, { recursive: true, force: true });
    },
  };
}

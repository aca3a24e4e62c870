import { parentPort, threadId } from 'node:worker_threads';

/** A thread that does what the name of the file says: what a fault of ours, or a file that finds one, would do. */
const acts = {
  hang: () => {
    for (;;);
  },
  eat: () => {
    const eaten = [];
    for (;;) eaten.push(new Array(1_000).fill(eaten.length));
  },
  crash: () => {
    throw new Error('cố ý');
  },
  die: () => process.exit(3),
};

parentPort.on('message', ({ path }) => {
  const act = acts[/(\w+)\.pdf$/.exec(path)?.[1] ?? ''];
  if (act) act();
  parentPort.postMessage({ kind: 'fault', message: `thread ${threadId}` });
});
parentPort.postMessage({ kind: 'ready', thread: undefined });

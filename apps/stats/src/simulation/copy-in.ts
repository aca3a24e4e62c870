import type { Client, Submittable } from 'pg';

/** What of the protocol's "copy in" mode is needed (PostgreSQL manual 55.2.7): text goes in as fast as the server takes it. */
interface CopyConnection {
  query(text: string): void;
  sendCopyFromChunk(chunk: Buffer): void;
  endCopyFrom(): void;
  sendCopyFail(message: string): void;
  readonly stream: NodeJS.WritableStream & { readonly writableNeedDrain: boolean };
}

/** Chunks are kept small, so that memory does not grow with the rows. */
const chunkBytes = 64 * 1024;

/** Runs `COPY … FROM STDIN` with the lines given. @returns how many lines went in */
export function copyIn(client: Client, text: string, lines: Iterable<string>): Promise<number> {
  return new Promise((resolve, reject) => {
    let rows = 0;
    let failure: Error | null = null;
    const pour = async (connection: CopyConnection) => {
      let chunk = '';
      const send = async () => {
        connection.sendCopyFromChunk(Buffer.from(chunk));
        chunk = '';
        if (connection.stream.writableNeedDrain)
          await new Promise((drained) => connection.stream.once('drain', drained));
      };
      for (const line of lines) {
        chunk += line;
        rows += 1;
        if (chunk.length >= chunkBytes) await send();
      }
      if (chunk !== '') await send();
      connection.endCopyFrom();
    };
    const copy = {
      submit: (connection: CopyConnection) => connection.query(text),
      handleCopyInResponse: (connection: CopyConnection) =>
        void pour(connection).catch((error: Error) => {
          failure = error;
          connection.sendCopyFail(error.message);
        }),
      handleError: (error: Error) => reject(failure ?? error),
      handleReadyForQuery: () => resolve(rows),
      handleCommandComplete: () => {},
      handleRowDescription: () => {},
      handleDataRow: () => {},
      handlePortalSuspended: () => {},
      handleEmptyQuery: () => {},
      handleCopyData: () => {},
    };
    client.query(copy as unknown as Submittable);
  });
}

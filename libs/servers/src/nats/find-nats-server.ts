import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const isProgram = (file: string): boolean => {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
};

export interface Surroundings {
  env: NodeJS.ProcessEnv;
  /** The folder for tools that we fetched ourselves. */
  toolsDirectory: string;
  isProgram?: (file: string) => boolean;
}

/** Debian puts it into /usr/sbin, which is not on everybody's PATH. */
const usualPlaces = ['/usr/sbin', '/usr/local/bin', '/usr/local/sbin', '/opt/homebrew/bin'];

/** The file of nats-server: `$NATS_SERVER`, ours, then PATH and the usual places. */
export function findNatsServer({ env, toolsDirectory, isProgram: check = isProgram }: Surroundings): string | null {
  const name = process.platform === 'win32' ? 'nats-server.exe' : 'nats-server';
  const onPath = (env.PATH ?? '').split(delimiter).filter(Boolean);
  const places = [toolsDirectory, ...onPath, ...usualPlaces].map((folder) => join(folder, name));
  const candidates = env.NATS_SERVER ? [env.NATS_SERVER, ...places] : places;
  return candidates.find(check) ?? null;
}

import { join, resolve } from 'node:path';

/** The root of the checkout: from apps/cli/src and apps/cli/dist alike. */
export const root = resolve(import.meta.dirname, '../../../..');

/** Where an installation keeps what. Everything that must be backed up lies below `directory`. */
export interface Layout {
  readonly directory: string;
  readonly postgres: string;
  readonly nats: string;
  readonly keys: string;
  readonly pki: string;
  readonly files: string;
  /** Signed files to try; below the PKI that signed them. */
  readonly samples: string;
  readonly logs: string;
  readonly secrets: string;
  readonly secretFiles: string;
  readonly runFile: string;
  readonly lockFile: string;
  log(name: string): string;
}

export function layoutOf(directory: string): Layout {
  const at = (name: string) => join(resolve(directory), name);
  return {
    directory: resolve(directory),
    postgres: at('postgres'),
    nats: at('nats'),
    keys: at('keys'),
    pki: at('pki'),
    files: at('files'),
    samples: at('pki/samples'),
    logs: at('logs'),
    secrets: at('secrets.json'),
    secretFiles: at('secrets'),
    runFile: at('run.json'),
    lockFile: at('launcher.lock'),
    log: (name) => join(at('logs'), `${name}.log`),
  };
}

export const defaultData = (): string => process.env.VANTHU_DATA ?? join(root, 'data');

export const toolsDirectory = join(root, '.tools');

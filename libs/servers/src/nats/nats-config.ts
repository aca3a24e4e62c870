import { natsPermissions } from './permissions.js';

export interface NatsConfig {
  port: number;
  storeDirectory: string;
  pidFile: string;
  /** Password of each service; the user's name is the service's. */
  passwords: Readonly<Record<string, string>>;
  /** As `nats-server --version` says it. */
  version: string;
}

/** Strings and lists of the configuration format are read like JSON's. */
const text = (value: unknown): string => JSON.stringify(value);

const atLeast = (version: string, major: number, minor: number): boolean => {
  const [a = 0, b = 0] = version.split('.').map(Number);
  return a > major || (a === major && b >= minor);
};

/** The block `authorization` of the configuration: one user per service, limited to its subjects. */
export function natsAuthorization(passwords: NatsConfig['passwords']): string {
  const services = Object.keys(passwords);
  const users = services.map((service) => {
    const { publish, subscribe } = natsPermissions(service, services);
    return [
      `    { user: ${text(service)}, password: ${text(passwords[service])}, permissions: {`,
      `        publish: { allow: ${text(publish.allow)}, deny: ${text(publish.deny)} }`,
      `        subscribe: { allow: ${text(subscribe.allow)} }`,
      '        allow_responses: { max: 1, expires: "1m" } } }',
    ].join('\n');
  });
  return `authorization {
  users = [
${users.join('\n')}
  ]
}
`;
}

/** The configuration file of nats-server: its users, and JetStream on disk. */
export function natsConfig(config: NatsConfig): string {
  // What was acknowledged has been handed to the operating system in every version and survives kill -9 of the server.
  // From 2.10 on it can also be on the disk; before, the owners' outboxes repeat what a power cut took.
  const sync = atLeast(config.version, 2, 10) ? ', sync_interval: "always"' : '';
  return `host: "127.0.0.1"
port: ${config.port}
server_name: "vanthu"
pid_file: ${text(config.pidFile)}
max_payload: 1MB
jetstream { store_dir: ${text(config.storeDirectory)}${sync} }
${natsAuthorization(config.passwords)}`;
}

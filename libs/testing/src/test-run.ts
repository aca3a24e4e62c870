/** What jest's global set-up has started; see jest/global-setup.mjs. */
const need = (name: string): string => {
  const value = process.env[name];
  if (!value)
    throw new Error(`${name} is not set: name the test *.int.spec.ts, so that jest starts the servers for it.`);
  return value;
};

/** Of the superuser, to the cluster of this run. */
export const testDatabaseUrl = (): string => need('VANTHU_TEST_DATABASE_URL');

export interface TestNats {
  readonly url: string;
  /** Of each service, with the permissions of the real system. The user's name is the service's. */
  readonly passwords: Readonly<Record<string, string>>;
}

/** The broker of this run, shared by all test files. One that a test may kill: `ownNats()`. */
export const testNats = (): TestNats => JSON.parse(need('VANTHU_TEST_NATS_CONFIG')) as TestNats;

const base = {
  rootDir: import.meta.dirname,
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        // The build leaves specs out; here they are what is wanted.
        swcrc: false,
        jsc: {
          target: 'es2022',
          parser: { syntax: 'typescript', decorators: true },
          transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
          keepClassNames: true,
        },
        module: { type: 'es6' },
      },
    ],
  },
  moduleNameMapper: {
    '^@vanthu/([a-z0-9-]+)$': ['<rootDir>/libs/$1/src/index.ts', '<rootDir>/apps/$1/src/index.ts'],
    '^(\\.{1,2}/.*)\\.js$': '$1',
  },
  testPathIgnorePatterns: ['/node_modules/', '/dist/'],
  modulePathIgnorePatterns: ['/dist/'],
};

/** The level of a test is in its name; see docs/testing.md. */
const level = (name, more = {}) => ({
  ...base,
  displayName: name,
  testMatch: [`**/*.${name}.spec.ts`],
  ...more,
});

const servers = {
  globalSetup: '<rootDir>/libs/testing/jest/global-setup.mjs',
  globalTeardown: '<rootDir>/libs/testing/jest/global-teardown.mjs',
};

export default {
  // Nobody waits for time here, but two busy cores may take long to bring a condition about. Projects cannot say it.
  testTimeout: 60_000,
  projects: [level('unit'), level('int', servers), level('e2e'), level('browser')],
};

export { generateKey, type TestKeyType } from './authority.js';
export { isTestAnchor } from './is-test-anchor.js';
export type { Issued, SubscriberRequest } from './issued.js';
export { testMark } from './plan.js';
export { startTestPkiServer, type TestPkiServer, type TestPkiServerOptions } from './server/start-test-pki-server.js';
export { loadTestPki, saveTestPki } from './store-test-pki.js';
export { createTestPki, type TestPki } from './test-pki.js';

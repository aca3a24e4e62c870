export { generateKey, type TestKeyType } from './authority.js';
export { isTestAnchor } from './is-test-anchor.js';
export { testMark } from './plan.js';
export { loadTestPki, saveTestPki } from './store-test-pki.js';
export { createTestPki, type Issued, type SubscriberRequest, type TestPki } from './test-pki.js';

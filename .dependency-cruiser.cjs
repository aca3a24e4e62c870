/** The arrows of the architecture: one sentence each. `npm run layers` */
const pure = '(decree30|pades|pki)';
const infrastructure = '(register|messaging|persistence|files|observability|servers|testing)';

module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      comment: 'Two modules that need each other are one module, or lack a third.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'apps-meet-in-contracts',
      comment:
        'Apps never import apps; they meet in contracts. Only the launcher composes them, and it and tests use the test PKI.',
      severity: 'error',
      from: { path: '^apps/([^/]+)/', pathNot: '^apps/(cli/|[^/]+/test/)' },
      to: { path: '^apps/', pathNot: '^apps/$1/' },
    },
    {
      name: 'apps-in-tests-only-test-pki',
      comment: 'Tests of an app may use the test PKI, and no other app.',
      severity: 'error',
      from: { path: '^apps/([^/]+)/test/', pathNot: '^apps/cli/' },
      to: { path: '^apps/', pathNot: ['^apps/$1/', '^apps/testpki/'] },
    },
    {
      name: 'libs-below-apps',
      comment: 'Libraries serve whoever uses them and know no app.',
      severity: 'error',
      from: { path: '^libs/' },
      to: { path: '^apps/' },
    },
    {
      name: 'pure-uses-pure',
      comment: 'Pure libraries use only each other: pades uses pki, decree30 and pki use none.',
      severity: 'error',
      from: { path: `^libs/${pure}/src/`, pathNot: '\\.spec\\.ts$' },
      to: { path: '^libs/', pathNot: ['^libs/$1/', '^libs/pki/'] },
    },
    {
      name: 'pki-and-decree30-stand-alone',
      comment: 'pki knows nothing of PDF, decree30 nothing of signatures.',
      severity: 'error',
      from: { path: '^libs/(pki|decree30)/src/', pathNot: '\\.spec\\.ts$' },
      to: { path: '^libs/', pathNot: '^libs/$1/' },
    },
    {
      name: 'pure-has-no-world',
      comment: 'Pure means: no framework, network, file or process of its own; the font file is read in one place.',
      severity: 'error',
      from: {
        path: `^libs/${pure}/src/`,
        pathNot: ['\\.spec\\.ts$', '^libs/decree30/src/layout/fonts\\.ts$', '/test/'],
      },
      to: {
        path: '^(node:)?(fs|fs/promises|net|http|https|http2|dgram|dns|tls|child_process|worker_threads|cluster|process|os)$|@nestjs|@nats-io|typeorm|^node_modules/pg/',
      },
    },
    {
      name: 'pki-fetch-serves-pki',
      comment: 'pki-fetch is the network of the clients in pki, and knows nothing else.',
      severity: 'error',
      from: { path: '^libs/pki-fetch/src/' },
      to: { path: '^libs/', pathNot: '^libs/(pki|pki-fetch)/' },
    },
    {
      name: 'contracts-above-decree30',
      comment: 'Contracts are words: they use the vocabulary of the Decree and nothing else of ours.',
      severity: 'error',
      from: { path: '^libs/contracts/' },
      to: { path: '^libs/', pathNot: '^libs/(contracts|decree30)/' },
    },
    {
      name: 'infrastructure-knows-no-domain',
      comment: 'Infrastructure carries messages and rows, it signs and lays out nothing.',
      severity: 'error',
      from: { path: `^libs/${infrastructure}/src/` },
      to: { path: `^libs/${pure}/` },
    },
    {
      name: 'web-uses-contracts-alone',
      comment: 'The screens know the services by their contracts.',
      severity: 'error',
      from: { path: '^apps/web/src/' },
      to: { path: '^(libs|apps)/', pathNot: ['^apps/web/', '^libs/contracts/'] },
    },
    {
      name: 'features-do-not-meet',
      comment: 'Features of the web import shared parts, never each other; pages of the app compose them.',
      severity: 'error',
      from: { path: '^apps/web/src/features/([^/]+)/' },
      to: { path: '^apps/web/src/(features|app)/', pathNot: '^apps/web/src/features/$1/' },
    },
    {
      name: 'domain-without-framework',
      comment: 'Decorators stop at handlers and modules: domain runs in a plain unit test.',
      severity: 'error',
      from: { path: '^apps/[^/]+/src/.*/domain/' },
      to: { path: '@nestjs|typeorm|@vanthu/(messaging|persistence|files)|^libs/(messaging|persistence|files)/' },
    },
    {
      name: 'no-deep-imports',
      comment: 'A package is what its index exports.',
      severity: 'error',
      from: { path: '^(libs|apps)/([^/]+)/' },
      to: {
        path: '^(libs|apps)/[^/]+/(src|dist)/',
        pathNot: ['^$1/$2/', '^(libs|apps)/[^/]+/(src|dist)/index\\.(ts|js)$'],
      },
    },
    {
      name: 'servers-belong-to-the-launcher',
      comment: 'Services are told where PostgreSQL and NATS are; only the launcher and tests start them.',
      severity: 'error',
      from: { path: '^(libs|apps)/[^/]+/src/', pathNot: ['^libs/(servers|testing)/', '^apps/cli/', '\\.spec\\.ts$'] },
      to: { path: '^libs/(servers|testing)/' },
    },
    {
      name: 'resolvable',
      comment: 'What is imported exists.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: ['\\?url$'] },
    },
  ],
  options: {
    doNotFollow: { path: ['node_modules', 'dist'] },
    exclude: { path: ['^(libs|apps)/[^/]+/dist/', '\\.gen\\.ts$'] },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['types', 'import', 'default'],
      mainFields: ['types', 'module', 'main'],
    },
  },
};

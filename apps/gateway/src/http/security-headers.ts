import type { FastifyHelmetOptions } from '@fastify/helmet';

/**
 * Everything comes from here and from nowhere else. The PDF viewer runs its worker and its decoders (WebAssembly) from our own
 * files, and shows pages and fonts that it has made itself (`blob:`, `data:`). The component library writes its styles into the
 * page while it runs, so inline styles are let in; scripts are not.
 */
export const securityHeaders = (production: boolean): FastifyHelmetOptions => ({
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      defaultSrc: ["'none'"],
      scriptSrc: ["'self'", "'wasm-unsafe-eval'"],
      workerSrc: ["'self'"],
      styleSrc: ["'self'", "'unsafe-inline'"],
      imgSrc: ["'self'", 'data:', 'blob:'],
      fontSrc: ["'self'", 'data:', 'blob:'],
      // The desktop program of the public-service CA listens on the machine of who looks at the page.
      connectSrc: ["'self'", 'wss://127.0.0.1:8987'],
      manifestSrc: ["'self'"],
      frameSrc: ["'self'", 'blob:'],
      formAction: ["'self'"],
      frameAncestors: ["'none'"],
      baseUri: ["'none'"],
      objectSrc: ["'none'"],
    },
  },
  // Only a door behind TLS may promise that it will always be there.
  hsts: production ? { maxAge: 31_536_000, includeSubDomains: false } : false,
  referrerPolicy: { policy: 'same-origin' },
});

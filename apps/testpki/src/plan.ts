/**
 * The test PKI in one place: who is in it, how long each lives, what its certificates say. Persons and organisations get
 * certificates that look alike, as those of the public-service CA do, so that nothing can tell them apart by fields.
 */
export const testMark = 'KHÔNG DÙNG THẬT';

const country = 'VN';
const holder = `VanThu Test — ${testMark}`;

export const plan = {
  root: { commonName: `VanThu Test Root — ${testMark}`, organization: holder, country, yearsBefore: 6, yearsAfter: 20 },
  intermediate: {
    commonName: 'CA chuyên dùng Chính phủ thử nghiệm',
    organization: holder,
    country,
    yearsBefore: 5,
    yearsAfter: 10,
    /** Issues to subscribers only (RFC 5280 4.2.1.9). */
    pathLength: 0,
  },
  /** Nobody trusts it; for signatures from elsewhere. */
  unknownRoot: {
    commonName: 'Foreign Test Root',
    organization: 'Elsewhere',
    country: 'ZZ',
    yearsBefore: 6,
    yearsAfter: 20,
  },
  subscriber: {
    country,
    daysBefore: 30,
    yearsAfter: 3,
    keyUsage: ['digitalSignature', 'nonRepudiation'],
    /** Under the enterprise number that RFC 5612 keeps for examples. */
    policy: '1.3.6.1.4.1.32473.30.1',
  },
  crl: { daysValid: 7 },
} as const;

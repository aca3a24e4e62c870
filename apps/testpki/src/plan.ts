/**
 * The test PKI in one place: who is in it, how long each lives, what its certificates say. Persons and organisations get
 * certificates that look alike, as those of the public-service CA do (one issuer, one policy, the same usages, no title),
 * so that nothing can tell them apart by fields.
 */
export const testMark = 'KHÔNG DÙNG THẬT';

const country = 'VN';
const holder = `VanThu Test — ${testMark}`;

/** Under the enterprise number that RFC 5612 keeps for examples. */
const arc = '1.3.6.1.4.1.32473.30';

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
  /** The other family: public signatures under the national root. */
  nationalRoot: {
    commonName: `VanThu Test National Root — ${testMark}`,
    organization: holder,
    country,
    yearsBefore: 6,
    yearsAfter: 20,
  },
  nationalIntermediate: {
    commonName: 'CA chữ ký số công cộng thử nghiệm',
    organization: holder,
    country,
    yearsBefore: 5,
    yearsAfter: 10,
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
    keyUsage: ['digitalSignature', 'nonRepudiation', 'keyEncipherment', 'dataEncipherment'],
    /** clientAuth, emailProtection, smartcardLogon: no usage that speaks of documents. */
    extendedKeyUsage: ['1.3.6.1.5.5.7.3.2', '1.3.6.1.5.5.7.3.4', '1.3.6.1.4.1.311.20.2.2'],
    policy: `${arc}.1`,
  },
  /** Under the root itself, as the public-service one is. */
  timestampAuthority: { commonName: 'Máy chủ cấp dấu thời gian thử nghiệm', organization: holder, country },
  timestampPolicy: `${arc}.2`,
  responder: { commonName: 'Máy chủ trả lời trạng thái thử nghiệm', organization: holder, country },
  ocsp: { hoursValid: 24 },
  crl: { daysValid: 7 },
} as const;

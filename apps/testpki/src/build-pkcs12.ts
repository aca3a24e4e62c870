import { createCipheriv, createHash, createHmac, type KeyObject, pbkdf2Sync, randomBytes } from 'node:crypto';
import { type Certificate, concatBytes, der, digestAlgorithmDer, oids } from '@vanthu/pki';
import forge from 'node-forge';

const iterations = 10_000;
const encryptedData = '1.2.840.113549.1.7.6';
const bag = {
  shroudedKey: '1.2.840.113549.1.12.10.1.2',
  certificate: '1.2.840.113549.1.12.10.1.3',
} as const;

/**
 * A PKCS#12 container (RFC 7292) with PBES2 AES-256-CBC for key and certificates and an HMAC-SHA-256 over all, the form
 * openssl 3 writes. node-forge gives the key derivation of the MAC; EC keys are beyond its own writer.
 */
export function buildPkcs12(privateKey: KeyObject, chain: readonly Certificate[], pin: string): Uint8Array {
  const [leaf] = chain;
  if (leaf === undefined) throw new RangeError('no certificate for the key');
  const localKeyId = attribute('1.2.840.113549.1.9.21', der.octetString(createHash('sha1').update(leaf.der).digest()));
  const pkcs8 = privateKey.export({ type: 'pkcs8', format: 'der' });
  const shrouded = der.sequence(
    ...encrypt(pkcs8, pin).map((part, index) => (index === 0 ? part : der.octetString(part))),
  );
  const certificates = chain.map((certificate, index) =>
    der.sequence(
      der.oid(bag.certificate),
      der.explicit(
        0,
        der.sequence(der.oid('1.2.840.113549.1.9.22.1'), der.explicit(0, der.octetString(certificate.der))),
      ),
      ...(index === 0 ? [der.set(localKeyId)] : []),
    ),
  );
  const keyBag = der.sequence(der.oid(bag.shroudedKey), der.explicit(0, shrouded), der.set(localKeyId));
  const safe = der.sequence(encrypted(der.sequence(...certificates), pin), data(der.sequence(keyBag)));
  return der.sequence(der.integer(3), data(safe), macData(safe, pin));
}

const attribute = (oid: string, value: Uint8Array): Uint8Array => der.sequence(der.oid(oid), der.set(value));

const data = (content: Uint8Array): Uint8Array =>
  der.sequence(der.oid(oids.data), der.explicit(0, der.octetString(content)));

function encrypted(content: Uint8Array, pin: string): Uint8Array {
  const [algorithm, bytes] = encrypt(content, pin);
  const info = der.sequence(der.oid(oids.data), algorithm, der.implicitPrimitive(0, bytes));
  return der.sequence(der.oid(encryptedData), der.explicit(0, der.sequence(der.integer(0), info)));
}

/** PBES2 (RFC 8018 6.2): the AlgorithmIdentifier and the encrypted bytes. */
function encrypt(content: Uint8Array, pin: string): [algorithm: Uint8Array, bytes: Uint8Array] {
  const salt = randomBytes(16);
  const iv = randomBytes(16);
  const cipher = createCipheriv(
    'aes-256-cbc',
    pbkdf2Sync(Buffer.from(pin, 'utf8'), salt, iterations, 32, 'sha256'),
    iv,
  );
  const prf = der.sequence(der.oid('1.2.840.113549.2.9'), der.null());
  const derivation = der.sequence(
    der.oid('1.2.840.113549.1.5.12'),
    der.sequence(der.octetString(salt), der.integer(iterations), prf),
  );
  const scheme = der.sequence(der.oid('2.16.840.1.101.3.4.1.42'), der.octetString(iv));
  const algorithm = der.sequence(der.oid('1.2.840.113549.1.5.13'), der.sequence(derivation, scheme));
  return [algorithm, concatBytes(cipher.update(content), cipher.final())];
}

/** RFC 7292 4 and appendix B.3, purpose 3 */
function macData(safe: Uint8Array, pin: string): Uint8Array {
  const salt = randomBytes(16);
  const macIterations = 2048;
  const saltBuffer = forge.util.createBuffer(salt.toString('latin1'));
  const derived = forge.pkcs12.generateKey(pin, saltBuffer, 3, macIterations, 32, forge.md.sha256.create());
  const mac = createHmac('sha256', Buffer.from(derived.getBytes(), 'latin1')).update(safe).digest();
  return der.sequence(
    der.sequence(digestAlgorithmDer('sha256'), der.octetString(mac)),
    der.octetString(salt),
    der.integer(macIterations),
  );
}

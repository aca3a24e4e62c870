export type SigningRefusalCode =
  | 'PADES.DAMAGED'
  | 'PADES.HYBRID'
  | 'PADES.ENCRYPTED'
  | 'PADES.DOCMDP_FORBIDS'
  | 'PADES.FIELD_LOCKED'
  | 'PADES.FIELD_MISSING'
  | 'PADES.FIELD_AMBIGUOUS'
  | 'PADES.FIELD_NOT_A_SIGNATURE'
  | 'PADES.FIELD_ALREADY_SIGNED'
  | 'PADES.LOCK_CONFLICT'
  | 'PADES.TEXT_FIELD'
  | 'PADES.TEXT_NOT_IN_FONT'
  | 'PADES.APPEARANCE'
  | 'PADES.CERTIFICATE_NOT_YET_VALID'
  | 'PADES.CERTIFICATE_EXPIRED'
  | 'PADES.KEY_USAGE'
  | 'PADES.KEY_MISMATCH'
  | 'PADES.CMS_MALFORMED'
  | 'PADES.CMS_OF_OTHER_DOCUMENT'
  | 'PADES.CMS_TOO_BIG';

/** An expected "no": returned, never thrown. `details` holds what the caller needs next, JSON-storable. */
export interface SigningRefusal {
  readonly kind: 'refusal';
  readonly code: SigningRefusalCode;
  readonly message: string;
  readonly details: Readonly<Record<string, string | number | readonly string[]>>;
}

export function refuse(
  code: SigningRefusalCode,
  message: string,
  details: SigningRefusal['details'] = {},
): SigningRefusal {
  return { kind: 'refusal', code, message, details };
}

/** Carries a refusal out of nested steps; never leaves this library. */
export class RefusalSignal extends Error {
  constructor(readonly refusal: SigningRefusal) {
    super(refusal.message);
  }
}

export function stop(code: SigningRefusalCode, message: string, details: SigningRefusal['details'] = {}): never {
  throw new RefusalSignal(refuse(code, message, details));
}

export function isRefusal(value: { readonly kind: string }): value is SigningRefusal {
  return value.kind === 'refusal';
}

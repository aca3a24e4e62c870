import { type AlgorithmPolicy, defaultAlgorithmPolicy, type TrustFamily } from '@vanthu/pki';

/** What a judgement allows, as data: a profile is another value of this type. */
export interface JudgementPolicy {
  readonly name: string;
  readonly algorithms: AlgorithmPolicy;
  /** Old certificates sign with SHA-1: the content is intact, the algorithm weak. Never "changed". */
  readonly weakAlgorithms: 'indeterminate' | 'remark';
  /** Families of anchors that count (R-VER-07); undefined: all that are given. */
  readonly families: readonly TrustFamily[] | undefined;
  readonly revocation: 'if-known' | 'required' | 'ignore';
  /** A visible signature field made after a certification with P=2. */
  readonly visibleFieldAfterCertification: 'forbidden' | 'form';
}

export const strictPolicy: JudgementPolicy = Object.freeze({
  name: 'strict',
  algorithms: defaultAlgorithmPolicy,
  weakAlgorithms: 'indeterminate',
  families: undefined,
  revocation: 'if-known',
  visibleFieldAfterCertification: 'forbidden',
});

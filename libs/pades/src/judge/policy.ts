import { type AlgorithmPolicy, defaultAlgorithmPolicy, historicalAlgorithmPolicy, type TrustFamily } from '@vanthu/pki';

/** What a judgement allows, as data: a profile is another value of this type. */
export interface JudgementPolicy {
  readonly name: string;
  readonly algorithms: AlgorithmPolicy;
  /** Old certificates sign with SHA-1: the content is intact, the algorithm weak. Never "changed". */
  readonly weakAlgorithms: 'indeterminate' | 'remark';
  /** Families of anchors that count (R-VER-07); undefined: all that are given. */
  readonly families: readonly TrustFamily[] | undefined;
  /** `if-known`: silence about revocation is told, not held against the signature. `required`: it is TRY_LATER. */
  readonly revocation: 'if-known' | 'required' | 'ignore';
  /** A visible signature field made after a certification with P=2. */
  readonly visibleFieldAfterCertification: 'forbidden' | 'form';
  /**
   * The profile "ký số công vụ": marks that public-service signers add to a document of the public service, each as a
   * new signed field and nothing else. `strict`: not known.
   */
  readonly addedMarks: 'strict' | 'public-service';
  /**
   * A timestamp whose authority's certificate has ended by now and that no later timestamp covers. `undetermined` is EN
   * 319 102-1 5.5; `remark` believes it for the time that it names, as long as nothing is known against the authority.
   */
  readonly endedTimestampAuthority: 'undetermined' | 'remark';
}

export const strictPolicy: JudgementPolicy = Object.freeze({
  name: 'strict',
  algorithms: defaultAlgorithmPolicy,
  weakAlgorithms: 'indeterminate',
  families: undefined,
  revocation: 'if-known',
  visibleFieldAfterCertification: 'forbidden',
  addedMarks: 'strict',
  endedTimestampAuthority: 'undetermined',
});

/** For documents that come in from other agencies: the profile "ký số công vụ" is in force, all else is strict. */
export const publicServicePolicy: JudgementPolicy = Object.freeze({
  ...strictPolicy,
  name: 'ký số công vụ',
  algorithms: historicalAlgorithmPolicy,
  addedMarks: 'public-service',
  endedTimestampAuthority: 'remark',
});

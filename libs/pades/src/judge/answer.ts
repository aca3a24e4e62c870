import type { ChangeLevel, Coverage, DocumentAnswer, ExplainedChange, Report, SignatureReport } from './report.js';

/** One signature as programs read it. Instants are ISO 8601, UTC. */
export interface SignatureAnswer {
  readonly field: string;
  /** Digest, value, byte range and format; trust is no part of it. */
  readonly integrity: 'ok' | 'bad';
  readonly changes: ChangeLevel;
  readonly indication: SignatureReport['indication'];
  readonly subIndication: string | null;
  readonly level: SignatureReport['level'];
  readonly signer: string | null;
  /** The proven time, else the claimed one. */
  readonly signedAt: string | null;
  /** The time of a trusted timestamp of this signature. */
  readonly timestamp: string | null;
  /** Index of the revision that it covers, from 0; -1 when there is none. */
  readonly revision: number;
  readonly covers: Coverage;
  readonly changesExplained: readonly ExplainedChange[];
}

export interface TimestampAnswer {
  readonly field: string;
  readonly revision: number;
  readonly genTime: string | null;
  readonly authority: string | null;
  readonly indication: Report['documentTimestamps'][number]['indication'];
  readonly subIndication: string | null;
}

/** The report of a file as programs read it. */
export interface Answer {
  /** Why the file, or a signature in it, could not be read. */
  readonly error?: string;
  readonly answer: DocumentAnswer;
  readonly sigs: readonly SignatureAnswer[];
  readonly timestamps: readonly TimestampAnswer[];
}

/** What `--json` and `--jsonl` say of one file. */
export function answerOf({ answer, signatures, documentTimestamps, problem, messageVi }: Report): Answer {
  const unread = signatures.find(({ integrityReasons }) => integrityReasons.includes('cms-malformed'));
  const error = problem ? `${problem.code}: ${messageVi}` : unread && `CMS.MALFORMED: ${unread.messageVi}`;
  return {
    ...(error === undefined ? {} : { error }),
    answer,
    sigs: signatures.map(signatureAnswer),
    timestamps: documentTimestamps.map((stamp) => ({
      ...{ field: stamp.field, revision: stamp.revision },
      genTime: stamp.genTime ?? null,
      authority: stamp.authority ?? null,
      indication: stamp.indication,
      subIndication: stamp.subIndication ?? null,
    })),
  };
}

function signatureAnswer(signature: SignatureReport): SignatureAnswer {
  const { field, integrity, changes, indication, level, covers, changesExplained, timestamp, signerCertificate } =
    signature;
  return {
    ...{ field, integrity, changes, indication },
    subIndication: signature.subIndication ?? null,
    level,
    signer: signerCertificate?.commonName ?? signerCertificate?.subject ?? null,
    signedAt: signature.provenTime ?? signature.claimedSigningTime ?? null,
    timestamp: (timestamp?.indication === 'PASSED' ? timestamp.genTime : undefined) ?? null,
    revision: signature.revision.index,
    ...{ covers, changesExplained },
  };
}

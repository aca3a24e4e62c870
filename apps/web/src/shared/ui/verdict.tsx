import { useTranslation } from 'react-i18next';
import type { Schemas } from '../api/client';
import { formatInstant } from '../format/format';
import { plainWords, withoutVerdict } from '../format/plain-words';

type Judgement = Schemas['Judgement'];
type Signature = Schemas['SignatureJudgement'];

const SHAPE = { valid: '✓', invalid: '✕', undetermined: '!', unsigned: '–' } as const;
const COLOUR = {
  valid: 'var(--good)',
  invalid: 'var(--seal)',
  undetermined: 'var(--doubt)',
  unsigned: 'var(--quiet)',
} as const;

const wordOf = (signature: Signature): keyof typeof SHAPE =>
  signature.indication === 'TOTAL_PASSED'
    ? 'valid'
    : signature.indication === 'TOTAL_FAILED'
      ? 'invalid'
      : 'undetermined';

const say = (text: string): string => plainWords(withoutVerdict(text));

interface VerdictProps {
  judgement: Judgement;
  /** In what capacity somebody signed in a field, line by line as printed. */
  capacityIn?: (field: string) => readonly string[];
}

/** The answer for the document, then each signature: who, as whom, what was changed afterwards. */
export function Verdict({ judgement, capacityIn }: VerdictProps) {
  const { t } = useTranslation();
  return (
    <>
      <div className="vt-verdict" style={{ color: COLOUR[judgement.answer] }}>
        <strong>
          {SHAPE[judgement.answer]} {t(`signing.${judgement.answer}`)}
        </strong>
        <span>{say(judgement.messageVi)}</span>
      </div>
      {judgement.signatures.map((signature) => (
        <SignatureVerdict
          key={`${signature.field}-${signature.revision}`}
          signature={signature}
          capacity={capacityIn?.(signature.field) ?? []}
        />
      ))}
    </>
  );
}

function SignatureVerdict({ signature, capacity }: { signature: Signature; capacity: readonly string[] }) {
  const { t } = useTranslation();
  const word = wordOf(signature);
  const { owner, signerSubject, issuerSubject, claimedSigningTime, level, remarksVi = [] } = signature;
  const changes = [...new Set(signature.changesVi.map(plainWords))];
  const details = [
    signerSubject && t('signing.certificate', { subject: signerSubject }),
    issuerSubject && t('signing.issuer', { issuer: issuerSubject }),
    level && t('signing.level', { level }),
    ...(word === 'valid' ? changes : []),
    ...remarksVi.map(plainWords),
  ].filter((line) => line !== null && line !== '');
  return (
    <div className="vt-verdict" style={{ color: COLOUR[word] }}>
      <strong>
        {SHAPE[word]} {t(`signing.${owner.kind}`)}
        {owner.kind !== 'unknown' && `: ${owner.name}`}
      </strong>
      {capacity.length > 0 && <div>{capacity.join(' / ')}</div>}
      <div>{say(signature.messageVi)}</div>
      {signature.isRevocationUnknown && <div style={{ color: 'var(--doubt)' }}>! {t('signing.revocationUnknown')}</div>}
      {claimedSigningTime && <div className="vt-small">{formatInstant(claimedSigningTime)}</div>}
      {word !== 'valid' && changes.length > 0 && <Lines lines={changes} />}
      <details>
        <summary>{t('signing.details')}</summary>
        <Lines lines={details} />
      </details>
    </div>
  );
}

const Lines = ({ lines }: { lines: readonly (string | null)[] }) => (
  <ul>
    {lines.map((line) => (
      <li key={line} style={{ overflowWrap: 'anywhere' }}>
        {line}
      </li>
    ))}
  </ul>
);

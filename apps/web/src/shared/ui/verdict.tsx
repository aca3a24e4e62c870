import { useTranslation } from 'react-i18next';
import type { Schemas } from '../api/client';
import { formatInstant } from '../format/format';

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

/** The answer for the document, then each signature: who, as whom, what was changed afterwards. */
export function Verdict({ judgement }: { judgement: Judgement }) {
  const { t } = useTranslation();
  return (
    <>
      <div className="vt-verdict" style={{ color: COLOUR[judgement.answer] }}>
        <strong>
          {SHAPE[judgement.answer]} {t(`signing.${judgement.answer}`)}
        </strong>
        <span style={{ color: 'var(--ink)' }}>{judgement.messageVi}</span>
      </div>
      {judgement.signatures.map((signature) => (
        <SignatureVerdict key={`${signature.field}-${signature.revision}`} signature={signature} />
      ))}
    </>
  );
}

function SignatureVerdict({ signature }: { signature: Signature }) {
  const { t } = useTranslation();
  const word = wordOf(signature);
  const owner = signature.owner;
  return (
    <div className="vt-verdict" style={{ color: COLOUR[word] }}>
      <strong>
        {SHAPE[word]} {t(`signing.${owner.kind}`)}
        {owner.kind !== 'unknown' && `: ${owner.name}`}
      </strong>
      <span style={{ color: 'var(--ink)', display: 'block' }}>{signature.messageVi}</span>
      <span style={{ color: 'var(--quiet)', fontSize: 12.5, overflowWrap: 'anywhere' }}>
        {signature.signerSubject}
        {signature.claimedSigningTime && ` · ${formatInstant(signature.claimedSigningTime)}`}
        {signature.level && ` · PAdES ${signature.level}`}
      </span>
      {signature.changesVi.length > 0 && (
        <ul style={{ margin: '4px 0 0', paddingLeft: 18, color: 'var(--quiet)', fontSize: 12.5 }}>
          {[...new Set(signature.changesVi)].map((change) => (
            <li key={change}>{change}</li>
          ))}
        </ul>
      )}
    </div>
  );
}

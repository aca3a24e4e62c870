import { useTranslation } from 'react-i18next';
import { plainWords, withoutVerdict } from '../../../shared/format/plain-words';
import type { Signature } from '../api/verification';
import type { Pointer } from './places';
import { colourOf, shapeOf } from './verdict-signs';

interface SignatureAnswerProps {
  signature: Signature;
  /** From 0, in the order of signing. */
  index: number;
  /** Whether the seven items lie open: with many signatures only the first does, so that each can be found. */
  isOpen: boolean;
  pointTo: Pointer;
}

/** One signature: the verdict and why, the seven items of R-VER-01, and what came after it. */
export function SignatureAnswer({ signature, index, isOpen, pointTo }: SignatureAnswerProps) {
  const { t } = useTranslation();
  const { answer, owner, signer, messageVi, items, place, remarksVi } = signature;
  return (
    <article className="vt-verdict" style={{ color: colourOf[answer] }} aria-labelledby={`signature-${index}`}>
      <strong id={`signature-${index}`}>
        {shapeOf[answer]} {t('verification.signature', { number: index + 1 })}: {signer ?? t('verification.nobody')}
      </strong>
      <div>
        {t(`signing.${answer}`)}. {plainWords(withoutVerdict(messageVi))} {place && pointTo.button('signature', place)}
      </div>
      {owner.kind !== 'unknown' && (
        <div className="vt-quiet">{t(`verification.${owner.kind}`, { name: owner.name ?? '' })}</div>
      )}
      <details className="vt-seven" open={isOpen}>
        <summary>{t('verification.items')}</summary>
        <dl className="vt-facts vt-items">
          {items.map(({ item, labelVi, valueVi }) => (
            <div key={item}>
              <dt>{labelVi}</dt>
              <dd>{valueVi}</dd>
            </div>
          ))}
        </dl>
      </details>
      {remarksVi.map((remark) => (
        <div key={remark} className="vt-small">
          {remark}
        </div>
      ))}
      <Changes signature={signature} pointTo={pointTo} />
      <Technical signature={signature} />
    </article>
  );
}

/** What only keeps the file in order (cross-references, long-term data) is for those who ask for it. */
const isTechnical = ({ level }: Signature['changes'][number]): boolean => level === 'lta';

function Changes({ signature, pointTo }: Omit<SignatureAnswerProps, 'index' | 'isOpen'>) {
  const { t } = useTranslation();
  const { moreChanges } = signature;
  const changes = signature.changes.filter((change) => !isTechnical(change));
  if (changes.length + moreChanges === 0) return <div className="vt-small">{t('verification.noChanges')}</div>;
  return (
    <>
      <div className="vt-small">{t('verification.changes')}:</div>
      <ul className="vt-changes">
        {changes.map(({ level, textVi, place }, number) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: changes have an order and may read alike
          <li key={number} data-forbidden={level === 'forbidden' || undefined}>
            <b>{t(level === 'forbidden' ? 'verification.forbidden' : 'verification.allowed')}:</b> {plainWords(textVi)}{' '}
            {place && pointTo.button(`change-${number}`, place)}
          </li>
        ))}
        {moreChanges > 0 && <li>{t('verification.moreChanges', { count: moreChanges })}</li>}
      </ul>
    </>
  );
}

function Technical({ signature }: { signature: Signature }) {
  const { field, level, indication, subIndication, changes } = signature;
  const { t } = useTranslation();
  return (
    <details>
      <summary>{t('verification.technical')}</summary>
      <ul>
        <li>{t('verification.field', { field })}</li>
        {level !== null && <li>{t('verification.level', { level })}</li>}
        <li>
          {t('verification.indication', {
            indication: subIndication === null ? indication : `${indication} / ${subIndication}`,
          })}
        </li>
        {changes.filter(isTechnical).map(({ textVi }) => (
          <li key={textVi}>{textVi}</li>
        ))}
      </ul>
    </details>
  );
}

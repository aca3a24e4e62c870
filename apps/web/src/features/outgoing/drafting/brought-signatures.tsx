import { Alert, Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import { formatInstant } from '../../../shared/format/format';
import type { WrittenFile } from './written-file';

/** Whose signatures the file brought with it, what each counts for, and how number, date and seal will be added to it. */
export function BroughtSignatures({ file: { signatures, places } }: { file: WrittenFile }) {
  const { t } = useTranslation();
  if (signatures.length === 0) return null;
  const hasFields = places.some(({ sizePt, isFixed }) => sizePt !== null && isFixed);
  const awaited = places.some(({ kind }) => kind === 'signature');
  return (
    <Alert
      type="info"
      showIcon
      role="status"
      style={{ marginBottom: 8 }}
      title={t('drafting.brought.title', { count: signatures.length })}
      description={
        <>
          <ul style={{ margin: 0, paddingLeft: 18 }}>
            {signatures.map((one) => (
              <li key={one.field} style={{ overflowWrap: 'anywhere' }}>
                <strong>{one.name}</strong>{' '}
                <Tag color={one.step === null ? undefined : 'green'}>
                  {t(one.step === null ? 'drafting.brought.further' : 'drafting.brought.counts')}
                </Tag>
                <div className="vt-small">
                  {one.messageVi} {one.signedAt && t('drafting.brought.at', { at: formatInstant(one.signedAt) })}
                </div>
                {one.whyNotVi && <div className="vt-small">{t('drafting.brought.whyNot', { why: one.whyNotVi })}</div>}
              </li>
            ))}
          </ul>
          <p style={{ margin: '8px 0 0' }}>
            {t(hasFields ? 'drafting.brought.fills' : 'drafting.brought.marks')}{' '}
            {t(awaited ? 'drafting.brought.awaited' : 'drafting.brought.noneAwaited')}
          </p>
        </>
      }
    />
  );
}

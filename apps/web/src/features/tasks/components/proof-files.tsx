import { Card } from 'antd';
import { useTranslation } from 'react-i18next';
import { formatCount, formatInstant } from '../../../shared/format/format';
import type { WorkItem } from '../api/plans';

interface ProofFilesProps {
  proofs: WorkItem['proofs'];
  address: (sha256: string, act: 'view' | 'download') => string;
}

/** What shows that each part was done: the file, whose part, who put it in and when. */
export function ProofFiles({ proofs, address }: ProofFilesProps) {
  const { t } = useTranslation();
  if (proofs.length === 0) return null;
  return (
    <Card size="small" title={t('plans.proofFiles')}>
      <ul className="vt-plain-list">
        {proofs.map((proof) => (
          <li key={`${proof.sha256} ${proof.assigneeName}`} style={{ marginBottom: 8, overflowWrap: 'anywhere' }}>
            <a href={address(proof.sha256, 'view')} target="_blank" rel="noreferrer">
              {proof.name}
            </a>{' '}
            ({formatCount(Math.ceil(proof.bytes / 1024))} KB){' '}
            <a href={address(proof.sha256, 'download')} download>
              {t('plans.download')}
            </a>
            <div className="vt-quiet">
              {t(`tasks.part.${proof.part}`)}: {proof.assigneeName} · {proof.personName}
              {proof.positionTitle && `, ${proof.positionTitle}`} · {formatInstant(proof.addedAt)}
            </div>
          </li>
        ))}
      </ul>
    </Card>
  );
}

import { Drawer, Select, Space } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatInstant } from '../../../shared/format/format';
import { focusTitleWhenLost } from '../../../shared/ui/page-title';
import { Loading, Problem } from '../../../shared/ui/states';
import { type Review, useDifferences } from './review';

interface VersionsProps {
  documentId: string;
  versions: Review['versions'];
  open: boolean;
  onClose: () => void;
}

/** Two versions of the draft beside each other: what went and what came, in the order of reading. */
export function VersionsDialog({ documentId, versions, open, onClose }: VersionsProps) {
  const { t } = useTranslation();
  return (
    <Drawer
      open={open}
      title={t('drafting.versionsTitle')}
      size="large"
      destroyOnHidden
      onClose={onClose}
      afterOpenChange={(isOpen) => isOpen || focusTitleWhenLost()}
    >
      {open && <Compared documentId={documentId} versions={versions} />}
    </Drawer>
  );
}

function Compared({ documentId, versions }: Pick<VersionsProps, 'documentId' | 'versions'>) {
  const { t } = useTranslation();
  const last = versions.at(-1)?.number ?? 1;
  const [from, setFrom] = useState(Math.max(1, last - 1));
  const [to, setTo] = useState(last);
  const options = versions.map(({ number, authorName, writtenAt }) => ({
    value: number,
    label: `${t('drafting.version', { number })} · ${authorName} · ${formatInstant(writtenAt)}`,
  }));
  const found = useDifferences(documentId, from, to);
  return (
    <>
      <Space direction="vertical" style={{ width: '100%', marginBottom: 12 }}>
        <Select
          aria-label={t('drafting.before')}
          style={{ width: '100%' }}
          options={options}
          value={from}
          onChange={setFrom}
        />
        <Select
          aria-label={t('drafting.after')}
          style={{ width: '100%' }}
          options={options}
          value={to}
          onChange={setTo}
        />
      </Space>
      {found.isPending && <Loading />}
      {found.isError && <Problem error={found.error} />}
      {found.data && (
        <>
          <p role="status">{t('drafting.counted', { added: found.data.added, removed: found.data.removed })}</p>
          <ol className="vt-diff">
            {found.data.lines.map(({ state, text }, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a line is its place in the text
              <li key={index} data-state={state}>
                {state !== 'same' && <span className="vt-diff-sign">{t(`drafting.states.${state}`)}</span>}
                {state === 'removed' ? <del>{text}</del> : state === 'added' ? <ins>{text}</ins> : text}
              </li>
            ))}
          </ol>
        </>
      )}
    </>
  );
}

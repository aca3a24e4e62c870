import { Alert, Button, Card, Space, Tag, Upload } from 'antd';
import { useTranslation } from 'react-i18next';
import { Problem } from '../../../shared/ui/states';
import type { OutgoingDetail } from '../api/outgoing';
import { BroughtSignatures } from './brought-signatures';
import { RemarkList } from './remarks';
import { type Place, type TakenField, useWrittenAct, type WrittenFile } from './written-file';

interface WrittenCardProps {
  document: OutgoingDetail;
  /** Undefined: the version was laid out by the system. */
  file: WrittenFile | undefined;
  /** Places that were moved and are not saved. */
  moved: readonly Place[] | null;
  isMoving: boolean;
  onMoving: (isMoving: boolean) => void;
  onDrop: () => void;
  onChoose: (remark: number) => void;
}

/** The file that the draft is written in: brought here, held against the draft's data and Annex I, its places settled. */
export function WrittenCard({ document, file, moved, isMoving, onMoving, onDrop, onChoose }: WrittenCardProps) {
  const { t } = useTranslation();
  const act = useWrittenAct(document);
  const mayChange = document.acts.includes('edit');
  if (!file && !mayChange) return null;
  const take = (chosen: File) => {
    act.mutate({ act: 'take', file: chosen }, { onSuccess: onDrop });
    return false;
  };
  const save = () => {
    const movable = (moved ?? file?.places ?? []).filter(({ isFixed }) => !isFixed);
    const places = movable.map(({ name, page, rect }) => ({ name, page, rect }));
    act.mutate(
      { act: 'move', places },
      {
        onSuccess: () => {
          onDrop();
          onMoving(false);
        },
      },
    );
  };
  const address = `/api/outgoing/documents/${document.id}/file?act=download`;
  return (
    <>
      <Card size="small" title={t('drafting.written.card')}>
        {file ? (
          <p style={{ overflowWrap: 'anywhere' }}>
            <a href={`${address}&sha256=${file.source.sha256}`} download={file.source.name}>
              {file.source.name}
            </a>{' '}
            <span className="vt-small">{t('pdf.pages', { count: file.pages.length })}</span>
          </p>
        ) : (
          <p className="vt-quiet">{t('drafting.written.hint')}</p>
        )}
        {file && <BroughtSignatures file={file} />}
        {file && <Compared {...{ file, mayChange }} act={act} />}
        {file && <Unsettled places={file.places} />}
        {act.error && <Problem error={act.error} />}
        {mayChange && (
          <Space wrap style={{ marginTop: 8 }}>
            <Upload accept=".docx,.pdf" maxCount={1} showUploadList={false} beforeUpload={take}>
              <Button size="small" loading={act.isPending && act.variables?.act === 'take'}>
                {t(file ? 'drafting.written.again' : 'drafting.written.take')}
              </Button>
            </Upload>
            {file && !isMoving && (
              <Button size="small" onClick={() => onMoving(true)}>
                {t('drafting.written.move')}
              </Button>
            )}
            {file && isMoving && (
              <>
                <Button
                  size="small"
                  type="primary"
                  loading={act.isPending && act.variables?.act === 'move'}
                  onClick={save}
                >
                  {t('drafting.written.save')}
                </Button>
                <Button
                  size="small"
                  onClick={() => {
                    onDrop();
                    onMoving(false);
                  }}
                >
                  {t('common.cancel')}
                </Button>
              </>
            )}
          </Space>
        )}
        {isMoving && <p className="vt-small">{t('drafting.written.keys')}</p>}
      </Card>
      {file && file.remarks.length > 0 && <RemarkList remarks={file.remarks} isShown onChoose={onChoose} />}
    </>
  );
}

function Unsettled({ places }: { places: readonly Place[] }) {
  const { t } = useTranslation();
  const names = [
    ...new Set(places.filter((one) => !one.isFound).map(({ kind }) => t(`drafting.written.places.${kind}`))),
  ];
  if (names.length === 0) return null;
  return <Alert type="warning" showIcon title={t('drafting.written.unsettled', { names: names.join(', ') })} />;
}

interface ComparedProps {
  file: WrittenFile;
  mayChange: boolean;
  act: ReturnType<typeof useWrittenAct>;
}

/** What the file says otherwise than the draft. */
function Compared({ file, mayChange, act }: ComparedProps) {
  const { t } = useTranslation();
  const differing = file.compared.filter((one) => !one.isSame);
  if (differing.length === 0)
    return (
      <Alert type="success" showIcon role="status" title={t('drafting.written.same')} style={{ marginBottom: 8 }} />
    );
  return (
    <>
      <p role="status">{t('drafting.written.differing', { count: differing.length })}</p>
      <ul style={{ margin: 0, paddingLeft: 18 }}>
        {differing.map((one) => (
          <li key={one.field} style={{ marginBottom: 8, overflowWrap: 'anywhere' }}>
            <strong>{one.nameVi}</strong> {one.binds && <Tag color="red">{t('drafting.written.binds')}</Tag>}
            {one.draft !== null && (
              <div>
                <span className="vt-small">{t('drafting.written.inDraft')}</span> {one.draft}
              </div>
            )}
            <div>
              <span className="vt-small">{t('drafting.written.inFile')}</span>{' '}
              {one.file ?? t('drafting.written.notRead')}
            </div>
            {mayChange && one.mayTake && (
              <Button
                size="small"
                loading={act.isPending && act.variables?.act === 'take-over'}
                onClick={() => act.mutate({ act: 'take-over', fields: [one.field as TakenField] })}
              >
                {t('drafting.written.takeOver', { name: one.nameVi })}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}

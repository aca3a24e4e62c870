import { Button, Card } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '../../../shared/api/client';
import { boxElementId, type PageBox } from '../../../shared/pdf/page-boxes';

type Remark = Schemas['LayoutRemark'];

interface Checked {
  remarks: readonly Remark[];
  pages: readonly { number: number; widthMm: number; heightMm: number }[];
}

interface RemarkListProps {
  remarks: readonly Remark[];
  /** Whether the pages stand beside, to be led to. */
  isShown: boolean;
  onChoose: (index: number) => void;
}

/** What is not as Annex I has it, how to mend it, and the way to its place. */
export function RemarkList({ remarks, isShown, onChoose }: RemarkListProps) {
  const { t } = useTranslation();
  const lead = (index: number) => {
    onChoose(index);
    document.getElementById(boxElementId(idOf(index)))?.scrollIntoView({ block: 'center' });
  };
  return (
    <Card size="small" title={t('drafting.check.remarks')}>
      <ol style={{ margin: 0, paddingLeft: 20 }}>
        {remarks.map((remark, index) => (
          <li key={`${remark.code} ${remark.page}`} style={{ marginBottom: 8 }}>
            {withFound(remark)}
            <div>{remark.mendVi}</div>
            <div className="vt-small">
              {remark.article}{' '}
              {isShown && remark.rect && (
                <Button type="link" size="small" onClick={() => lead(index)}>
                  {t('verification.onPage', { page: remark.page })}
                </Button>
              )}
            </div>
          </li>
        ))}
      </ol>
    </Card>
  );
}

/** What is wrong, and what was found, before the full stop. */
const withFound = ({ messageVi, found }: Remark): string =>
  found === null ? messageVi : `${messageVi.replace(/\.$/, '')} (${found}).`;

const idOf = (index: number): string => `remark-${index}`;
const points = (mm: number): number => (mm * 72) / 25.4;

/** Frames of the viewer are in points from the left bottom corner. */
export const remarkBoxes = ({ remarks, pages }: Checked, chosen: number | null): PageBox[] =>
  remarks.flatMap(({ page, rect }, index): PageBox[] => {
    const sheet = pages.find((one) => one.number === page);
    if (!rect || !sheet) return [];
    const top = points(sheet.heightMm) - points(rect.y);
    return [
      {
        ...{ id: idOf(index), page, kind: 'forbidden', label: String(index + 1), isChosen: chosen === index },
        rect: [points(rect.x), top - points(rect.height), points(rect.x + rect.width), top],
      },
    ];
  });

import { Alert, Button, Form } from 'antd';
import { useCallback, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { boxElementId } from '../../../shared/pdf/page-boxes';
import { PdfView } from '../../../shared/pdf/pdf-view';
import { Problem } from '../../../shared/ui/states';
import type { DraftForm } from '../api/draft-form';
import { boxesOf, type PreviewRemark, useLivePage } from './live-page-requests';

interface LivePageProps {
  field: string | null;
  /** Leads to the question of this path, wherever it is shown. */
  onAsk: (question: (string | number)[]) => void;
}

/** The page of what is being typed, as it will be printed, with what is still missing or wrong; F8 leads from one to the next. */
export function LivePage({ field, onAsk }: LivePageProps) {
  const { t } = useTranslation();
  const form = Form.useFormInstance<DraftForm>();
  const typed = Form.useWatch((values: DraftForm) => values, form);
  const { pdf, preview, problem, isBehind, again } = useLivePage(typed, field);
  const [chosen, setChosen] = useState<number | null>(null);
  const remarks = preview?.remarks ?? [];
  const count = remarks.length;
  const lead = useCallback(
    (index: number) => {
      const remark = remarks[index];
      if (!remark) return;
      setChosen(index);
      document.getElementById(boxElementId(`live-${index}`))?.scrollIntoView({ block: 'nearest' });
      if (remark.question) onAsk(inputOf(remark.question));
    },
    [remarks, onAsk],
  );
  useNextKey(count > 0, () => lead(((chosen ?? -1) + 1) % count));
  return (
    <section className="vt-live" aria-label={t('drafting.live.title')}>
      {problem !== null && <Problem error={problem} onRetry={() => again()} />}
      {preview && (
        <Alert
          type={count === 0 ? 'success' : 'info'}
          showIcon
          role="status"
          title={count === 0 ? t('drafting.live.clean') : t('drafting.live.count', { count })}
          description={count > 0 && <Remarks remarks={remarks} chosen={chosen} onLead={lead} />}
        />
      )}
      <div className="vt-live-page" data-behind={isBehind || undefined} aria-busy={isBehind}>
        {pdf && preview && <PdfView source={pdf} name={t('drafting.live.title')} boxes={boxesOf(preview, chosen)} />}
      </div>
    </section>
  );
}

function Remarks({
  remarks,
  chosen,
  onLead,
}: {
  remarks: readonly PreviewRemark[];
  chosen: number | null;
  onLead: (index: number) => void;
}) {
  const { t } = useTranslation();
  return (
    <ol className="vt-live-remarks" title={t('drafting.live.nextKey')}>
      {remarks.map((remark, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the number is what the frame on the page is called by
        <li key={index} data-chosen={index === chosen || undefined}>
          {remark.question ? (
            <Button type="link" size="small" onClick={() => onLead(index)}>
              {remark.messageVi}
            </Button>
          ) : (
            <span>{remark.messageVi}</span>
          )}{' '}
          <span className="vt-small">{remark.article}</span>
        </li>
      ))}
    </ol>
  );
}

/** Of pieces that are written one by one, the first. */
const inputOf = (question: string): (string | number)[] =>
  question === 'body.blocks' ? ['body', 'blocks', 0, 'text'] : question.split('.');

function useNextKey(isOn: boolean, next: () => void): void {
  useEffect(() => {
    if (!isOn) return;
    const press = (event: KeyboardEvent) => {
      if (event.key !== 'F8') return;
      event.preventDefault();
      next();
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, [isOn, next]);
}

import { App, Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ActDialog } from '../../../shared/ui/act-dialog';
import { changeKind, type IncomingDetail, type IncomingFields, useIncomingMutation } from '../api/incoming';
import { KindAndLetterInputs } from './incoming-fields';

type Answers = Pick<IncomingFields, 'kind' | 'letterAbout'>;

/** Another kind before the number: the policy of the check goes by it, so the file is checked anew. */
export function KindChange({ document }: { document: IncomingDetail }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const [open, setOpen] = useState(false);
  const act = useIncomingMutation(({ kind, letterAbout }: Answers) => changeKind(document.id, kind, letterAbout));
  if (!document.acts.includes('check-again') || document.source === 'hosted') return null;
  const { kind, letterAbout } = document.fields;
  return (
    <>
      <Button size="small" onClick={() => setOpen(true)}>
        {t('incoming.kindChange.act')}
      </Button>
      <ActDialog<Answers>
        open={open}
        title={t('incoming.kindChange.act')}
        lead={<p className="vt-quiet">{t('incoming.kindChange.lead')}</p>}
        initial={{ kind, ...(letterAbout ? { letterAbout } : {}) }}
        busy={act.isPending}
        error={act.error}
        onCancel={() => {
          act.reset();
          setOpen(false);
        }}
        onSubmit={(answers) =>
          act.mutate(answers, {
            onSuccess: () => {
              setOpen(false);
              void message.success(t('incoming.kindChange.done'));
            },
          })
        }
      >
        <KindAndLetterInputs />
      </ActDialog>
    </>
  );
}

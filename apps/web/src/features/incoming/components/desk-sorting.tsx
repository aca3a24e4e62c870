import { Button, Input, Segmented } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '../../../shared/api/client';
import { Problem } from '../../../shared/ui/states';
import { type RoutedDocument, useIncomingMutation } from '../api/incoming';
import { sort } from '../api/routed-acts';

const PLACES: readonly Schemas['DeskPlace'][] = ['first', 'normal', 'later'];

/** What the leader looks at first, and a word for the leader; who sorts decides nothing. */
export function DeskSorting({ routed }: { routed: RoutedDocument }) {
  const { t } = useTranslation();
  const [place, setPlace] = useState(routed.desk?.place ?? 'normal');
  const [note, setNote] = useState(routed.desk?.note ?? '');
  const act = useIncomingMutation(() => sort(routed.documentId, place, note.trim() || null));
  return (
    <fieldset className="vt-chips">
      <legend>{t('direction.sorting')}</legend>
      <Segmented
        size="small"
        value={place}
        onChange={setPlace}
        options={PLACES.map((value) => ({ value, label: t(`direction.places.${value}`) }))}
      />
      <Input
        aria-label={t('direction.note')}
        placeholder={t('direction.note')}
        maxLength={300}
        value={note}
        onChange={({ target }) => setNote(target.value)}
      />
      {act.error && <Problem error={act.error} />}
      <Button size="small" loading={act.isPending} onClick={() => act.mutate(undefined)}>
        {t('direction.keep')}
      </Button>
    </fieldset>
  );
}

import { Button, Form } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Problem } from '../../../shared/ui/states';
import type { DraftForm } from '../api/draft-form';
import { useWord } from './word';

/** The same document in Word: its heads filled with what is typed so far. */
export function WordTemplate({ kind }: { kind: string }) {
  const { t } = useTranslation();
  const word = useWord();
  const form = Form.useFormInstance<DraftForm>();
  const ask = () => {
    const abstract = (form.getFieldValue('abstract') as string | undefined)?.trim();
    word.mutate({ kind, ...(abstract ? { abstract } : {}) });
  };
  return (
    <>
      {word.error && <Problem error={word.error} />}
      <Button loading={word.isPending} onClick={ask}>
        {t('drafting.template')}
      </Button>{' '}
      <Link to="/van-ban-di/kiem-tra-the-thuc">{t('drafting.check.title')}</Link>
    </>
  );
}

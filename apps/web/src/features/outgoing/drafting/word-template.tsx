import { Button, Form } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate, useParams, useSearchParams } from 'react-router';
import { Problem } from '../../../shared/ui/states';
import type { DraftForm } from '../api/draft-form';
import { useWord, useWordDraft } from './word';

/** The same document in Word: its heads filled with what is typed so far, and a draft that waits for the finished file. */
export function WordTemplate({ kind }: { kind: string }) {
  const { t } = useTranslation();
  const word = useWord();
  const { documentId } = useParams();
  const [parameters] = useSearchParams();
  const navigate = useNavigate();
  const begun = useWordDraft((id) => navigate(`/van-ban-di/${id}`));
  const form = Form.useFormInstance<DraftForm>();
  const ask = () => {
    const abstract = (form.getFieldValue('abstract') as string | undefined)?.trim();
    word.mutate({ kind, ...(abstract ? { abstract } : {}) });
  };
  const begin = async () => {
    const typed = await form.validateFields(['kind', 'abstract', 'signerPositionId']).then(
      () => form.getFieldsValue(true) as DraftForm,
      () => null,
    );
    if (typed) begun.mutate({ form: typed, answers: parameters.get('tra-loi') });
  };
  return (
    <>
      {word.error && <Problem error={word.error} />}
      {begun.error && <Problem error={begun.error} />}
      <Button loading={word.isPending} onClick={ask}>
        {t('drafting.template')}
      </Button>{' '}
      {!documentId && (
        <Button loading={begun.isPending} onClick={begin}>
          {t('drafting.written.begin')}
        </Button>
      )}{' '}
      <Link to="/van-ban-di/kiem-tra-the-thuc">{t('drafting.check.title')}</Link>
    </>
  );
}

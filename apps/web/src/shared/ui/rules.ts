import type { FormRule } from 'antd';
import { useTranslation } from 'react-i18next';

/** What is said under a field while it is being filled. */
export function useRules() {
  const { t } = useTranslation();
  const required: FormRule = { required: true, whitespace: true, message: t('common.required') };
  const chosen: FormRule = { required: true, message: t('common.required') };
  const atMost = (max: number): FormRule => ({ max, message: t('common.tooLong', { max }) });
  /** Each line is a text of its own, with its own greatest length. */
  const linesAtMost = (max: number): FormRule => ({
    validator: (_, text: string | undefined) => {
      const line = (text ?? '').split('\n').findIndex((one) => one.trim().length > max);
      return line < 0 ? Promise.resolve() : Promise.reject(t('common.lineTooLong', { line: line + 1, max }));
    },
  });
  return { required, chosen, atMost, linesAtMost };
}

/** For texts of one line in a box of several: a line break is a space. */
export const oneLine = (text: string): string => text.replace(/\s*\n\s*/g, ' ');

import { useTranslation } from 'react-i18next';
import { formatInstant } from '../../../shared/format/format';
import { Facts } from '../../../shared/ui/facts';
import type { RoutedDocument } from '../api/incoming';

/** On which flow the document goes, at which step, and what was said there. */
export function CourseFacts({ routed: { course } }: { routed: RoutedDocument }) {
  const { t } = useTranslation();
  if (course === null) return null;
  const version =
    course.flowVersion === 0 ? t('tasks.course.shipped') : t('tasks.course.version', { version: course.flowVersion });
  return (
    <Facts
      title={t('tasks.course.card')}
      facts={[
        [t('tasks.course.flow'), `${course.flowName} (${version})`],
        [t('tasks.course.step'), course.stepName],
        ...course.parts.map(({ name, said }): [string, string] => [
          name,
          said === null ? t('tasks.course.silent') : `${said.text} (${said.by}, ${formatInstant(said.at)})`,
        ]),
      ]}
    />
  );
}

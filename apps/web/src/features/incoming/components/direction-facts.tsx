import { useTranslation } from 'react-i18next';
import { formatDate, formatInstant } from '../../../shared/format/format';
import { Facts } from '../../../shared/ui/facts';
import type { RoutedDocument } from '../api/incoming';

/** Who directed, who leads and co-operates, until when, and how far each is. */
export function DirectionFacts({ routed }: { routed: RoutedDocument }) {
  const { t } = useTranslation();
  const { direction } = routed;
  if (!direction) return null;
  const tasks = (part: 'lead' | 'cooperate') =>
    routed.tasks
      .filter((task) => task.part === part)
      .map((task) => {
        const who = [task.assignee.name, task.personName !== task.assignee.name ? task.personName : null];
        return `${who.filter(Boolean).join(', ')} (${t(`incoming.tasks.${task.state}`)})`;
      })
      .join('; ');
  return (
    <Facts
      title={t('incoming.direction.card')}
      facts={[
        [t('incoming.direction.text'), direction.text],
        [
          t('incoming.acts.direct'),
          t('incoming.direction.by', { name: direction.directedBy, at: formatInstant(direction.directedAt) }),
        ],
        [t('incoming.direction.lead'), tasks('lead')],
        [t('incoming.direction.cooperators'), tasks('cooperate')],
        [t('incoming.direction.deadline'), formatDate(direction.deadline)],
      ]}
    />
  );
}

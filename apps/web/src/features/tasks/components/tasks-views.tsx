import { useTranslation } from 'react-i18next';
import { NavLink } from 'react-router';
import { useRight } from '../../../shared/session/session';

/** The pages about work, beside each other. */
export function TasksViews() {
  const { t } = useTranslation();
  return (
    <nav aria-label={t('tasks.views')} className="vt-views">
      <NavLink className="vt-view" to="/viec" end>
        {t('tasks.list')}
      </NavLink>
      {useRight('routing.follow-up') && (
        <NavLink className="vt-view" to="/viec/tre-han">
          {t('tasks.late')}
        </NavLink>
      )}
      {useRight('routing.follow-up') && (
        <NavLink className="vt-view" to="/viec/so-theo-doi">
          {t('tasks.book')}
        </NavLink>
      )}
      <NavLink className="vt-view" to="/viec/ke-hoach">
        {t('plans.menu')}
      </NavLink>
      {useRight('directory.record-absence') && (
        <NavLink className="vt-view" to="/viec/vang-mat">
          {t('tasks.absence')}
        </NavLink>
      )}
    </nav>
  );
}

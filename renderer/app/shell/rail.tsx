import { NavLink } from 'react-router';
import { useT } from '../../i18n/index.ts';
import { Kbd } from '../../ui/index.ts';
import { useActor } from '../../widgets/desk-context.tsx';
import { numbered, routesFor, type AppRoute } from '../routes.tsx';
import styles from './shell.module.css';

/** The pages of this person. Alt and a digit open them. */
export function Rail() {
  const t = useT();
  const routes = routesFor(useActor());
  const order = numbered(routes);
  const list = (place: AppRoute['place']) => {
    const entries = routes.filter((route) => route.place === place);
    if (entries.length === 0) return null;
    return (
      <ul>
        {entries.map((route) => (
          <li key={route.id}>
            <Entry route={route} digit={order.indexOf(route) + 1} />
          </li>
        ))}
      </ul>
    );
  };
  const office = list('headOffice');
  return (
    <nav className={styles['rail']} aria-label={t('shell.main')}>
      {list('main')}
      {office && <p className={styles['railHead']}>{t('shell.headOffice')}</p>}
      {office}
      <div className={styles['railSpace']} />
      {list('below')}
    </nav>
  );
}

function Entry({ route, digit }: { readonly route: AppRoute; readonly digit: number }) {
  const t = useT();
  return (
    <NavLink to={route.to} end={route.to === '/'} title={t(route.title)}>
      <route.icon size={18} aria-hidden />
      <span>{t(route.title)}</span>
      {digit > 0 && <Kbd>{`Alt ${digit}`}</Kbd>}
    </NavLink>
  );
}

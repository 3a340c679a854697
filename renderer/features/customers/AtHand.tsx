/** Customers that were pinned and those that were opened last, one click or key away. */
import { IconHistory, IconPinFilled, IconX } from '@tabler/icons-react';
import { Link } from 'react-router';
import { useT } from '#renderer/i18n/index.ts';
import { IconButton } from '#renderer/ui/index.ts';
import { useFates } from '#renderer/widgets/away/use-whereabouts.ts';
import { useList, type DocOf } from '#renderer/widgets/hooks/documents.ts';
import styles from './customers.module.css';
import { useAtHandIds, useForget } from './pinned.ts';

const SHOWN_RECENT = 4;
const SHOWN_PINNED = 8;

export function AtHand() {
  const t = useT();
  const { pinned, recent } = useAtHandIds();
  const others = recent.filter((id) => !pinned.includes(id)).slice(0, SHOWN_RECENT);
  const ids = [...pinned.slice(0, SHOWN_PINNED), ...others];
  const { value, loading } = useList('customers', { ids });
  const gone = loading ? [] : ids.filter((id) => !value.some((customer) => customer.id === id));
  const fates = useFates(gone);
  const left = gone.filter((id) => fates.get(id) === 'left');
  const forget = useForget();
  const here = value.filter(({ mergedInto }) => !mergedInto);
  if (here.length + left.length === 0) return null;
  const line = (customer: DocOf<'customers'>) => {
    const isPinned = pinned.includes(customer.id);
    const Icon = isPinned ? IconPinFilled : IconHistory;
    const what = t(isPinned ? 'customerList.pinned' : 'customerList.recent');
    return (
      <li key={customer.id}>
        <Link to={`/pelanggan/${customer.id}`} title={`${what}: ${customer.name} · ${customer.number}`}>
          <Icon size={14} aria-label={what} />
          <span className="lk-cut">{customer.name}</span>
        </Link>
      </li>
    );
  };
  return (
    <ul className={styles['atHand']} aria-label={t('customerList.atHand')}>
      {here.map(line)}
      {left.length > 0 && (
        <li className={styles['atHandLeft']}>
          {left.length === 1 ? (
            <Link to={`/pelanggan/${left[0] ?? ''}`}>{t('away.atHand', { count: 1 })}</Link>
          ) : (
            t('away.atHand', { count: left.length })
          )}
          <IconButton
            label={t('away.atHandRemove')}
            onClick={() => {
              forget(left);
            }}
          >
            <IconX size={14} aria-hidden />
          </IconButton>
        </li>
      )}
    </ul>
  );
}

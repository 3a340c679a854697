/** Customers that were pinned and those that were opened last, one click or key away. */
import { IconHistory, IconPinFilled } from '@tabler/icons-react';
import { Link } from 'react-router';
import { useT } from '#renderer/i18n/index.ts';
import { useList, type DocOf } from '#renderer/widgets/hooks/documents.ts';
import styles from './customers.module.css';
import { useAtHandIds } from './pinned.ts';

const SHOWN_RECENT = 4;
const SHOWN_PINNED = 8;

export function AtHand() {
  const t = useT();
  const { pinned, recent } = useAtHandIds();
  const others = recent.filter((id) => !pinned.includes(id)).slice(0, SHOWN_RECENT);
  const { value } = useList('customers', { ids: [...pinned.slice(0, SHOWN_PINNED), ...others] });
  const here = value.filter(({ mergedInto }) => !mergedInto);
  if (here.length === 0) return null;
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
    </ul>
  );
}

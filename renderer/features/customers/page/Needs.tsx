/** What a customer needs, what was offered, and what came of it. */
import { useRef, useState, type KeyboardEvent } from 'react';
import type { Customer, Need, Offer } from '#shared/domain/customer.ts';
import { useT } from '#renderer/i18n/index.ts';
import {
  Button,
  DateText,
  DayText,
  MoneyText,
  Pill,
  TextField,
  toast,
  type Tone,
} from '#renderer/ui/index.ts';
import { useRun } from '#renderer/widgets/desk-context.tsx';
import { useDraftText } from '#renderer/widgets/hooks/draft.ts';
import { OfferDialog } from './OfferDialog.tsx';
import styles from './page.module.css';

const TONE: Readonly<Record<Need['status'] | Offer['status'], Tone>> = {
  open: 'info',
  met: 'ok',
  accepted: 'ok',
  dropped: 'neutral',
  declined: 'neutral',
};

/** Open ones first, then the newest. */
const inOrder = <T extends Need | Offer>(items: readonly T[]): readonly T[] =>
  [...items].sort((a, b) => {
    const closed = Number(a.status !== 'open') - Number(b.status !== 'open');
    return closed || (a.at < b.at ? 1 : -1);
  });

export function Needs({ customer }: { readonly customer: Customer }) {
  const t = useT();
  const run = useRun();
  const customerId = customer.id;
  const [offering, setOffering] = useState<Need | 'none'>();
  const needs = inOrder(customer.needs ?? []);
  const offers = inOrder(customer.offers ?? []);

  const closeNeed = async (need: Need, status: Need['status']) => {
    const args = { customerId, needId: need.id };
    const done = await run('closeNeed', { ...args, status });
    if (done.ok && status !== 'open')
      toast(t('customer.needDone'), () => void run('closeNeed', { ...args, status: need.status }));
  };
  const answer = async (offer: Offer, status: Offer['status']) => {
    const args = { customerId, offerId: offer.id };
    const done = await run('answerOffer', { ...args, status });
    if (!done.ok) return;
    const need = customer.needs?.find(({ id }) => id === offer.needId);
    toast(t('customer.offerAnswered'), () => {
      void run('answerOffer', { ...args, status: offer.status }).then((back) => {
        // the answer met the need as well
        if (back.ok && status === 'accepted' && need && need.status !== 'met')
          void run('closeNeed', { customerId, needId: need.id, status: need.status });
      });
    });
  };
  return (
    <>
      <NewNeed key={customerId} customerId={customerId} />
      {needs.length + offers.length === 0 && <p className="lk-muted">{t('customer.needNone')}</p>}
      <ul className={styles['list']}>
        {needs.map((need) => (
          <li key={need.id} className={styles['item']}>
            <span className={styles['itemText']}>
              {need.text}
              <span className="lk-muted lk-small" style={{ display: 'block' }}>
                <DateText value={need.at} /> · {need.by.name}
              </span>
            </span>
            <span className={styles['itemActions']}>
              {need.status === 'open' ? (
                <>
                  <Button
                    onClick={() => {
                      setOffering(need);
                    }}
                  >
                    {t('customer.offerAdd')}
                  </Button>
                  <Button onClick={() => void closeNeed(need, 'met')}>{t('customer.needMet')}</Button>
                  <Button onClick={() => void closeNeed(need, 'dropped')}>{t('customer.needDrop')}</Button>
                </>
              ) : (
                <>
                  <Pill tone={TONE[need.status]}>{t(`customer.status.${need.status}`)}</Pill>
                  <Button variant="subtle" onClick={() => void closeNeed(need, 'open')}>
                    {t('customer.needOpen')}
                  </Button>
                </>
              )}
            </span>
          </li>
        ))}
        {offers.map((offer) => (
          <li key={offer.id} className={styles['item']}>
            <span className={styles['itemText']}>
              <span className="lk-muted lk-small">{t('customer.offerTitle')}: </span>
              {offer.text}
              <span className="lk-muted lk-small" style={{ display: 'block' }}>
                <DateText value={offer.at} /> · {offer.by.name}
                {offer.monthlyAmount !== undefined && (
                  <>
                    {' · '}
                    <MoneyText value={offer.monthlyAmount} />
                  </>
                )}
                {offer.until && (
                  <>
                    {` · ${t('customer.offerUntil').toLowerCase()} `}
                    <DayText value={offer.until} />
                  </>
                )}
              </span>
            </span>
            <span className={styles['itemActions']}>
              {offer.status === 'open' ? (
                <>
                  <Button onClick={() => void answer(offer, 'accepted')}>{t('customer.offerYes')}</Button>
                  <Button onClick={() => void answer(offer, 'declined')}>{t('customer.offerNo')}</Button>
                </>
              ) : (
                <Pill tone={TONE[offer.status]}>{t(`customer.status.${offer.status}`)}</Pill>
              )}
            </span>
          </li>
        ))}
      </ul>
      <div>
        <Button
          onClick={() => {
            setOffering('none');
          }}
        >
          {t('customer.offerNew')}
        </Button>
      </div>
      <OfferDialog
        customer={customer}
        need={offering}
        onClose={() => {
          setOffering(undefined);
        }}
      />
    </>
  );
}

function NewNeed({ customerId }: { readonly customerId: string }) {
  const t = useT();
  const run = useRun();
  const draft = useDraftText('need', customerId);
  const busy = useRef(false);
  const save = async () => {
    if (busy.current || !draft.text.trim()) return;
    busy.current = true;
    await draft.settle();
    const saved = await run('addNeed', { customerId, text: draft.text.trim() }, { draftId: draft.draftId });
    draft.finish(saved.ok);
    busy.current = false;
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter') return;
    event.preventDefault();
    void save();
  };
  return (
    <div className={styles['add']}>
      <TextField
        aria-label={t('customer.needAdd')}
        placeholder={t('customer.needHint')}
        value={draft.text}
        maxLength={500}
        autoComplete="off"
        onChange={(event) => {
          draft.setText(event.currentTarget.value);
        }}
        onKeyDown={onKeyDown}
      />
      <Button shortcut="↵" onClick={() => void save()}>
        {t('customer.needAdd')}
      </Button>
    </div>
  );
}

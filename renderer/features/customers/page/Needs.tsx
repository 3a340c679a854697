/** What a customer needs, what was offered, and what came of it. */
import { useState, type KeyboardEvent } from 'react';
import type { Customer, Need, Offer } from '#shared/domain/customer.ts';
import { MOST_NEEDS } from '#shared/domain/commands/needs.ts';
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
import { useSaving } from '#renderer/widgets/hooks/saving.ts';
import { useJoined } from '#renderer/widgets/hooks/whole.ts';
import { OfferDialog } from './OfferDialog.tsx';
import styles from './page.module.css';
import { wholeNeeds, wholeOffers, type Whole } from './whole-list.ts';

const TONE: Readonly<Record<Need['status'] | Offer['status'], Tone>> = {
  open: 'info',
  met: 'ok',
  accepted: 'ok',
  dropped: 'neutral',
  declined: 'neutral',
};

/** So many are shown before a person asks for the rest. */
const SHOWN = 20;

export function Needs({ customer }: { readonly customer: Customer }) {
  const t = useT();
  const run = useRun();
  const customerId = customer.id;
  const [offering, setOffering] = useState<Whole<Need> | 'none'>();
  const joined = useJoined(customerId);
  const needs = wholeNeeds(customer, joined);
  const offers = wholeOffers(customer, joined);
  const [allNeeds, setAllNeeds] = useState(false);
  const [allOffers, setAllOffers] = useState(false);
  const isFull = (list: readonly unknown[] | undefined): boolean => (list?.length ?? 0) >= MOST_NEEDS;

  // an offer stands in the record of the need that it is for
  const ofNeed = typeof offering === 'object' ? offering.of : customerId;
  const offeredIn = joined.find(({ id }) => id === ofNeed) ?? customer;

  // one answer at a time: the first of two clicks in a row of buttons counts
  const { once } = useSaving();
  const closeNeed = (need: Whole<Need>, status: Need['status']) =>
    once(async () => {
      const args = { customerId: need.of, needId: need.id };
      const done = await run('closeNeed', { ...args, status });
      if (done.ok && status !== 'open')
        toast(t('customer.needDone'), () => void run('closeNeed', { ...args, status: need.status }));
    });
  const answer = (offer: Whole<Offer>, status: Offer['status']) =>
    once(async () => {
      const args = { customerId: offer.of, offerId: offer.id };
      const need = needs.find(({ id }) => id === offer.needId);
      const meets = status === 'accepted' && need !== undefined && need.status !== 'met';
      const done = await run('answerOffer', { ...args, status });
      if (!done.ok) return;
      // the command meets the need of its own record
      const toNeed = need && { customerId: need.of, needId: need.id };
      if (meets && toNeed && need.of !== offer.of) await run('closeNeed', { ...toNeed, status: 'met' });
      toast(t('customer.offerAnswered'), () => {
        void run('answerOffer', { ...args, status: offer.status }).then((back) => {
          // the answer met the need as well
          if (back.ok && meets && toNeed) void run('closeNeed', { ...toNeed, status: need.status });
        });
      });
    });
  return (
    <>
      {isFull(customer.needs) ? (
        <p className="lk-muted lk-small">{t('customer.needFull')}</p>
      ) : (
        <NewNeed key={customerId} customerId={customerId} />
      )}
      {needs.length + offers.length === 0 && <p className="lk-muted">{t('customer.needNone')}</p>}
      <ul className={styles['list']}>
        {needs.slice(0, allNeeds ? undefined : SHOWN).map((need) => (
          <li key={need.id} className={styles['item']}>
            <span className={styles['itemText']}>
              {need.text}
              <span className="lk-muted lk-small" style={{ display: 'block' }}>
                <DateText value={need.at} /> · {need.by.name}
                {need.recordedIn && ` · ${t('customer.recordedIn', { number: need.recordedIn })}`}
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
        {!allNeeds && (
          <More
            count={needs.length - SHOWN}
            onMore={() => {
              setAllNeeds(true);
            }}
          />
        )}
        {offers.slice(0, allOffers ? undefined : SHOWN).map((offer) => (
          <li key={offer.id} className={styles['item']}>
            <span className={styles['itemText']}>
              <span className="lk-muted lk-small">{t('customer.offerTitle')}: </span>
              {offer.text}
              <span className="lk-muted lk-small" style={{ display: 'block' }}>
                <DateText value={offer.at} /> · {offer.by.name}
                {offer.recordedIn && ` · ${t('customer.recordedIn', { number: offer.recordedIn })}`}
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
        {!allOffers && (
          <More
            count={offers.length - SHOWN}
            onMore={() => {
              setAllOffers(true);
            }}
          />
        )}
      </ul>
      {isFull(customer.offers) ? (
        <p className="lk-muted lk-small">{t('customer.offerFull')}</p>
      ) : (
        <div>
          <Button
            onClick={() => {
              setOffering('none');
            }}
          >
            {t('customer.offerNew')}
          </Button>
        </div>
      )}
      <OfferDialog
        customer={offeredIn}
        need={offering}
        onClose={() => {
          setOffering(undefined);
        }}
      />
    </>
  );
}

/** The rest of a list, for whoever asks. */
function More({ count, onMore }: { readonly count: number; readonly onMore: () => void }) {
  const t = useT();
  if (count <= 0) return null;
  return (
    <li className={styles['item']}>
      <Button variant="subtle" onClick={onMore}>
        {t('customer.needsAll', { count })}
      </Button>
    </li>
  );
}

function NewNeed({ customerId }: { readonly customerId: string }) {
  const t = useT();
  const run = useRun();
  const draft = useDraftText('need', customerId);
  const { busy, once } = useSaving();
  const save = async () => {
    if (!draft.text.trim()) return;
    await once(async () => {
      await draft.settle();
      const saved = await run('addNeed', { customerId, text: draft.text.trim() }, { draftId: draft.draftId });
      draft.finish(saved.ok);
    });
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
      <Button shortcut="↵" busy={busy} onClick={() => void save()}>
        {t('customer.needAdd')}
      </Button>
    </div>
  );
}

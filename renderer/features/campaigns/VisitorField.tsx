/** Who answered: a customer of the book, or a visitor by name and phone. */
import type { RefCallback } from 'react';
import type { DirectoryRow } from '#renderer/data/desk-types.ts';
import { useT } from '#renderer/i18n/index.ts';
import { Button } from '#renderer/ui/index.ts';
import { TierPill } from '#renderer/widgets/marks/marks.tsx';
import { CustomerPicker } from '#renderer/widgets/picker/CustomerPicker.tsx';
import { NewcomerFields } from '#renderer/widgets/picker/NewcomerFields.tsx';
import styles from './campaigns.module.css';
import {
  beginNewcomer,
  chooseVisitor,
  phoneInvalid,
  type ResponseField,
  type ResponseState,
} from './response-state.ts';

interface VisitorFieldProps {
  readonly state: ResponseState;
  readonly update: (change: (old: ResponseState) => ResponseState, ...mended: ResponseField[]) => void;
  readonly onChosen: () => void;
  readonly onFocus: (field: ResponseField) => void;
  /** The phone was left; `wrong` when it cannot be dialled. */
  readonly onPhone: (wrong: boolean) => void;
  readonly words: (field: ResponseField) => string | undefined;
  readonly fieldRef: (field: ResponseField) => RefCallback<HTMLElement>;
}

export function VisitorField({
  state,
  update,
  onChosen,
  onFocus,
  onPhone,
  words,
  fieldRef,
}: VisitorFieldProps) {
  const t = useT();
  const { customer, newcomer } = state;
  const choose = (row: DirectoryRow) => {
    update((old) => chooseVisitor(old, row), 'visitor', 'name', 'phone');
    onChosen();
  };
  const searchAgain = () => {
    update((old) => ({ ...old, customer: undefined, newcomer: undefined }), 'visitor', 'name', 'phone');
    onFocus('visitor');
  };
  if (newcomer) {
    return (
      <section className={styles['visitor']} aria-label={t('campaigns.form.newcomer')}>
        <div className={styles['visitorHead']}>
          <h3>{t('campaigns.form.newcomer')}</h3>
          <Button variant="subtle" onClick={searchAgain}>
            {t('campaigns.form.searchAgain')}
          </Button>
        </div>
        <NewcomerFields
          value={newcomer}
          onChange={(value) => {
            update((old) => ({ ...old, newcomer: value }), 'name', 'phone');
          }}
          onUse={choose}
          onPhoneLeft={() => {
            onPhone(phoneInvalid(newcomer.phone));
          }}
          nameLabel={t('campaigns.responses.name')}
          phoneLabel={t('campaigns.responses.phone')}
          nameError={words('name')}
          phoneError={words('phone')}
          nameRef={fieldRef('name')}
          phoneRef={fieldRef('phone')}
        />
      </section>
    );
  }
  if (customer) {
    return (
      <section className={styles['visitor']} aria-label={t('widgets.picker.chosen')}>
        <div className={styles['visitorHead']}>
          <span className={styles['who']}>
            <span className={styles['whoName']}>
              <b className="lk-cut" title={customer.name}>
                {customer.name}
              </b>
              <TierPill tier={customer.tier} />
            </span>
            <span className="lk-muted lk-small">
              {[customer.phone, customer.number].filter(Boolean).join(' · ')}
            </span>
          </span>
          <Button ref={fieldRef('visitor')} onClick={searchAgain}>
            {t('widgets.picker.change')}
          </Button>
        </div>
        {words('visitor') && <p className={styles['error']}>{words('visitor')}</p>}
      </section>
    );
  }
  return (
    <CustomerPicker
      label={t('campaigns.form.visitor')}
      value={state.search}
      onType={(search) => {
        update((old) => ({ ...old, search }), 'visitor');
      }}
      onChoose={choose}
      onNew={() => {
        const digits = /^[+\d]/.test(state.search.trim());
        update(beginNewcomer, 'visitor');
        onFocus(digits ? 'name' : 'phone');
      }}
      error={words('visitor')}
      inputRef={fieldRef('visitor')}
    />
  );
}

/** The paper that the customer takes along: one layout for the 80 mm roll, one for A5. Black on white, whatever the theme. */
import { useTranslation } from 'react-i18next';
import type { Paper } from '#shared/host/types.ts';
import type { Language } from '#renderer/i18n/index.ts';
import { formatLongDateTime } from '#renderer/ui/format.ts';
import { QrCode } from './QrCode.tsx';
import type { ReceiptModel } from './receipt-model.ts';
import styles from './receipt.module.css';

interface ReceiptProps {
  readonly model: ReceiptModel;
  readonly paper: Paper;
  /** Of the paper, not of the screen: customers read Indonesian. */
  readonly language?: Language;
}

export function Receipt({ model, paper, language = 'id' }: ReceiptProps) {
  const { i18n } = useTranslation();
  const t = i18n.getFixedT(language);
  const { promised } = model;
  const moment = (instant: string) => formatLongDateTime(instant, model.zone, language);
  const lines: readonly (readonly [string, string])[] = [
    [t('receipt.date'), moment(model.receivedAt)],
    [t('receipt.customer'), model.customer],
    [t('receipt.phone'), model.phone],
    [t('receipt.channel'), model.channel === 'walk_in' ? '' : t(`domain.channel.${model.channel}`)],
    [t('receipt.category'), model.category],
    [t('receipt.division'), model.division],
    ...model.references.map((r) => [t(`domain.reference.${r.kind}`), r.value] as const),
  ];
  return (
    <article className={styles['receipt']} data-paper={paper} lang={language}>
      <header className={styles['head']}>
        <div className={styles['names']}>
          <p className={styles['company']}>{model.company}</p>
          <p>{[model.branchName, model.branchAddress].filter(Boolean).join(' · ')}</p>
        </div>
        <h2 className={styles['title']}>{t(`receipt.title.${model.kind}`)}</h2>
        <p className={styles['number']}>{model.number}</p>
      </header>
      {model.demo && <p className={styles['stamp']}>{t('receipt.demo')}</p>}
      {model.void && <p className={styles['stamp']}>{t(`receipt.${model.void}`)}</p>}
      <dl className={styles['lines']}>
        {lines
          .filter(([, value]) => value !== '')
          .map(([name, value]) => (
            <div key={`${name} ${value}`}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
      </dl>
      <p className={styles['description']}>{model.description}</p>
      {promised ? (
        <p className={styles['promise']}>
          {t('receipt.promised')}
          <b>{moment(promised.dueAt)}</b>
          <span>({t(`domain.basis.${promised.basis}`, { amount: promised.amount })})</span>
        </p>
      ) : (
        <p className={styles['promise']}>{t('receipt.noPromise')}</p>
      )}
      <footer className={styles['foot']}>
        <QrCode
          text={model.number}
          label={t('receipt.qr', { number: model.number })}
          className={styles['qr']}
        />
        <div>
          <p>{t('receipt.keep')}</p>
          {model.branchPhone && <p>{t('receipt.ask', { phone: model.branchPhone })}</p>}
          <p>
            {t('receipt.officer')}: {model.officer}
            {model.print > 1 && <b> · {t('receipt.copy', { count: model.print })}</b>}
          </p>
        </div>
      </footer>
    </article>
  );
}

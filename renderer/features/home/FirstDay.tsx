import { useT } from '#renderer/i18n/index.ts';
import { openIntake } from '#renderer/state/intake.ts';
import { Button, Kbd } from '#renderer/ui/index.ts';
import styles from './home.module.css';

/** Shown until the branch has its first complaint. */
export function FirstDay() {
  const t = useT();
  const steps = [
    ['1', t('home.step1'), t('home.step1Hint'), 'F2'],
    ['2', t('home.step2'), t('home.step2Hint'), 'Ctrl P'],
    ['3', t('home.step3'), t('home.step3Hint'), 'Ctrl K'],
  ] as const;
  return (
    <section aria-label={t('home.first')} className={styles['first']}>
      <h2>{t('home.first')}</h2>
      <ol>
        {steps.map(([number, title, hint, key]) => (
          <li key={number}>
            <h3>
              <span aria-hidden className={styles['step']}>
                {number}
              </span>
              {title}
              <Kbd>{key}</Kbd>
            </h3>
            <p>{hint}</p>
          </li>
        ))}
      </ol>
      <div className={styles['firstEnd']}>
        <Button
          variant="primary"
          shortcut="F2"
          onClick={() => {
            openIntake();
          }}
        >
          {t('home.step1Action')}
        </Button>
        <span className="lk-muted">{t('home.firstHint')}</span>
      </div>
    </section>
  );
}

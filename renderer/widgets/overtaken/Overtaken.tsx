/** Says before saving that somebody else changed the same fields, and what stands there now. */
import { useT } from '#renderer/i18n/index.ts';
import { Banner } from '#renderer/ui/index.ts';
import styles from './overtaken.module.css';

interface OvertakenProps {
  /** In words; an empty value is named as such. */
  readonly fields: readonly { readonly label: string; readonly value: string }[];
}

export function Overtaken({ fields }: OvertakenProps) {
  const t = useT();
  return (
    <div role="alert">
      {fields.length > 0 && (
        <Banner tone="warn">
          {t('customers.overtaken')}
          {fields.map(({ label, value }) => (
            <span key={label} className={styles['field']}>
              {t('customers.overtakenField', { field: label, value: value || t('customers.nothing') })}
            </span>
          ))}
        </Banner>
      )}
    </div>
  );
}

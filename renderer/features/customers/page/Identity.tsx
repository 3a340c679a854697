/** NIK and NPWP: masked, shown for half a minute to who says why, changed without being shown. */
import { IconEye, IconEyeOff } from '@tabler/icons-react';
import { useState } from 'react';
import type { Customer } from '#shared/domain/customer.ts';
import { maskNik, parseNik } from '#shared/domain/nik.ts';
import { formatNpwp, parseNpwp } from '#shared/domain/npwp.ts';
import { useT } from '#renderer/i18n/index.ts';
import { IconButton } from '#renderer/ui/index.ts';
import { RevealDialog } from '#renderer/widgets/reason/RevealDialog.tsx';
import { useShown } from '#renderer/widgets/reason/use-shown.ts';
import { Duplicates } from './Duplicates.tsx';
import { useEdit } from './edits.ts';
import { InlineField } from './InlineField.tsx';
import styles from './page.module.css';

/** Typed to take the number out. */
const NOTHING = '-';

/** An NPWP may be a NIK: the same places are hidden. */
const masked = (field: 'nik' | 'npwp', digits: string): string =>
  field === 'nik' ? maskNik(digits) : digits.replace(/^(\d{4})\d+(\d{2})$/, '$1••••••••••$2');

interface IdentityProps {
  readonly customer: Customer;
  readonly field: 'nik' | 'npwp';
  readonly onCompare?: ((id: string) => void) | undefined;
}

export function Identity({ customer, field, onCompare }: IdentityProps) {
  const t = useT();
  const edit = useEdit(customer.id);
  const [shown, setShown] = useShown();
  const [asking, setAsking] = useState(false);
  const digits = customer[field] ?? '';
  const label = t(`customers.${field}`);
  const read = (text: string): string | undefined => {
    const parsed = field === 'nik' ? parseNik(text) : parseNpwp(text);
    if (!parsed.ok) return undefined;
    return typeof parsed.value === 'string' ? parsed.value : parsed.value.nik;
  };
  const full = field === 'npwp' ? formatNpwp(digits) : digits;
  return (
    <>
      <InlineField
        label={label}
        value={digits && masked(field, digits)}
        start=""
        shown={
          <span>
            {shown ? full : masked(field, digits)}
            {shown && (
              <span className={`${styles['hint']} lk-muted lk-small`}> {t('customer.hiddenIn')}</span>
            )}
          </span>
        }
        inputMode="numeric"
        hint={digits ? t('customer.identityKeep') : t('customer.identityHint')}
        check={(text) => (text.trim() === NOTHING || read(text) ? undefined : `${field}_invalid`)}
        save={(text) => {
          const number = read(text);
          return edit(
            number ? { changes: { [field]: number } } : { changes: {}, clear: [field] },
            t('customer.saved', { field: label }),
            { quiet: true },
          );
        }}
        beside={(text) => {
          const nik = field === 'nik' ? read(text) : undefined;
          return nik ? <Duplicates candidate={{ id: customer.id, nik }} onCompare={onCompare} /> : null;
        }}
        after={
          digits ? (
            <IconButton
              label={t(shown ? 'customer.hide' : 'customer.reveal') + ` ${label}`}
              onClick={() => {
                if (shown) setShown(false);
                else setAsking(true);
              }}
            >
              {shown ? <IconEyeOff size={16} aria-hidden /> : <IconEye size={16} aria-hidden />}
            </IconButton>
          ) : undefined
        }
      />
      <RevealDialog
        open={asking}
        customerId={customer.id}
        field={field}
        label={label}
        onClose={() => {
          setAsking(false);
        }}
        onAllowed={() => {
          setAsking(false);
          setShown(true);
        }}
      />
    </>
  );
}

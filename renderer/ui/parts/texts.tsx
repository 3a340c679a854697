/** Values as people read them. Each is a text in the zone of the branch and the language of the screen. */
import { formatPhone } from '#shared/domain/phone.ts';
import { useLanguage } from '#renderer/i18n/index.ts';
import { formatDate, formatDateTime, formatDay, formatMoney, formatMoneyCompact } from '../format.ts';
import { useZone } from './place.ts';

interface InstantProps {
  /** ISO UTC; empty shows a dash. */
  readonly value: string;
  readonly zone?: string;
}

/** `5 Mar 2026 14.07 WIB`. */
export function DateTimeText({ value, zone }: InstantProps) {
  const own = useZone();
  const language = useLanguage();
  return <time dateTime={value || undefined}>{formatDateTime(value, zone ?? own, language)}</time>;
}

/** `5 Mar 2026` of an instant. */
export function DateText({ value, zone }: InstantProps) {
  const own = useZone();
  const language = useLanguage();
  return <time dateTime={value || undefined}>{formatDate(value, zone ?? own, language)}</time>;
}

/** A calendar day without a zone, `2026-03-05`. */
export function DayText({ value }: { readonly value: string }) {
  const language = useLanguage();
  return <time dateTime={value || undefined}>{formatDay(value, language)}</time>;
}

/** Whole rupiah. */
export function MoneyText({
  value,
  compact = false,
}: {
  readonly value: number;
  readonly compact?: boolean;
}) {
  const language = useLanguage();
  if (!compact) return <span>{formatMoney(value)}</span>;
  return <span title={formatMoney(value)}>{formatMoneyCompact(value, language)}</span>;
}

/** E.164 in, `0812-3456-7890` out; never broken over two lines. */
export function PhoneText({ value }: { readonly value: string }) {
  return <span style={{ whiteSpace: 'nowrap' }}>{formatPhone(value)}</span>;
}

/** A text that is cut with an ellipsis and says all of it on hover. */
export function CutText({
  children,
  muted = false,
}: {
  readonly children: string;
  readonly muted?: boolean;
}) {
  return (
    <span className={`lk-cut${muted ? ' lk-muted' : ''}`} title={children} style={{ display: 'block' }}>
      {children}
    </span>
  );
}

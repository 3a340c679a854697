import { IconClockExclamation } from '@tabler/icons-react';
import { useLanguage, useT } from '#renderer/i18n/index.ts';
import { Banner, DateTimeText, formatNumber, KeyValue, Section } from '#renderer/ui/index.ts';
import { useDesk, useLive } from '#renderer/widgets/desk-context.tsx';
import { useMinute } from '#renderer/widgets/hooks/clock.ts';

/** The clock of this PC as it is, head office's, and what lies between them; which of the times stands for what. */
export function ClockSection() {
  const t = useT();
  const language = useLanguage();
  const now = useMinute();
  const { clock } = useLive(useDesk().sync.state);
  const measured = Number.isFinite(clock.uncertainty);
  const raw = new Date(Date.parse(now) - clock.offset).toISOString();
  const seconds = (ms: number): string => formatNumber(Math.round(ms / 100) / 10, language);
  return (
    <Section title={t('sync.clockTitle')}>
      {clock.skewed && (
        <Banner tone="warn" icon={<IconClockExclamation size={18} aria-hidden />}>
          {t('sync.clockSkewedHint')}
        </Banner>
      )}
      <KeyValue
        items={[
          [t('sync.clockRaw'), <DateTimeText key="raw" value={raw} />],
          [
            t('sync.clockOffice'),
            measured ? <DateTimeText key="office" value={now} /> : t('sync.clockUnknown'),
          ],
          [
            t('sync.clockOffset'),
            measured &&
              t('sync.clockBetween', {
                seconds: seconds(clock.offset),
                uncertainty: seconds(clock.uncertainty),
              }),
          ],
        ]}
      />
      <p className="lk-muted lk-small">{t('sync.clockThree')}</p>
    </Section>
  );
}

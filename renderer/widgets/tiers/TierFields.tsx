/** What a tier that is set against the rules consists of: the tier, why, and until when. */
import { TIERS, type Tier } from '#shared/domain/customer.ts';
import { useT } from '#renderer/i18n/index.ts';
import { DayField, SelectField, TextArea } from '#renderer/ui/index.ts';

export interface TierChoice {
  readonly tier: Tier;
  readonly reason: string;
  /** Its last day (branch zone), `YYYY-MM-DD`; empty for no end. */
  readonly until: string;
}

/** @returns the choice as the command takes it. */
export const tierArgs = ({ tier, reason, until }: TierChoice) => ({
  tier,
  reason: reason.trim(),
  ...(until ? { until } : {}),
});

export function TierFields(props: {
  readonly value: TierChoice;
  readonly onChange: (next: TierChoice) => void;
  /** @returns the words under a field. */
  readonly errorOf?: (field: 'reason' | 'until') => string | undefined;
}) {
  const t = useT();
  const { value, onChange, errorOf } = props;
  return (
    <>
      <p className="lk-muted">{t('tiers.setHint')}</p>
      <SelectField
        label={t('tiers.tier')}
        value={value.tier}
        options={TIERS.map((tier) => ({ value: tier, label: t(`common.tier.${tier}`) }))}
        autoFocus
        onChange={(tier: Tier) => {
          onChange({ ...value, tier });
        }}
      />
      <TextArea
        label={t('tiers.reason')}
        value={value.reason}
        maxLength={500}
        required
        autosize
        minRows={2}
        error={errorOf?.('reason')}
        onChange={(event) => {
          onChange({ ...value, reason: event.currentTarget.value });
        }}
      />
      <DayField
        label={t('tiers.until')}
        value={value.until}
        onChange={(until) => {
          onChange({ ...value, until });
        }}
        error={errorOf?.('until')}
      />
      <p className="lk-muted lk-small">{t('tiers.untilHint')}</p>
    </>
  );
}

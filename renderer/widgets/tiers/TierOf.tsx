/** The tier of a customer, why, and what a person may do about it. */
import { IconArrowBackUp, IconMedal } from '@tabler/icons-react';
import { useState } from 'react';
import type { Customer } from '#shared/domain/customer.ts';
import { missingWords, verdictWords } from '#shared/domain/tier-words.ts';
import type { TierFacts } from '#shared/domain/tiers.ts';
import { useLanguage, useT } from '#renderer/i18n/index.ts';
import { Button, formatDay, toast } from '#renderer/ui/index.ts';
import { useActor, useRun } from '../desk-context.tsx';
import { TierPill } from '../marks/marks.tsx';
import { ReasonDialog } from '../reason/ReasonDialog.tsx';
import { TierDialog } from './TierDialog.tsx';
import styles from './tiers.module.css';
import { useTier } from './use-tier.ts';

interface TierOfProps {
  readonly customer: Customer;
  /** Ids of the customer and of every record that was joined into it. */
  readonly ids: readonly string[];
}

export function TierOf({ customer, ids }: TierOfProps) {
  const t = useT();
  const language = useLanguage();
  const actor = useActor();
  const { facts, verdict, override, hasRules } = useTier(customer, ids);
  const [dialog, setDialog] = useState<'set' | 'back'>();
  const mayDecide = actor.role === 'supervisor' || actor.role === 'ae';
  const missing = verdict && missingWords(verdict, language);
  const differs = !override && verdict !== undefined && verdict.tier !== customer.tier;
  // no tier, and none by the rules: said once, by what it lacks
  const tells = verdict !== undefined && (override !== undefined || differs || verdict.tier !== undefined);
  const close = () => {
    setDialog(undefined);
  };
  return (
    <div className={styles['tier']}>
      <p>
        <span className={styles['label']}>{t('tiers.tier')}</span>
        {customer.tier ? (
          <TierPill tier={customer.tier} />
        ) : (
          <span className="lk-muted">{t('tiers.none')}</span>
        )}
      </p>
      {override && (
        <p>
          {t(override.until === undefined ? 'tiers.byHand' : 'tiers.byHandUntil', {
            name: override.by.name,
            reason: override.reason,
            day: override.until === undefined ? '' : formatDay(override.until, language),
          })}
        </p>
      )}
      {!hasRules && <p className="lk-muted">{t('tiers.noRules')}</p>}
      {tells && (
        <p>
          {override || differs
            ? t('tiers.byRules', { why: verdictWords(verdict, language) })
            : verdictWords(verdict, language)}
        </p>
      )}
      {differs && <p className="lk-muted lk-small">{t('tiers.willChange')}</p>}
      {missing && <p className="lk-muted lk-small">{missing}</p>}
      {mayDecide && (
        <div className={styles['actions']}>
          <Button
            icon={<IconMedal size={16} aria-hidden />}
            onClick={() => {
              setDialog('set');
            }}
          >
            {t('tiers.set')}
          </Button>
          {override && facts && (
            <Button
              icon={<IconArrowBackUp size={16} aria-hidden />}
              onClick={() => {
                setDialog('back');
              }}
            >
              {t('tiers.back')}
            </Button>
          )}
        </div>
      )}
      <TierDialog open={dialog === 'set'} customer={customer} onClose={close} />
      {dialog === 'back' && facts && <BackDialog customerId={customer.id} facts={facts} onClose={close} />}
    </div>
  );
}

function BackDialog(props: {
  readonly customerId: string;
  readonly facts: TierFacts;
  readonly onClose: () => void;
}) {
  const t = useT();
  const run = useRun();
  return (
    <ReasonDialog
      open
      long
      title={t('tiers.backTitle')}
      text={t('tiers.backText')}
      confirm={t('tiers.back')}
      label={t('tiers.reason')}
      onReason={async (reason) => {
        const { customerId, facts, onClose } = props;
        const saved = await run('endTierOverride', { customerId, facts, reason });
        if (!saved.ok) return false;
        toast(t('tiers.saved'));
        onClose();
        return true;
      }}
      onClose={props.onClose}
    />
  );
}

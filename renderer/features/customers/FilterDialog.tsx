/** What of the book is listed: any number of values of each kind; all kinds must hold. */
import { useEffect, useState, type FormEvent } from 'react';
import { CUSTOMER_KINDS, STAGES, TIERS } from '#shared/domain/customer.ts';
import type { FacetValue } from '#renderer/data/desk-types.ts';
import { useLanguage, useT } from '#renderer/i18n/index.ts';
import {
  Button,
  Dialog,
  DialogActions,
  FieldRow,
  formatNumber,
  MultiSelect,
  Stack,
} from '#renderer/ui/index.ts';
import { useDesk } from '#renderer/widgets/desk-context.tsx';
import { useReference } from '#renderer/widgets/hooks/documents.ts';
import { consentName } from '#renderer/widgets/values/field-name.ts';
import { filledFilter, FILTER_FACETS, type CustomerFilter, type FilterFacet } from './own-views.ts';

interface FilterDialogProps {
  readonly open: boolean;
  readonly filter: CustomerFilter;
  readonly onClose: () => void;
  readonly onApply: (filter: CustomerFilter) => void;
}

export function FilterDialog({ open, filter, onClose, onApply }: FilterDialogProps) {
  const t = useT();
  return (
    <Dialog open={open} title={t('customerList.filterTitle')} onClose={onClose} size="lg">
      {open && <FilterForm filter={filter} onClose={onClose} onApply={onApply} />}
    </Dialog>
  );
}

type Values = Readonly<Partial<Record<FilterFacet, readonly FacetValue[]>>>;

/** Stands for "none": a select takes no empty value. */
const NONE = ':none';
/** More would not be read through: the rest is found by typing. */
const MOST = 300;

/** @returns what the book holds of each facet, most frequent first. */
function useValues(): Values {
  const desk = useDesk();
  const [values, setValues] = useState<Values>({});
  useEffect(() => {
    let current = true;
    void Promise.all(
      FILTER_FACETS.map(async (facet) => [facet, await desk.directory.values('customers', facet)] as const),
    ).then((found) => {
      if (current) setValues(Object.fromEntries(found));
    });
    return () => {
      current = false;
    };
  }, [desk]);
  return values;
}

function FilterForm({ filter, onClose, onApply }: Omit<FilterDialogProps, 'open'>) {
  const t = useT();
  const language = useLanguage();
  const reference = useReference();
  const [value, setValue] = useState(filter);
  const values = useValues();
  const label = (facet: FilterFacet): string =>
    ({
      stage: t('customers.stage'),
      kind: t('customers.kind'),
      tier: t('customers.tier'),
      ownerId: t('customers.owner'),
      area: t('customers.district'),
      commodity: t('customers.commodity'),
      tags: t('customers.tags'),
      consent: t('customers.consents'),
    })[facet];
  const word = (facet: FilterFacet, code: string): string => {
    if (code === '') return t('customerList.noValue');
    const stage = facet === 'stage' && STAGES.find((one) => one === code);
    if (stage) return t(`domain.stage.${stage}`);
    const kind = facet === 'kind' && CUSTOMER_KINDS.find((one) => one === code);
    if (kind) return t(`domain.customerKind.${kind}`);
    const tier = facet === 'tier' && TIERS.find((one) => one === code);
    if (tier) return t(`common.tier.${tier}`);
    if (facet === 'ownerId') return reference.staff(code)?.name ?? code;
    return facet === 'consent' ? consentName(code, t) : code;
  };
  const options = (facet: FilterFacet) => {
    const known = values[facet] ?? [];
    const chosen = (value[facet] ?? []).filter((code) => !known.some((one) => one.value === code));
    return [...known, ...chosen.map((code) => ({ value: code, count: 0 }))].map((one) => ({
      value: one.value === '' ? NONE : one.value,
      label: `${word(facet, one.value)} · ${formatNumber(one.count, language)}`,
    }));
  };
  const field = (facet: FilterFacet, first = false) => (
    <MultiSelect
      key={facet}
      label={label(facet)}
      data={options(facet)}
      value={(value[facet] ?? []).map((code) => (code === '' ? NONE : code))}
      placeholder={(value[facet] ?? []).length === 0 ? t('customerList.any') : ''}
      onChange={(next) => {
        setValue({ ...value, [facet]: next.map((code) => (code === NONE ? '' : code)) });
      }}
      searchable
      limit={MOST}
      {...(first ? { 'data-autofocus': true } : {})}
    />
  );
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    onApply(filledFilter(value));
  };
  return (
    <form noValidate onSubmit={onSubmit}>
      <Stack>
        <FieldRow>
          {field('stage', true)}
          {field('kind')}
        </FieldRow>
        <FieldRow>
          {field('tier')}
          {field('ownerId')}
        </FieldRow>
        <FieldRow>
          {field('area')}
          {field('commodity')}
        </FieldRow>
        <FieldRow>
          {field('tags')}
          {field('consent')}
        </FieldRow>
        <DialogActions>
          <Button
            onClick={() => {
              onApply({});
            }}
          >
            {t('customerList.filterClear')}
          </Button>
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button type="submit" variant="primary">
            {t('customerList.filterApply')}
          </Button>
        </DialogActions>
      </Stack>
    </form>
  );
}

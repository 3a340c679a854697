import { useSearchParams } from 'react-router';
import { useT } from '#renderer/i18n/index.ts';
import { Banner, Button } from '#renderer/ui/index.ts';
import { useDoc } from '#renderer/widgets/hooks/documents.ts';

/** Says by which record one came here. */
export function LedHere({ from }: { readonly from: string }) {
  const t = useT();
  const { value: record } = useDoc('customers', from);
  const [, setSearch] = useSearchParams();
  if (!record?.mergedInto) return null;
  return (
    <Banner
      tone="info"
      action={
        <Button
          variant="subtle"
          onClick={() => {
            setSearch({}, { replace: true });
          }}
        >
          {t('common.close')}
        </Button>
      }
    >
      {t('customer.ledHere', { number: record.number })}
    </Banner>
  );
}

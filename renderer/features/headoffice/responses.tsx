import { useCallback } from 'react';
import type { BranchList, ResponseList } from '#shared/api/head-office.ts';
import { RESPONSE_RESULTS, type Response } from '#shared/domain/campaign.ts';
import { useLanguage, useT } from '#renderer/i18n/index.ts';
import {
  CutText,
  DateText,
  EmptyState,
  formatNumber,
  KeyValue,
  PlainTable,
  Section,
} from '#renderer/ui/index.ts';
import { useAsk, useDesk } from '#renderer/widgets/desk-context.tsx';
import { Answer } from './offline.tsx';

interface ResponsesProps {
  readonly id: string;
  readonly target: number | undefined;
  readonly branches: BranchList['branches'];
}

/** What people answered, counted by result, then one by one with the newest first. */
export function Responses({ id, target, branches }: ResponsesProps) {
  const t = useT();
  const desk = useDesk();
  const asked = useAsk(
    useCallback(() => desk.api<ResponseList>('GET', `/api/headoffice/campaigns/${id}/responses`), [desk, id]),
  );
  return (
    <Section title={t('headoffice.campaigns.responses')}>
      <Answer asked={asked}>
        {({ responses }) =>
          responses.length === 0 ? (
            <EmptyState
              title={t('headoffice.campaigns.responsesNone')}
              hint={t('headoffice.campaigns.responsesNoneHint')}
            />
          ) : (
            <>
              <Counts responses={responses} target={target} />
              <PlainTable<Response>
                label={t('headoffice.campaigns.responses')}
                rows={responses}
                rowKey={(row) => row.id}
                columns={[
                  {
                    key: 'who',
                    title: t('headoffice.campaigns.who'),
                    cell: (row) => <CutText>{row.name}</CutText>,
                  },
                  {
                    key: 'result',
                    title: t('headoffice.campaigns.result'),
                    cell: (row) =>
                      `${t(`domain.response.${row.result}`)} · ${
                        row.repeatOrder
                          ? t('headoffice.campaigns.repeatOrder')
                          : t('headoffice.campaigns.newCustomer')
                      }`,
                  },
                  {
                    key: 'branch',
                    title: t('common.branch'),
                    cell: (row) => (
                      <span title={branches.find(({ code }) => code === row.branchId)?.name}>
                        {row.branchId}
                      </span>
                    ),
                  },
                  { key: 'when', title: t('common.when'), cell: (row) => <DateText value={row.createdAt} /> },
                ]}
              />
            </>
          )
        }
      </Answer>
    </Section>
  );
}

function Counts({
  responses,
  target,
}: {
  readonly responses: readonly Response[];
  readonly target: number | undefined;
}) {
  const t = useT();
  const language = useLanguage();
  const number = (value: number) => formatNumber(value, language);
  const repeat = responses.filter(({ repeatOrder }) => repeatOrder).length;
  return (
    <KeyValue
      items={[
        [
          t('headoffice.campaigns.count'),
          target === undefined
            ? number(responses.length)
            : t('headoffice.campaigns.ofTarget', { done: number(responses.length), target: number(target) }),
        ],
        ...RESPONSE_RESULTS.map(
          (result) =>
            [
              t(`domain.response.${result}`),
              number(responses.filter((response) => response.result === result).length),
            ] as const,
        ),
        [
          `${t('headoffice.campaigns.repeatOrder')} / ${t('headoffice.campaigns.newCustomer')}`,
          `${number(repeat)} / ${number(responses.length - repeat)}`,
        ],
      ]}
    />
  );
}

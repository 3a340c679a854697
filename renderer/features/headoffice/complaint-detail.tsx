import { useCallback } from 'react';
import type { ComplaintDetail as Detail } from '#shared/api/head-office.ts';
import { useT } from '#renderer/i18n/index.ts';
import { DateTimeText, DetailPane, KeyValue, Section, Timeline } from '#renderer/ui/index.ts';
import { useAsk, useDesk } from '#renderer/widgets/desk-context.tsx';
import { ConfidentialPill, DuePill, StatusMark } from '#renderer/widgets/marks/marks.tsx';
import { activityText } from '#renderer/widgets/timeline/said-words.ts';
import { activityTitle } from '#renderer/widgets/timeline/timeline-words.ts';
import { useValueWords } from '#renderer/widgets/values/use-value-words.ts';
import { Answer } from './offline.tsx';
import { nameOf, useNames } from './reference.ts';

/** One complaint of any branch, to read. What changes it is done in its branch. */
export function ComplaintDetail({ id, onClose }: { readonly id: string; readonly onClose: () => void }) {
  const t = useT();
  const desk = useDesk();
  const asked = useAsk(
    useCallback(
      () => desk.api<Detail>('GET', `/api/headoffice/complaints/${encodeURIComponent(id)}`),
      [desk, id],
    ),
  );
  const complaint = asked.value?.complaint;
  return (
    <DetailPane
      label={t('common.detail')}
      onClose={onClose}
      top={
        complaint && (
          <>
            <span className="lk-muted">{complaint.number}</span>
            <StatusMark status={complaint.status} />
            <DuePill dueAt={complaint.dueAt} status={complaint.status} />
            {complaint.confidential && <ConfidentialPill />}
          </>
        )
      }
      {...(complaint ? { title: complaint.customerName } : {})}
    >
      <Answer asked={asked}>{(detail) => <Body detail={detail} />}</Answer>
    </DetailPane>
  );
}

function Body({ detail }: { readonly detail: Detail }) {
  const t = useT();
  const { complaint, activities } = detail;
  const categories = useNames('category');
  const divisions = useNames('division');
  const words = useValueWords();
  return (
    <>
      <p style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>{complaint.description}</p>
      <KeyValue
        items={[
          [t('common.branch'), complaint.branchId],
          [t('headoffice.complaints.category'), nameOf(categories, complaint.category)],
          [t('headoffice.complaints.division'), nameOf(divisions, complaint.divisionId)],
          [t('headoffice.complaints.channel'), t(`domain.channel.${complaint.channel}`)],
          [t('headoffice.complaints.received'), <DateTimeText key="received" value={complaint.receivedAt} />],
          [
            t('headoffice.complaints.due'),
            complaint.dueAt && <DateTimeText key="due" value={complaint.dueAt} />,
          ],
          [t('common.person'), complaint.createdBy.name],
          [t('headoffice.complaints.resolution'), complaint.resolution?.text],
          [t('common.reason'), complaint.reason],
        ]}
      />
      <Section title={t('headoffice.complaints.history')}>
        <Timeline
          label={t('headoffice.complaints.history')}
          items={activities.toReversed().map((activity) => {
            const said = activityText(activity, words);
            return {
              key: activity.id,
              title: activityTitle(activity, words) ?? t('domain.newer'),
              note: (
                <>
                  <DateTimeText value={activity.at} /> · {activity.createdBy.name}
                </>
              ),
              ...(said ? { text: said } : {}),
            };
          })}
        />
      </Section>
    </>
  );
}

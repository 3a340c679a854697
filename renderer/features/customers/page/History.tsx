/** Everything that happened with a customer, filtered by kind and by words. */
import { IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { useT } from '#renderer/i18n/index.ts';
import { TextField, ViewChips } from '#renderer/ui/index.ts';
import { ActivityTimeline } from '#renderer/widgets/timeline/ActivityTimeline.tsx';
import { TIMELINE_GROUPS, type TimelineGroup } from '#renderer/widgets/timeline/filter.ts';
import styles from './page.module.css';

export function History({ ids }: { readonly ids: readonly string[] }) {
  const t = useT();
  const [group, setGroup] = useState<TimelineGroup>('all');
  const [text, setText] = useState('');
  return (
    <>
      <div className={styles['filters']}>
        <ViewChips
          label={t('widgets.timeline.filter')}
          views={TIMELINE_GROUPS.map((name) => ({ name, label: t(`widgets.timeline.groups.${name}`) }))}
          chosen={group}
          onChoose={setGroup}
        />
        <TextField
          data-filter
          aria-label={t('widgets.timeline.search')}
          placeholder={t('widgets.timeline.search')}
          leftSection={<IconSearch size={16} aria-hidden />}
          value={text}
          autoComplete="off"
          onChange={(event) => {
            setText(event.currentTarget.value);
          }}
          onKeyDown={(event) => {
            if (event.key !== 'Escape' || !text) return;
            event.preventDefault();
            setText('');
          }}
        />
      </div>
      <ActivityTimeline customerIds={ids} group={group} text={text} />
    </>
  );
}

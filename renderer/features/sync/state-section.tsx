import { useCallback } from 'react';
import { ok } from '#shared/errors/errors.ts';
import { errorText } from '#renderer/i18n/errors.ts';
import { useLanguage, useT } from '#renderer/i18n/index.ts';
import { DateTimeText, formatBytes, KeyValue, Section } from '#renderer/ui/index.ts';
import { useAsk, useDesk, useIdentity, useLive } from '#renderer/widgets/desk-context.tsx';

/** The figures behind the sentence: times, storage, device. */
export function StateSection() {
  const t = useT();
  const language = useLanguage();
  const desk = useDesk();
  const identity = useIdentity();
  const status = useLive(desk.sync.state);
  const storage = useAsk(useCallback(() => desk.storage().then(ok), [desk])).value;
  return (
    <Section title={t('sync.state')}>
      <KeyValue
        items={[
          [
            t('sync.lastAgreed'),
            status.dataAsOf ? <DateTimeText key="last" value={status.dataAsOf} /> : t('sync.never'),
          ],
          [t('sync.offlineSince'), status.since && <DateTimeText key="since" value={status.since} />],
          [t('sync.nextTry'), status.retryAt && <DateTimeText key="retry" value={status.retryAt} />],
          [t('sync.why'), status.reason && errorText(status.reason, language)],
          [
            t('sync.storage'),
            storage &&
              t('sync.storageUsed', {
                used: formatBytes(storage.usage, language),
                quota: formatBytes(storage.quota, language),
              }),
          ],
          [t('sync.device'), `${identity.deskName} · ${identity.deskCode} · ${identity.deviceId}`],
        ]}
      />
    </Section>
  );
}

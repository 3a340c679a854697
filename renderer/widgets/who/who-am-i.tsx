import { useT } from '../../i18n/index.ts';
import { DateTimeText, KeyValue } from '../../ui/index.ts';
import { useIdentity, useSession } from '../desk-context.tsx';

/** Person, role, branch, desk, device, and until when work without head office is possible. */
export function WhoAmI() {
  const t = useT();
  const { actor, leaseUntil, offline } = useSession();
  const identity = useIdentity();
  return (
    <KeyValue
      items={[
        [t('session.name'), actor.name],
        [t('session.role'), t(`common.role.${actor.role}`)],
        [t('session.branch'), `${identity.branch.name} (${identity.branch.code})`],
        [t('session.division'), actor.divisionId],
        [t('session.desk'), identity.deskName],
        [t('session.deskCode'), identity.deskCode],
        [t('session.device'), identity.deviceId],
        [t('session.company'), identity.company],
        [t('session.server'), identity.serverUrl],
        [t('session.mode'), offline ? t('session.offline') : t('session.online')],
        [t('session.lease'), <DateTimeText key="lease" value={leaseUntil} />],
      ]}
    />
  );
}

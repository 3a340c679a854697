/** Perangkat: every desk, when it was there, how its clock goes, and its end. Supervisors see those of their branch. */
import { IconPlugConnectedX } from '@tabler/icons-react';
import { useCallback, useMemo, useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import type { DeviceList, DeviceView } from '#shared/api/devices.ts';
import { useLanguage, useT } from '#renderer/i18n/index.ts';
import {
  Banner,
  Button,
  DateTimeText,
  DetailPane,
  EmptyState,
  formatDateTime,
  formatNumber,
  KeyValue,
  ListPane,
  PageHeader,
  Split,
  TwoLines,
  useZone,
  ViewChips,
  type ListColumn,
} from '#renderer/ui/index.ts';
import { useActor, useAsk, useDesk } from '#renderer/widgets/desk-context.tsx';
import { ClockMark, DeviceMark, useClockText } from './device-marks.tsx';
import { DEVICE_VIEWS, devicesOf, type DeviceViewName } from './device-state.ts';
import styles from './headoffice.module.css';
import { Answer } from './offline.tsx';
import { RevokeDialog } from './revoke-dialog.tsx';

const PATH = '/pusat/perangkat';

export default function DevicesPage() {
  const t = useT();
  const language = useLanguage();
  const navigate = useNavigate();
  const { id } = useParams();
  const desk = useDesk();
  const asked = useAsk(useCallback(() => desk.api<DeviceList>('GET', '/api/devices'), [desk]));
  const [view, setView] = useState<DeviceViewName>('all');
  const now = desk.now();
  const all = useMemo(() => asked.value?.devices ?? [], [asked.value]);
  const rows = useMemo(() => devicesOf(all, view, now), [all, view, now]);
  const chosen = all.find((device) => device.id === id);
  const count = (name: DeviceViewName): { count?: string } =>
    asked.value ? { count: formatNumber(devicesOf(all, name, now).length, language) } : {};
  return (
    <Split
      detailOpen={chosen !== undefined}
      list={
        <>
          <PageHeader title={t('nav.hqDevices')} />
          <div className={styles['filters']}>
            <ViewChips
              label={t('devices.views')}
              views={DEVICE_VIEWS.map((name) => ({ name, label: t(`devices.view.${name}`), ...count(name) }))}
              chosen={view}
              onChoose={setView}
            />
          </div>
          <Answer asked={asked}>
            {() => (
              <DeviceTable
                rows={rows}
                id={id}
                none={all.length === 0}
                onChoose={(next) => {
                  void navigate(`${PATH}/${encodeURIComponent(next)}`, { replace: id !== undefined });
                }}
              />
            )}
          </Answer>
        </>
      }
      detail={
        chosen && (
          <DeviceDetail
            key={chosen.id}
            device={chosen}
            onChanged={asked.again}
            onClose={() => {
              void navigate(PATH);
            }}
          />
        )
      }
    />
  );
}

function DeviceTable(props: {
  readonly rows: readonly DeviceView[];
  readonly id: string | undefined;
  readonly none: boolean;
  readonly onChoose: (id: string) => void;
}) {
  const t = useT();
  const language = useLanguage();
  const zone = useZone();
  const seen = ({ lastSeenAt }: DeviceView): string =>
    lastSeenAt === undefined ? t('devices.never') : formatDateTime(lastSeenAt, zone, language);
  const columns: readonly ListColumn<DeviceView>[] = [
    {
      key: 'code',
      title: t('devices.desk'),
      width: '100px',
      cell: (row) => `${row.branchId} · ${row.deskCode}`,
    },
    {
      key: 'name',
      title: t('devices.nameAndSeen'),
      width: 'minmax(0, 1fr)',
      cell: (row) => <TwoLines first={row.name} second={seen(row)} />,
    },
    { key: 'clock', title: t('devices.clock'), width: '168px', cell: (row) => <ClockMark device={row} /> },
    { key: 'state', title: t('common.status'), width: '148px', cell: (row) => <DeviceMark device={row} /> },
  ];
  return (
    <ListPane
      label={t('nav.hqDevices')}
      columns={columns}
      count={props.rows.length}
      rowAt={(index) => props.rows[index]}
      rowKey={(row) => row.id}
      chosen={props.rows.findIndex(({ id }) => id === props.id)}
      onChoose={(row) => {
        props.onChoose(row.id);
      }}
      empty={
        <EmptyState
          title={t(props.none ? 'devices.none' : 'devices.noneHere')}
          hint={t(props.none ? 'devices.noneHint' : 'devices.noneHereHint')}
        />
      }
    />
  );
}

function DeviceDetail(props: {
  readonly device: DeviceView;
  readonly onChanged: () => void;
  readonly onClose: () => void;
}) {
  const t = useT();
  const clockText = useClockText();
  const own = useActor().deviceId;
  const { device } = props;
  const [revoking, setRevoking] = useState(false);
  const ended = device.state === 'revoked' || device.state === 'wiped';
  return (
    <DetailPane
      label={t('common.detail')}
      onClose={props.onClose}
      top={
        <>
          <span className="lk-muted">
            {device.branchId} · {device.deskCode}
          </span>
          <DeviceMark device={device} />
        </>
      }
      title={device.name}
    >
      {device.state !== 'active' && <Banner tone="warn">{t(`devices.hint.${device.state}`)}</Banner>}
      {device.state === 'active' && device.clockFlag && (
        <Banner tone="warn">{t('devices.hint.clock')}</Banner>
      )}
      <KeyValue
        items={[
          [
            t('devices.lastSeen'),
            device.lastSeenAt ? <DateTimeText key="seen" value={device.lastSeenAt} /> : t('devices.never'),
          ],
          [t('devices.clock'), clockText(device)],
          [t('devices.app'), device.appVersion],
          [t('devices.enrolled'), <DateTimeText key="enrolled" value={device.enrolledAt} />],
          [
            t('devices.revokedAt'),
            device.revokedAt && <DateTimeText key="revoked" value={device.revokedAt} />,
          ],
          [t('devices.revokedBy'), device.revokedBy],
          [t('common.reason'), device.reason],
          [t('devices.wipedAt'), device.wipedAt && <DateTimeText key="wiped" value={device.wipedAt} />],
        ]}
      />
      {device.id === own && <p className="lk-muted">{t('devices.thisOne')}</p>}
      {!ended && (
        <div>
          <Button
            variant="danger"
            icon={<IconPlugConnectedX size={16} aria-hidden />}
            onClick={() => {
              setRevoking(true);
            }}
          >
            {t('devices.revoke')}
          </Button>
        </div>
      )}
      {revoking && (
        <RevokeDialog
          device={device}
          onClose={() => {
            setRevoking(false);
          }}
          onRevoked={() => {
            setRevoking(false);
            props.onChanged();
          }}
        />
      )}
    </DetailPane>
  );
}

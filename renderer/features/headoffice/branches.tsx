/** Cabang & perangkat: enrolment codes, branches, staff. Supervisors make codes for their own branch only. */
import { IconCopy, IconPlus } from '@tabler/icons-react';
import { useCallback, useState } from 'react';
import type { EnrolmentCode } from '#shared/api/devices.ts';
import type { BranchList, StaffList, StaffMember } from '#shared/api/head-office.ts';
import { isHeadOffice } from '#shared/domain/actor.ts';
import type { Branch } from '#shared/domain/reference.ts';
import type { LoketError } from '#shared/errors/errors.ts';
import { useT } from '#renderer/i18n/index.ts';
import { announce } from '#renderer/state/shell.ts';
import {
  Button,
  CutText,
  DateTimeText,
  EmptyState,
  ErrorLine,
  Page,
  PlainTable,
  Section,
  SelectField,
  toast,
  zoneName,
} from '#renderer/ui/index.ts';
import { useActor, useAsk, useDesk, useIdentity } from '#renderer/widgets/desk-context.tsx';
import { useSaving } from '#renderer/widgets/hooks/saving.ts';
import styles from './headoffice.module.css';
import { Answer } from './offline.tsx';
import { StaffDialog } from './staff-dialog.tsx';

export default function BranchesPage() {
  const t = useT();
  const actor = useActor();
  const { branch } = useIdentity();
  return (
    <Page title={t('nav.hqBranches')}>
      {isHeadOffice(actor) ? (
        <OfficePart mayAddStaff={actor.role === 'admin'} />
      ) : (
        <Codes branches={[{ code: branch.code, name: branch.name }]} />
      )}
    </Page>
  );
}

function OfficePart({ mayAddStaff }: { readonly mayAddStaff: boolean }) {
  const t = useT();
  const desk = useDesk();
  const asked = useAsk(useCallback(() => desk.api<BranchList>('GET', '/api/headoffice/branches'), [desk]));
  return (
    <Answer asked={asked}>
      {({ branches }) => (
        <>
          <Codes branches={branches} />
          <Section title={t('headoffice.branches.list')}>
            <PlainTable<Branch>
              label={t('headoffice.branches.list')}
              rows={branches}
              rowKey={(row) => row.code}
              columns={[
                { key: 'code', title: t('headoffice.branches.code'), cell: (row) => row.code },
                {
                  key: 'name',
                  title: t('headoffice.branches.name'),
                  cell: (row) => <CutText>{row.name}</CutText>,
                },
                { key: 'zone', title: t('headoffice.branches.zone'), cell: (row) => zoneName(row.zone) },
              ]}
            />
          </Section>
          <Staff branches={branches} mayAdd={mayAddStaff} />
        </>
      )}
    </Answer>
  );
}

/** Makes a one-time code and shows it large, for reading aloud. */
function Codes({ branches }: { readonly branches: readonly Pick<Branch, 'code' | 'name'>[] }) {
  const t = useT();
  const desk = useDesk();
  const [branchId, setBranchId] = useState<string | null>(branches[0]?.code ?? null);
  const [made, setMade] = useState<EnrolmentCode | null>(null);
  const [error, setError] = useState<LoketError | null>(null);
  const { busy, once } = useSaving();
  const make = async () => {
    await once(async () => {
      setError(null);
      const answer = await desk.api<EnrolmentCode>('POST', '/api/devices/codes', { branchId });
      if (!answer.ok) {
        setError(answer.error);
        return;
      }
      setMade(answer.value);
      announce([...answer.value.code].join(' '));
    });
  };
  const name = branches.find(({ code }) => code === made?.branchId)?.name ?? made?.branchId ?? '';
  return (
    <Section title={t('headoffice.branches.codeTitle')}>
      <p className="lk-muted">{t('headoffice.branches.codeHint')}</p>
      <div className={styles['line']}>
        <SelectField
          label={t('headoffice.branches.branch')}
          searchable={branches.length > 8}
          value={branchId}
          options={branches.map((branch) => ({
            value: branch.code,
            label: `${branch.name} (${branch.code})`,
          }))}
          onChange={setBranchId}
        />
        <Button variant="primary" busy={busy} disabled={branchId === null} onClick={() => void make()}>
          {t('headoffice.branches.make')}
        </Button>
      </div>
      <ErrorLine error={error} />
      {made && (
        <div className={styles['code']}>
          <span className="lk-muted">{t('headoffice.branches.yourCode', { branch: name })}</span>
          <strong>{made.code}</strong>
          <span className="lk-muted">
            {t('headoffice.branches.validUntil')} <DateTimeText value={made.expiresAt} />
          </span>
          <Button
            icon={<IconCopy size={16} aria-hidden />}
            onClick={() => {
              void navigator.clipboard.writeText(made.code).then(() => {
                toast(t('common.copied'));
              });
            }}
          >
            {t('common.copy')}
          </Button>
        </div>
      )}
    </Section>
  );
}

function Staff({ branches, mayAdd }: { readonly branches: readonly Branch[]; readonly mayAdd: boolean }) {
  const t = useT();
  const desk = useDesk();
  const [adding, setAdding] = useState(false);
  const asked = useAsk(useCallback(() => desk.api<StaffList>('GET', '/api/headoffice/staff'), [desk]));
  const { again } = asked;
  return (
    <Section
      title={t('headoffice.branches.staff')}
      actions={
        mayAdd && (
          <Button
            icon={<IconPlus size={16} aria-hidden />}
            onClick={() => {
              setAdding(true);
            }}
          >
            {t('headoffice.branches.addStaff')}
          </Button>
        )
      }
    >
      <Answer asked={asked}>
        {({ staff }) =>
          staff.length === 0 ? (
            <EmptyState title={t('headoffice.branches.staffNone')} />
          ) : (
            <PlainTable<StaffMember>
              label={t('headoffice.branches.staff')}
              rows={staff}
              rowKey={(row) => row.id}
              columns={[
                {
                  key: 'name',
                  title: t('headoffice.branches.staffName'),
                  cell: (row) => <CutText>{row.name}</CutText>,
                },
                { key: 'username', title: t('headoffice.branches.username'), cell: (row) => row.username },
                {
                  key: 'role',
                  title: t('headoffice.branches.role'),
                  cell: (row) => t(`common.role.${row.role}`),
                },
                { key: 'branch', title: t('common.branch'), cell: (row) => row.branchId },
                {
                  key: 'active',
                  title: t('common.status'),
                  cell: (row) =>
                    t(row.active ? 'headoffice.branches.active' : 'headoffice.branches.inactive'),
                },
              ]}
            />
          )
        }
      </Answer>
      {adding && (
        <StaffDialog
          branches={branches}
          onClose={() => {
            setAdding(false);
          }}
          onAdded={(name) => {
            setAdding(false);
            toast(t('headoffice.branches.staffAdded', { name }));
            again();
          }}
        />
      )}
    </Section>
  );
}

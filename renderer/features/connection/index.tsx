/** The first page of a PC: the address of head office, the company when it is new, then this desk. */
import { useEffect, useState } from 'react';
import { useT } from '#renderer/i18n/index.ts';
import type { ServerInfo } from '#renderer/data/desk-types.ts';
import { useHost } from '#renderer/widgets/desk-context.tsx';
import { Entrance } from '#renderer/widgets/entrance/entrance.tsx';
import { AddressStep } from './address-step.tsx';
import { EnrolStep } from './enrol-step.tsx';
import { SetUpStep } from './set-up-step.tsx';

interface Found {
  readonly url: string;
  readonly server: ServerInfo;
  /** The company was set up here just now, but enrolling this PC by itself failed. */
  readonly enrolByHand?: boolean;
}

export function ConnectionPage() {
  const t = useT();
  const host = useHost();
  const [known, setKnown] = useState<string | undefined>(undefined);
  const [asked, setAsked] = useState(false);
  const [found, setFound] = useState<Found | undefined>(undefined);
  const mayChoose = host.capabilities.has('chooseHeadOffice');

  useEffect(() => {
    void host.headOffice.get().then((origin) => {
      setKnown(origin);
      setAsked(true);
    });
  }, [host]);

  const back = mayChoose
    ? () => {
        setFound(undefined);
      }
    : undefined;
  const company = found?.server.company;
  if (found?.server.setupNeeded)
    return (
      <Entrance title={t('connection.setUpTitle')} place={found.url} wide>
        <SetUpStep
          url={found.url}
          {...(back ? { onBack: back } : {})}
          onDone={(name) => {
            setFound({
              url: found.url,
              server: { ...found.server, company: name, setupNeeded: false },
              enrolByHand: true,
            });
          }}
        />
      </Entrance>
    );
  if (found)
    return (
      <Entrance title={t('connection.deskTitle')} place={company || found.url}>
        <EnrolStep
          url={found.url}
          server={found.server}
          enrolByHand={found.enrolByHand ?? false}
          {...(back ? { onBack: back } : {})}
        />
      </Entrance>
    );
  return (
    <Entrance title={t('connection.title')}>
      {asked && (
        <AddressStep
          known={known ?? ''}
          fixed={!mayChoose}
          onFound={(url, server) => {
            setFound({ url, server });
          }}
        />
      )}
    </Entrance>
  );
}

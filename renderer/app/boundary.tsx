import { IconAlertTriangle } from '@tabler/icons-react';
import { Component, type ReactNode } from 'react';
import { Translation } from 'react-i18next';
import { Button, EmptyState } from '../ui/index.ts';

/** Keeps an error inside the page that made it: the rest of the window goes on working. */
export class Boundary extends Component<{ readonly children: ReactNode }, { readonly failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError() {
    return { failed: true };
  }

  override render() {
    if (!this.state.failed) return this.props.children;
    return (
      <Translation>
        {(t) => (
          <EmptyState
            icon={<IconAlertTriangle size={32} stroke={1.5} aria-hidden />}
            title={t('shell.crashed')}
            hint={t('shell.crashedHint')}
            action={
              <Button
                variant="primary"
                onClick={() => {
                  location.reload();
                }}
              >
                {t('common.reload')}
              </Button>
            }
          />
        )}
      </Translation>
    );
  }
}

import type { KeyboardEvent, ReactNode } from 'react';
import { say } from '../../shared/language/say.ts';
import type { PlainText } from '../../shared/language/text.ts';
import { closeDialog } from '../store/destination-actions.ts';
import { openSettings } from '../store/settings-actions.ts';
import type { SettingsPage } from '../store/settings-page.ts';
import { settingsPages } from '../store/settings-page.ts';
import { useWindow } from '../store/store.ts';
import { Dialog } from '../ui/dialog.tsx';
import { AfterQueuePage } from './after-queue-page.tsx';
import { AppPage } from './app-page.tsx';
import { BandwidthPage } from './bandwidth-page.tsx';
import { ConditionsPage } from './conditions-page.tsx';
import { FilePage } from './file-page.tsx';
import { HistoryPage } from './history-page.tsx';
import { NetworkPage } from './network-page.tsx';
import { NotificationsPage } from './notifications-page.tsx';
import { TransfersPage } from './transfers-page.tsx';
import { UpdatesPage } from './updates-page.tsx';
import './settings-dialog.css';

const pages: Readonly<Record<SettingsPage, readonly [title: PlainText, page: () => ReactNode]>> = {
  transfers: ['Transfers', TransfersPage],
  bandwidth: ['Bandwidth', BandwidthPage],
  network: ['Network', NetworkPage],
  conditions: ['Battery and data', ConditionsPage],
  'after-queue': ['After the queue', AfterQueuePage],
  notifications: ['Notifications', NotificationsPage],
  app: ['App', AppPage],
  updates: ['Updates', UpdatesPage],
  history: ['History', HistoryPage],
  file: ['Import and export', FilePage],
};

/** What a person may choose, page by page; everything holds at once. */
export function SettingsDialog() {
  const dialog = useWindow((state) => state.dialog);
  if (dialog?.kind !== 'settings') return null;
  return <SettingsPages page={dialog.page} />;
}

function SettingsPages({ page }: { readonly page: SettingsPage }) {
  const [title, Page] = pages[page];
  const move = (event: KeyboardEvent): void => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const index = settingsPages.indexOf(page) + (step ?? 0);
    const next = event.key === 'Home' ? settingsPages[0] : event.key === 'End' ? settingsPages.at(-1) : settingsPages[index];
    if (next === undefined || next === page) return;
    event.preventDefault();
    openSettings(next);
    document.getElementById(`settings-tab-${next}`)?.focus();
  };
  return (
    <Dialog title={say('Settings')} isWide onClose={closeDialog}>
      <div className="settings">
        <div className="settings-list" role="tablist" aria-orientation="vertical" aria-label={say('Settings')} onKeyDown={move}>
          {settingsPages.map((each) => (
            <button
              key={each}
              id={`settings-tab-${each}`}
              type="button"
              role="tab"
              className="settings-tab"
              data-words={say(pages[each][0])}
              data-takes-focus={each === page ? '' : undefined}
              aria-selected={each === page}
              aria-controls="settings-page"
              tabIndex={each === page ? 0 : -1}
              onClick={() => openSettings(each)}
            >
              {say(pages[each][0])}
            </button>
          ))}
        </div>
        <div key={page} id="settings-page" className="settings-page" role="tabpanel" aria-labelledby={`settings-tab-${page}`}>
          <h3 className="settings-title">{say(title)}</h3>
          <Page />
        </div>
      </div>
    </Dialog>
  );
}

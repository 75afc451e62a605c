import { AddReport } from './add/add-report.tsx';
import { DropTarget } from './add/drop-target.tsx';
import { EmptyState } from './add/empty-state.tsx';
import { BatchList } from './batches/batch-list.tsx';
import { RefusalsDialog } from './batches/refusals-dialog.tsx';
import { ConflictsDialog } from './conflicts/conflicts-dialog.tsx';
import { DestinationsDialog } from './destinations/destinations-dialog.tsx';
import { TrustDialog } from './destinations/trust-dialog.tsx';
import { DetailsDialog } from './details/details-dialog.tsx';
import { FailureHeading } from './failures/failure-heading.tsx';
import { EmptyGrid } from './queue/empty-grid.tsx';
import { FilterBar } from './queue/filter-bar.tsx';
import { UploadGrid } from './queue/upload-grid.tsx';
import { SettingsDialog } from './settings/settings-dialog.tsx';
import { Announcer } from './status/announcer.tsx';
import { NoticeBar } from './status/notice-bar.tsx';
import { StatusBar } from './status/status-bar.tsx';
import { isQueueEmpty } from './store/selectors.ts';
import { useWindow } from './store/store.ts';
import { Toolbar } from './toolbar.tsx';
import { UnfinishedDialog } from './unfinished/unfinished-dialog.tsx';
import { WatchDialog } from './watch/watch-dialog.tsx';
import { WindowKeys } from './window-keys.tsx';
import { WindowTitle } from './window-title.tsx';
import './app.css';

/** The window. The only place that knows all features; they do not know each other. */
export function App() {
  const isLoaded = useWindow((state) => state.isLoaded);
  const isEmpty = useWindow(isQueueEmpty);
  return (
    <div className="app">
      <Toolbar isEmpty={isEmpty && isLoaded} />
      <NoticeBar />
      <AddReport />
      <main className="app-main">
        {isEmpty ? (
          <>
            <EmptyGrid />
            {isLoaded && <EmptyState />}
          </>
        ) : (
          <>
            <BatchList />
            <FilterBar />
            <UploadGrid renderFailureGroup={(group) => <FailureHeading group={group} />} />
          </>
        )}
      </main>
      <StatusBar />
      <DestinationsDialog />
      <RefusalsDialog />
      <DetailsDialog />
      <TrustDialog />
      <UnfinishedDialog />
      <ConflictsDialog />
      <WatchDialog />
      <SettingsDialog />
      <DropTarget />
      <Announcer />
      <WindowTitle />
      <WindowKeys />
    </div>
  );
}

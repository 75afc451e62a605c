import { sayCount } from '../../../shared/language/say-count.ts';
import type { Totals } from '../../../shared/progress.ts';

export interface FailedBadgeOptions<Window> {
  readonly platform: NodeJS.Platform;
  /** On the dock, or on a launcher that knows numbers; 0 takes it away. */
  setBadgeCount(count: number): unknown;
  currentWindow(): Window | null;
  /** Over the icon in the taskbar of Windows; 0 takes it away. */
  setOverlay(window: Window, count: number, description: string): void;
}

/** Shows on the app's icon how many files failed; says nothing that the system knows already. */
export function createFailedBadge<Window>(options: FailedBadgeOptions<Window>): (totals: Pick<Totals, 'failed'>) => void {
  let shown: { readonly window: Window | null; readonly failed: number; readonly description: string } = {
    ...{ window: null, failed: 0, description: '' },
  };
  return ({ failed }) => {
    if (options.platform !== 'win32') {
      if (shown.failed !== failed) options.setBadgeCount(failed);
      shown = { ...shown, failed };
      return;
    }
    const window = options.currentWindow();
    // A new window has nothing over its icon.
    const known = shown.window === window ? shown.description : '';
    // By its words, which another language changes.
    const description = failed === 0 ? '' : sayCount(failed, '{count} file failed', '{count} files failed');
    if (window !== null && known !== description) options.setOverlay(window, failed, description);
    shown = { window, failed, description };
  };
}
